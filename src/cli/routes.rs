//! `routes`: every way to production, or to another environment.

use clap::{Args, ValueEnum};

use super::{
    Ended, Failure, Files,
    models::{Models, Read},
    terminal,
};
use crate::{
    nearest,
    routes::{self, Routes as Ways},
};

/// The arguments of `routes`.
#[derive(Args)]
pub(super) struct Routes {
    #[command(flatten)]
    files: Files,
    /// The environment that the ways lead to; without it: every one of kind production
    #[arg(long, value_name = "ENV")]
    to: Option<String>,
    /// How the ways are written: for people, or for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

// No word behind each: the help of every command stays on one screen.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

impl Routes {
    pub(super) fn run(self) -> Result<Ended, Failure> {
        let models = Models::of(&self.files.files)?;
        if let Some(to) = &self.to
            && models.are_whole()
        {
            is_known(&models.read, to)?;
        }
        let found = models.read.iter().map(|read| (read, self.ways(read)));
        // Of several pipelines only those are meant that have the environment.
        let found = found.filter(|(_, ways)| self.to.is_none() || !ways.is_empty());
        let found: Vec<(&Read, Vec<Ways>)> = found.collect();
        let text = match self.format {
            Format::Text => text(&found),
            Format::Json => {
                let named = found.into_iter().map(|(read, ways)| {
                    (read.model.pipeline.name.value.as_str(), read.source.path.as_str(), ways)
                });
                routes::json(&named.collect::<Vec<_>>())
            }
        };
        terminal::say(&text)?;
        models.complain_of_errors();
        if models.are_whole() {
            return Ok(Ended::Well);
        }
        models.complain_of_unreadable();
        Ok(Ended::Badly)
    }

    fn ways(&self, read: &Read) -> Vec<Ways> {
        let model = &read.model;
        match &self.to {
            Some(to) => {
                let is_there = model.environments.contains_key(to);
                is_there.then(|| routes::routes(model, to)).into_iter().collect()
            }
            None => routes::productions(model).map(|to| routes::routes(model, to)).collect(),
        }
    }
}

fn is_known(read: &[Read], to: &str) -> Result<(), Failure> {
    let names: Vec<&str> =
        read.iter().flat_map(|one| one.model.environments.keys().map(String::as_str)).collect();
    if names.contains(&to) {
        return Ok(());
    }
    let nearest = nearest::find(to, names.iter().copied());
    let hint = nearest.map(|nearest| format!("; did you mean `{nearest}`?")).unwrap_or_default();
    Err(Failure(format!("there is no environment `{to}` here{hint}")))
}

fn text(found: &[(&Read, Vec<Ways>)]) -> String {
    let style = terminal::page();
    let pages = found.iter().map(|(read, ways)| {
        let (name, path) = (&read.model.pipeline.name.value, &read.source.path);
        let ways: Vec<String> = ways.iter().map(|ways| routes::screen(ways, style)).collect();
        let body = match ways.is_empty() {
            true => "It has no environment of kind production; `--to ENV` names another one.\n".to_owned(),
            false => ways.join("\n"),
        };
        format!("{} ({})\n\n{body}", terminal::line(name), terminal::line(path))
    });
    pages.collect::<Vec<_>>().join("\n")
}
