//! Pipelines that are only looked at: each as far as it can be made out.

use std::path::{Path, PathBuf};

use super::{Failure, read, terminal};
use crate::{
    diagnostic::{Diagnostic, Severity},
    model::Model,
    report::{self, Reported},
    source::Source,
    surroundings::Surroundings,
};

/// What could be read.
#[derive(Default)]
pub(super) struct Models {
    /// The pipelines that can be made out.
    pub(super) read: Vec<Read>,
    /// The files that cannot be, with what was found in them.
    unreadable: Vec<(Source, Vec<Diagnostic>)>,
}

/// A pipeline that can be made out.
pub(super) struct Read {
    pub(super) source: Source,
    pub(super) model: Model,
    errors: bool,
}

impl Models {
    /// Reads these files, or else those that stand where pipelines do.
    pub(super) fn of(files: &[PathBuf]) -> Result<Self, Failure> {
        let mut models = Self::default();
        for mut pipeline in read::pipelines(files, Path::new("."))? {
            let unreadable = std::mem::take(&mut pipeline.unreadable);
            if !unreadable.is_empty() {
                models.unreadable.push((pipeline.into_shown(), unreadable));
                continue;
            }
            let checked = crate::check(&pipeline.source, &Surroundings::default());
            let errors = checked.diagnostics.iter().any(|one| one.severity == Severity::Error);
            let source = pipeline.into_shown();
            match checked.model {
                Some(model) => models.read.push(Read { source, model, errors }),
                None => models.unreadable.push((source, checked.diagnostics)),
            }
        }
        Ok(models)
    }

    /// Tells whether every file could be made out.
    pub(super) fn are_whole(&self) -> bool {
        self.unreadable.is_empty()
    }

    /// Shows what is wrong with the files that cannot be made out.
    pub(super) fn complain_of_unreadable(&self) {
        let files: Vec<Reported<'_>> =
            self.unreadable.iter().map(|(source, diagnostics)| Reported { source, diagnostics }).collect();
        terminal::complain(&report::render(report::Format::Human, &files, terminal::style()));
    }

    /// Shows what keeps an answer from being true: of a file with errors, a rule may be missing. Tells whether there was
    /// anything.
    pub(super) fn complain_if_broken(&self) -> bool {
        if !self.are_whole() {
            self.complain_of_unreadable();
            return true;
        }
        self.complain_of_errors();
        self.read.iter().any(|one| one.errors)
    }

    /// Says of which pipelines something may be missing.
    pub(super) fn complain_of_errors(&self) {
        for broken in self.read.iter().filter(|one| one.errors) {
            let path = terminal::line(&broken.source.path);
            terminal::complain(&format!("{path} has errors; `gatewright check` shows them\n"));
        }
    }
}
