//! `explain`: a code, a node, an environment.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{Ended, Failure, Shown, check::Found, read, terminal};
use crate::{diagnostic::Severity, explain, nearest, surroundings::Surroundings};

/// The arguments of `explain`.
#[derive(Args)]
pub(super) struct Explain {
    /// A code such as too-few-approvals, a node such as approvals, or an environment of the file
    #[arg(value_name = "WHAT")]
    what: String,
    /// The pipeline file that the environment is in; without it: pipelines/*.kdl, or pipeline.kdl
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    #[command(flatten)]
    shown: Shown,
}

impl Explain {
    pub(super) fn run(self) -> Result<Ended, Failure> {
        let what = self.what.as_str();
        let known = || explain::code(what).map(str::to_owned).or_else(|| explain::node(what));
        if let Some(text) = self.file.is_none().then(known).flatten() {
            terminal::say(&text);
            return Ok(Ended::Well);
        }
        self.environment(what)
    }

    fn environment(&self, name: &str) -> Result<Ended, Failure> {
        let files: Vec<PathBuf> = self.file.iter().cloned().collect();
        let pipelines = match read::pipelines(&files, Path::new(".")) {
            Ok(pipelines) => pipelines,
            // Whoever asks for a code needs no pipeline.
            Err(_) if files.is_empty() => Vec::new(),
            Err(failure) => return Err(failure),
        };
        let mut names: Vec<String> = Vec::new();
        for pipeline in pipelines {
            let checked = crate::check(&pipeline.source, &Surroundings::default());
            let Some(model) = &checked.model else {
                if self.file.is_some() {
                    let mut found =
                        [Found { source: pipeline.source, diagnostics: checked.diagnostics, model: None }];
                    return Ok(self.shown.report(&mut found, false));
                }
                continue;
            };
            if let Some(page) = explain::environment(model, &pipeline.source, name) {
                terminal::say(&page);
                let errors = checked.diagnostics.iter().filter(|one| one.severity == Severity::Error).count();
                if errors > 0 {
                    terminal::complain("this file has errors; `gatewright check` shows them\n");
                }
                return Ok(Ended::Well);
            }
            names.extend(model.environments.keys().cloned());
        }
        names.extend(explain::known().map(str::to_owned));
        let nearest = nearest::find(name, names.iter().map(String::as_str));
        let hint = nearest.map(|nearest| format!("; did you mean `{nearest}`?")).unwrap_or_default();
        Err(Failure(format!("`{name}` is no code, no node of the language and no environment here{hint}")))
    }
}
