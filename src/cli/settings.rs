//! What `plan`, `apply` and `drift` have in common: pipelines with what GitHub has of them.

use std::path::Path;

use super::{Ended, Failure, Files, check::Found as Checked, connection::Connection, read, terminal};
use crate::{
    client::Client,
    diagnostic::Severity,
    model::Model,
    plan::Plan,
    report::{self, Reported},
    settings::{self, Comparison, Found, Planned, Step, Wanted},
    source::Source,
    write,
};

/// A pipeline file that can be applied.
pub(super) struct Ready {
    pub(super) source: Source,
    pub(super) repository: String,
    pub(super) wanted: Wanted,
}

/// A pipeline file beside what GitHub has.
pub(super) struct Compared {
    pub(super) source: Source,
    pub(super) wanted: Wanted,
    pub(super) found: Found,
    pub(super) comparison: Comparison,
    pub(super) steps: Vec<Step>,
}

/// What the files come down to.
pub(super) enum Readiness {
    /// Every file is without errors.
    Ready(Vec<Ready>),
    /// One is not; what is wrong stands here.
    Broken(Vec<Checked>),
}

/// Reads the files and decides, as `build` does; nothing is sent.
pub(super) fn ready(files: &Files, connection: &Connection) -> Result<Readiness, Failure> {
    let here = Path::new(".");
    let lock = write::read_lock(here)?;
    let surroundings = read::surroundings(here, lock.as_ref())?;
    let (mut ready, mut found) = (Vec::new(), Vec::new());
    for mut pipeline in read::pipelines(&files.files, here)? {
        let unreadable = std::mem::take(&mut pipeline.unreadable);
        let decided = match unreadable.is_empty() {
            true => crate::decide(&pipeline.source, &surroundings),
            false => crate::Decided { plan: None, model: None, diagnostics: unreadable },
        };
        let crate::Decided { plan, model, mut diagnostics } = decided;
        let locked = pipeline.locked.clone();
        let source = pipeline.into_shown();
        if let (Some(plan), Some(model)) = (&plan, &model) {
            ready.push(one(&source, plan, model, connection)?);
        }
        // Warnings are for `check` and `build`.
        diagnostics.retain(|one| one.severity == Severity::Error);
        found.push(Checked { locked, source, diagnostics, model });
    }
    if found.iter().any(|one| !one.diagnostics.is_empty()) {
        return Ok(Readiness::Broken(found));
    }
    apart(&ready)?;
    Ok(Readiness::Ready(ready))
}

fn one(source: &Source, plan: &Plan, model: &Model, connection: &Connection) -> Result<Ready, Failure> {
    let repository = connection.repository(&model.pipeline)?;
    Ok(Ready { source: source.clone(), repository, wanted: Wanted::new(plan, model) })
}

/// Two files must not ask for the same thing: each run would undo the other one.
fn apart(ready: &[Ready]) -> Result<(), Failure> {
    for (index, one) in ready.iter().enumerate() {
        for other in
            ready[..index].iter().filter(|other| other.repository.eq_ignore_ascii_case(&one.repository))
        {
            let environment = |name: &str| other.wanted.environment(name).is_some();
            let shared = one.wanted.environments.iter().map(|one| one.settings.name.as_str());
            if let Some(name) = shared.into_iter().find(|name| environment(name)) {
                return Err(Failure(format!(
                    "{} and {} both ask for the environment `{name}` of `{}`: give it another name in one \
                     of them",
                    terminal::line(&other.source.path),
                    terminal::line(&one.source.path),
                    one.repository
                )));
            }
        }
    }
    Ok(())
}

/// Shows the errors of files; nothing was sent.
pub(super) fn refuse(found: &[Checked], format: report::Format) -> Result<Ended, Failure> {
    let files: Vec<Reported<'_>> = found.iter().map(Checked::reported).collect();
    let text = report::render(format, &files, terminal::style());
    match format {
        report::Format::Human => {
            let summary = report::Summary::of(&files);
            terminal::complain(&format!("{text}\n{summary}: nothing was sent to GitHub\n"));
        }
        _ => terminal::say(&text)?,
    }
    Ok(Ended::Badly)
}

/// Reads what GitHub has.
pub(super) fn compared(client: &Client, ready: Ready) -> Result<Compared, Failure> {
    let Ready { source, repository, wanted } = ready;
    let found = settings::read(client, &repository, &wanted)?;
    let comparison = settings::compare(&wanted, &found);
    let steps = settings::steps(&wanted, &found, &comparison);
    Ok(Compared { source, wanted, found, comparison, steps })
}

impl Compared {
    pub(super) fn planned(&self) -> Planned<'_> {
        Planned {
            path: &self.source.path,
            wanted: &self.wanted,
            found: &self.found,
            comparison: &self.comparison,
            steps: &self.steps,
        }
    }

    /// Shows who cannot be asked, on standard error.
    pub(super) fn complain(&self) {
        let findings = settings::reviewers(&self.found, &self.comparison);
        let files = [Reported { source: &self.source, diagnostics: &findings }];
        terminal::complain(&report::render(report::Format::Human, &files, terminal::style()));
    }

    /// Draws what would change.
    pub(super) fn screen(&self) -> String {
        settings::screen(&self.source, &self.wanted, &self.found, &self.comparison, terminal::page())
    }

    /// What kept the steps from being known, as a sentence; nothing where they are.
    pub(super) fn obstacle(&self) -> Option<&'static str> {
        match () {
            () if self.comparison.is_blocked() => Some(
                "nothing can be applied before GitHub knows everybody who is asked, and lets them read \
                 the repository",
            ),
            () if self.has_unresolved() => Some(
                "nothing can be applied with a token that may not look up the teams: it needs `members: \
                 read` of the organization",
            ),
            () => None,
        }
    }

    fn has_unresolved(&self) -> bool {
        let unresolved = |one: &&settings::Identity| matches!(one, settings::Identity::NotChecked);
        !self.steps.is_empty() && self.found.people.values().any(|one| unresolved(&one))
    }
}
