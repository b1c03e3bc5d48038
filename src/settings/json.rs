//! The plan for other programs, version 1: additions keep the number, anything else raises it.

use serde::Serialize;

use super::{
    Comparison, Found, Step, Subject, Wanted, drift,
    words::{self, Sign},
};
use crate::report::pretty;

#[derive(Serialize)]
struct Document {
    version: u32,
    pipelines: Vec<PipelineOut>,
}

#[derive(Serialize)]
struct PipelineOut {
    name: String,
    path: String,
    repository: String,
    changes: Vec<ChangeOut>,
    /// In the order in which `apply` does them.
    steps: Vec<String>,
    /// What people have to do.
    by_hand: Vec<FindingOut>,
    not_checked: Vec<NotCheckedOut>,
    /// Environments that the file does not have, which stay as they are.
    left_alone: Vec<String>,
}

#[derive(Serialize)]
struct ChangeOut {
    environment: Option<String>,
    ruleset: Option<String>,
    new: bool,
    lines: Vec<LineOut>,
}

#[derive(Serialize)]
struct LineOut {
    change: &'static str,
    what: &'static str,
    words: String,
}

#[derive(Serialize)]
struct FindingOut {
    code: &'static str,
    severity: &'static str,
    message: String,
    help: Option<String>,
}

#[derive(Serialize)]
struct NotCheckedOut {
    what: String,
    permission: String,
}

/// What one pipeline comes down to.
pub struct Planned<'a> {
    /// The file.
    pub path: &'a str,
    /// What it asks for.
    pub wanted: &'a Wanted,
    /// What GitHub has.
    pub found: &'a Found,
    /// What is otherwise.
    pub comparison: &'a Comparison,
    /// What would be sent.
    pub steps: &'a [Step],
}

/// Writes the plans of all pipelines.
pub fn json(planned: &[Planned<'_>]) -> String {
    pretty(&Document { version: 1, pipelines: planned.iter().map(pipeline).collect() })
}

fn pipeline(planned: &Planned<'_>) -> PipelineOut {
    let Planned { path, wanted, found, comparison, steps } = planned;
    let mut changes: Vec<ChangeOut> = Vec::new();
    let environments = wanted.environments.iter().map(|one| Subject::Environment(one.settings.name.clone()));
    let rulesets = wanted.rulesets.iter().map(|one| Subject::Ruleset(one.ruleset.name.clone()));
    for subject in environments.chain(rulesets) {
        let (environment, ruleset, new, own) = match &subject {
            Subject::Environment(name) => {
                (Some(name.clone()), None, found.state.environment(name).is_none(), wanted.environment(name))
            }
            Subject::Ruleset(name) => (None, Some(name.clone()), found.state.ruleset(name).is_none(), None),
            Subject::Repository => continue,
        };
        let lines: Vec<LineOut> =
            comparison.of(&subject).flat_map(|one| words::lines(one, own)).map(line).collect();
        if !lines.is_empty() {
            changes.push(ChangeOut { environment, ruleset, new, lines });
        }
    }
    let by_hand = Comparison { differences: comparison.by_hand().cloned().collect() };
    let findings =
        drift::findings(wanted, &Found { not_checked: Vec::new(), ..(*found).clone() }, &by_hand, false);
    PipelineOut {
        name: wanted.pipeline.clone(),
        path: (*path).to_owned(),
        repository: found.repository.name.clone(),
        changes,
        steps: steps.iter().map(words::step).collect(),
        by_hand: findings
            .into_iter()
            .map(|one| FindingOut {
                code: one.code,
                severity: one.severity.word(),
                message: one.message,
                help: one.help,
            })
            .collect(),
        not_checked: found
            .not_checked
            .iter()
            .map(|one| NotCheckedOut { what: one.what.clone(), permission: one.permission.replace('`', "") })
            .collect(),
        left_alone: found
            .state
            .environments
            .iter()
            .filter(|one| wanted.environment(&one.name).is_none())
            .map(|one| one.name.clone())
            .collect(),
    }
}

fn line(line: words::Line) -> LineOut {
    let change = match line.sign {
        Sign::Plus => "add",
        Sign::Change => "change",
        Sign::Minus => "remove",
    };
    LineOut { change, what: line.what, words: line.words }
}
