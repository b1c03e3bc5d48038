//! `check`: what is wrong or dangerous.

use std::path::Path;

use clap::Args;

use super::{Ended, Failure, Files, Format, Shown, read, terminal};
use crate::{
    diagnostic::{Diagnostic, Severity},
    model::Model,
    report::{self, Reported, Summary},
    source::Source,
    text::count,
    write,
};

/// The arguments of `check`.
#[derive(Args)]
pub(super) struct Check {
    #[command(flatten)]
    files: Files,
    #[command(flatten)]
    shown: Shown,
}

impl Check {
    pub(super) fn run(self) -> Result<Ended, Failure> {
        let here = Path::new(".");
        let lock = write::read_lock(here)?;
        let surroundings = read::surroundings(here, lock.as_ref())?;
        let mut found = Vec::new();
        for mut pipeline in read::pipelines(&self.files.files, here)? {
            let unreadable = std::mem::take(&mut pipeline.unreadable);
            let checked = match unreadable.is_empty() {
                true => crate::check(&pipeline.source, &surroundings),
                false => crate::Checked { model: None, diagnostics: unreadable },
            };
            let (diagnostics, model) = (checked.diagnostics, checked.model);
            found.push(Found {
                locked: pipeline.locked.clone(),
                source: pipeline.into_shown(),
                diagnostics,
                model,
            });
        }
        let summary = self.shown.report(&mut found)?;
        if self.shown.format == Format::Human {
            for file in &found {
                terminal::say(&census(file))?;
            }
        }
        Ok(self.shown.ended(summary))
    }
}

/// What was found in one file.
pub(super) struct Found {
    /// How the lock names the file.
    pub(super) locked: String,
    pub(super) source: Source,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) model: Option<Model>,
}

impl Found {
    pub(super) fn reported(&self) -> Reported<'_> {
        Reported { source: &self.source, diagnostics: &self.diagnostics }
    }
}

impl Shown {
    /// Shows the findings: to people on standard error, to programs as the result.
    pub(super) fn report(&self, found: &mut [Found]) -> Result<Summary, Failure> {
        self.retain(found);
        let files: Vec<Reported<'_>> = found.iter().map(Found::reported).collect();
        let text = report::render(self.format.report(), &files, terminal::style());
        match self.format {
            Format::Human => terminal::complain(&text),
            _ => terminal::say(&text)?,
        }
        Ok(Summary::of(&files))
    }

    /// Leaves out what nobody asked for.
    pub(super) fn retain(&self, found: &mut [Found]) {
        for file in found.iter_mut() {
            file.diagnostics.retain(|one| self.advice || one.severity != Severity::Advice);
        }
    }

    /// Tells what the findings mean for the exit code.
    pub(super) fn ended(&self, summary: Summary) -> Ended {
        let warnings = if self.deny_warnings { summary.warnings } else { 0 };
        if summary.errors + warnings > 0 { Ended::Badly } else { Ended::Well }
    }
}

/// `pipelines/shop.kdl: 6 environments, 7 arrows, 3 gates. No problems.` What a file with errors has in it is not
/// known.
fn census(file: &Found) -> String {
    let summary = Summary::of(&[file.reported()]);
    let mut verdict = summary.to_string();
    if let Some(first) = verdict.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    let path = terminal::line(&file.source.path);
    let Some(model) = file.model.as_ref().filter(|_| summary.errors == 0) else {
        return format!("{path}: {verdict}.\n");
    };
    format!(
        "{path}: {}, {}, {}. {verdict}.\n",
        count(model.environments.len(), "environment"),
        count(model.arrows.len(), "arrow"),
        count(model.gates.len(), "gate"),
    )
}
