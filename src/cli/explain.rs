//! `explain`: a code, a node, an environment, an arrow.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{
    Ended, Failure,
    read::{self, Pipeline},
    terminal,
};
use crate::{
    diagnostic::Severity,
    explain,
    model::Model,
    nearest,
    report::{self, Reported},
    source::Source,
    surroundings::Surroundings,
};

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
        let (read, unreadable) = self.pipelines()?;
        if unreadable {
            return Ok(Ended::Badly);
        }
        let pages: Vec<String> = read.iter().filter_map(|one| self.page(&one.model, &one.source)).collect();
        if pages.is_empty() {
            return Err(self.unknown(&read));
        }
        terminal::say(&pages.join("\n"))?;
        for broken in read.iter().filter(|one| one.errors) {
            let path = terminal::line(&broken.source.path);
            terminal::complain(&format!("{path} has errors; `gatewright check` shows them\n"));
        }
        Ok(Ended::Well)
    }

    /// Reads the pipelines that can be made out. A file that was asked for and cannot be is shown with its errors.
    fn pipelines(&self) -> Result<(Vec<Read>, bool), Failure> {
        let files: Vec<PathBuf> = self.file.iter().cloned().collect();
        let pipelines = match read::pipelines(&files, Path::new(".")) {
            Ok(pipelines) => pipelines,
            // Whoever asks for a code needs no pipeline.
            Err(_) if files.is_empty() && self.to.is_none() => Vec::new(),
            Err(failure) => return Err(failure),
        };
        let mut read = Vec::new();
        for mut pipeline in pipelines {
            let diagnostics = match std::mem::take(&mut pipeline.unreadable) {
                fine if fine.is_empty() => match Read::new(pipeline) {
                    Ok(one) => {
                        read.push(one);
                        continue;
                    }
                    Err((source, found)) => (source, found),
                },
                unreadable => (pipeline.into_shown(), unreadable),
            };
            if self.file.is_some() {
                let (source, diagnostics) = &diagnostics;
                let file = Reported { source, diagnostics };
                terminal::complain(&report::render(report::Format::Human, &[file], terminal::style()));
                return Ok((read, true));
            }
        }
        Ok((read, false))
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
        if !environments.contains(&to.as_str()) {
            return Failure(format!(
                "there is no environment `{to}` here{}",
                hint(nearest::find(to, environments.iter().copied()))
            ));
        }
        let arrows = || read.iter().flat_map(|one| &one.model.arrows).filter(|arrow| arrow.to.value == *to);
        let origins: Vec<String> = arrows().map(|arrow| arrow.from.words()).collect();
        Failure(match origins.is_empty() {
            true => format!("no arrow leads to `{to}`"),
            false => format!(
                "no arrow leads from `{what}` to `{to}`; what does: {}",
                nearest::list(origins.iter().map(String::as_str))
            ),
        })
    }
}

/// A pipeline that could be made out.
struct Read {
    source: Source,
    model: Model,
    errors: bool,
}

impl Read {
    fn new(pipeline: Pipeline) -> Result<Self, (Source, Vec<crate::diagnostic::Diagnostic>)> {
        let checked = crate::check(&pipeline.source, &Surroundings::default());
        let errors = checked.diagnostics.iter().any(|one| one.severity == Severity::Error);
        let source = pipeline.into_shown();
        match checked.model {
            Some(model) => Ok(Self { source, model, errors }),
            None => Err((source, checked.diagnostics)),
        }
    }
}
