//! `check`: what is wrong or dangerous.

use std::path::Path;

use clap::Args;

use super::{Ended, Failure, Files, Format, Shown, read, terminal};
use crate::{
    diagnostic::{Diagnostic, Severity},
    model::Model,
    report::{self, Reported, Summary},
    source::Source,
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
        for pipeline in read::pipelines(&self.files.files, here)? {
            let checked = match pipeline.unreadable.is_empty() {
                true => crate::check(&pipeline.source, &surroundings),
                false => crate::Checked { model: None, diagnostics: pipeline.unreadable },
            };
            found.push(Found {
                source: pipeline.source,
                diagnostics: checked.diagnostics,
                model: checked.model,
            });
        }
        Ok(self.shown.report(&mut found, true))
    }
}

/// What was found in one file.
pub(super) struct Found {
    pub(super) source: Source,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) model: Option<Model>,
}

impl Shown {
    /// Shows the findings, and says of each file that has no errors what is in it.
    pub(super) fn report(&self, found: &mut [Found], with_census: bool) -> Ended {
        for file in found.iter_mut() {
            file.diagnostics.retain(|one| self.advice || one.severity != Severity::Advice);
        }
        let files: Vec<Reported<'_>> = found
            .iter()
            .map(|file| Reported { source: &file.source, diagnostics: &file.diagnostics })
            .collect();
        let summary = Summary::of(&files);
        let quiet = files.iter().all(|file| file.diagnostics.is_empty());
        match self.format {
            Format::Human if quiet => {}
            Format::Human => {
                terminal::complain(&report::render(report::Format::Human, &files, terminal::style()))
            }
            format => terminal::say(&report::render(format.report(), &files, terminal::style())),
        }
        if self.format == Format::Human && with_census {
            for file in found.iter() {
                terminal::say(&census(file));
            }
        }
        self.ended(summary)
    }

    /// Tells what the findings mean for the exit code.
    pub(super) fn ended(&self, summary: Summary) -> Ended {
        let warnings = if self.deny_warnings { summary.warnings } else { 0 };
        if summary.errors + warnings > 0 { Ended::Badly } else { Ended::Well }
    }
}

/// `pipelines/shop.kdl: 6 environments, 7 arrows, 3 gates. No problems.`
fn census(file: &Found) -> String {
    let summary = Summary::of(&[Reported { source: &file.source, diagnostics: &file.diagnostics }]);
    let mut verdict = summary.to_string();
    if let Some(first) = verdict.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    let Some(model) = &file.model else { return format!("{}: {verdict}.\n", file.source.path) };
    let count = |number: usize, one: &str| format!("{number} {one}{}", if number == 1 { "" } else { "s" });
    format!(
        "{}: {}, {}, {}. {verdict}.\n",
        file.source.path,
        count(model.environments.len(), "environment"),
        count(model.arrows.len(), "arrow"),
        count(model.gates.len(), "gate"),
    )
}
