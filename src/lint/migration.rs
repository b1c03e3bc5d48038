//! What changes the database of an environment: its `migrate` block, or its steps of that phase.

use crate::{
    model::Environment,
    source::{Span, Spanned},
    syntax::{Node, Phase, Step},
};

pub(super) struct Migration<'a> {
    pub(super) block: Option<&'a Node>,
    steps: Vec<&'a Step>,
}

/// Returns how an environment migrates, if it does.
pub(super) fn of(environment: &Environment) -> Option<Migration<'_>> {
    let block = environment.part("migrate");
    let steps: Vec<&Step> = steps(environment, Phase::Migrate).collect();
    (block.is_some() || !steps.is_empty()).then_some(Migration { block, steps })
}

/// Returns the strategy by which the release before goes on running on a database that it may not know any more.
pub(super) fn side_by_side(environment: &Environment) -> Option<&Node> {
    let migration = of(environment).filter(|one| one.block.is_some() && !one.is_two_phase());
    let strategy = environment.part("strategy").filter(|_| migration.is_some())?;
    matches!(strategy.text(0)?.value, "rolling" | "blue-green" | "canary").then_some(strategy)
}

/// Tells whether something is backed up before a deployment.
pub(super) fn has_backup(environment: &Environment) -> bool {
    environment.part("backup").is_some() || steps(environment, Phase::Backup).next().is_some()
}

fn steps(environment: &Environment, phase: Phase) -> impl Iterator<Item = &Step> {
    environment.settings.steps.iter().filter(move |step| step.phase == phase)
}

impl<'a> Migration<'a> {
    /// Returns where it stands.
    pub(super) fn span(&self) -> Span {
        match (self.block, self.steps.first()) {
            (Some(block), _) => block.head,
            (None, Some(step)) => step.title.span,
            (None, None) => Span::default(),
        }
    }

    /// Says how it is written: `migrate { run "npm run migrate" }`.
    pub(super) fn form(&self) -> String {
        let run = self.commands().next().map(|run| run.value);
        let run = run.filter(|run| !run.contains(['"', '\\', '\n'])).unwrap_or("…");
        match self.block {
            Some(_) => format!("migrate {{ run \"{run}\" }}"),
            None => format!("steps {{ migrate \"Database\" run=\"{run}\" }}"),
        }
    }

    /// Returns what it runs.
    pub(super) fn commands(&self) -> impl Iterator<Item = Spanned<&'a str>> + use<'a> {
        let block = self.block.into_iter().flat_map(|block| block.all("run")).flat_map(Node::texts);
        let steps = self.steps.clone().into_iter().flat_map(|step| &step.run);
        block.chain(steps.map(|run| Spanned::new(run.value.as_str(), run.span)))
    }

    /// Tells whether the release before it works with the new schema too.
    pub(super) fn is_two_phase(&self) -> bool {
        self.block.is_some_and(|block| block.has("two-phase"))
    }
}
