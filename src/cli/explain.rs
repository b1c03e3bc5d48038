//! `explain`: a code, a node, an environment, an arrow.

use std::path::PathBuf;

use clap::Args;

use super::{
    Ended, Failure,
    models::{Models, Read},
    terminal,
    undrawn::undrawn,
};
use crate::{explain, model::Model, nearest, source::Source};

/// The arguments of `explain`.
#[derive(Args)]
pub(super) struct Explain {
    /// A code such as too-few-approvals, a node such as approvals, `language` for all nodes, an environment; or where an
    /// arrow starts
    #[arg(value_name = "WHAT")]
    what: String,
    /// Where the arrow leads
    #[arg(value_name = "TO")]
    to: Option<String>,
    /// The pipeline file; without it: pipelines/*.kdl, or pipeline.kdl
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
}

impl Explain {
    pub(super) fn run(mut self) -> Result<Ended, Failure> {
        // No environment has such a name, and every pipeline file has.
        if self.file.is_none() && self.to.as_ref().is_some_and(|to| to.contains(['.', '/', '\\'])) {
            self.file = self.to.take().map(PathBuf::from);
        }
        let what = self.what.as_str();
        if self.file.is_none()
            && self.to.is_none()
            && let Some(text) = explain::word(what)
        {
            terminal::say(&text)?;
            return Ok(Ended::Well);
        }
        let models = self.models()?;
        if self.file.is_some() && !models.are_whole() {
            models.complain_of_unreadable();
            return Ok(Ended::Badly);
        }
        let read = &models.read;
        let pages: Vec<String> = read.iter().filter_map(|one| self.page(&one.model, &one.source)).collect();
        if pages.is_empty() {
            return Err(self.unknown(read));
        }
        terminal::say(&pages.join("\n"))?;
        models.complain_of_errors();
        Ok(Ended::Well)
    }

    fn models(&self) -> Result<Models, Failure> {
        let files: Vec<PathBuf> = self.file.iter().cloned().collect();
        match Models::of(&files) {
            // Whoever asks for a code needs no pipeline.
            Err(_) if files.is_empty() && self.to.is_none() => Ok(Models::default()),
            models => models,
        }
    }

    fn page(&self, model: &Model, source: &Source) -> Option<String> {
        match &self.to {
            Some(to) => explain::arrow(model, source, &self.what, to),
            None => explain::environment(model, source, &self.what),
        }
    }

    fn unknown(&self, read: &[Read]) -> Failure {
        let what = &self.what;
        let environments: Vec<&str> =
            read.iter().flat_map(|one| one.model.environments.keys().map(String::as_str)).collect();
        let hint = |nearest: Option<&str>| {
            nearest.map(|nearest| format!("; did you mean `{nearest}`?")).unwrap_or_default()
        };
        let Some(to) = &self.to else {
            let mut names = environments;
            explain::known().for_each(|name| names.push(name));
            let nearest = nearest::find(what, names.into_iter());
            return Failure(format!(
                "`{what}` is no code with a page, no node of the language and no environment here{}",
                hint(nearest)
            ));
        };
        undrawn(read, what, to)
    }
}
