//! What the scripts are made from: the templates that ship, and those that a team puts in their place.
//!
//! A file of the same name in `.gatewright/templates/` replaces one of ours. It is read as text like the pipeline itself, and
//! held to the rules of ours before anything is made from it.

mod rules;

use std::cell::RefCell;

use indexmap::IndexMap;

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    nearest,
    source::Span,
    surroundings::Surroundings,
};

/// The folder of a team's own templates, from the repository's top.
pub const FOLDER: &str = ".gatewright/templates";

macro_rules! shipped {
    ($($name:literal),* $(,)?) => {
        /// The templates that ship, by name.
        pub const SHIPPED: &[(&str, &str)] = &[$(($name, include_str!(concat!("../templates/", $name)))),*];
    };
}

shipped![
    "brief.sh",
    "build.sh",
    "check-local.sh",
    "check.sh",
    "config.sh",
    "deploy.sh",
    "external.sh",
    "gates.sh",
    "hours.sh",
    "images.sh",
    "install.sh",
    "kubernetes.sh",
    "lib.sh",
    "merge-check.sh",
    "merges.sh",
    "monitor.sh",
    "phases.sh",
    "plan.sh",
    "probe.sh",
    "railway.sh",
    "revert.sh",
    "rollback-data.sh",
    "rollback.sh",
    "server.sh",
    "settings.sh",
    "steps.sh",
    "terraform.sh",
    "verify.sh",
];

/// The templates of a run.
#[derive(Debug, Clone, Default)]
pub struct Templates {
    /// Those of the team, by name.
    own: IndexMap<String, String>,
    /// What turned out to be wrong while they were filled in.
    complaints: RefCell<Vec<(String, String)>>,
}

impl Templates {
    /// Takes what the repository has.
    pub fn new(surroundings: &Surroundings) -> Self {
        let own = surroundings.templates.iter().map(|file| (name(&file.path).to_owned(), file.text.clone()));
        Self { own: own.collect(), complaints: RefCell::default() }
    }

    /// Returns the text of one.
    ///
    /// # Panics
    /// If none of ours is called so.
    pub fn text(&self, name: &str) -> &str {
        self.own.get(name).map_or_else(|| shipped(name).expect("a template that ships"), String::as_str)
    }

    /// Tells whether the team has put one of its own in its place.
    pub(crate) fn is_own(&self, name: &str) -> bool {
        self.own.contains_key(name)
    }

    /// Notes that one of the team's could not be filled in.
    pub(crate) fn complain(&self, name: &str, why: String) {
        self.complaints.borrow_mut().push((name.to_owned(), why));
    }

    /// Returns what could not be filled in; once for each template.
    pub(crate) fn complaints(&self, at: Span) -> Vec<Diagnostic> {
        let mut diagnostics = Diagnostics::default();
        let complaints = self.complaints.borrow();
        let firsts = complaints
            .iter()
            .enumerate()
            .filter(|(index, (name, _))| complaints[..*index].iter().all(|(other, _)| other != name));
        for (_, (name, why)) in firsts {
            unusable(name, why, at, &mut diagnostics);
        }
        diagnostics.into_sorted()
    }
}

/// Holds a team's own templates to the rules of ours.
pub(crate) fn check(surroundings: &Surroundings, at: Span, diagnostics: &mut Diagnostics) {
    for file in &surroundings.templates {
        let name = name(&file.path);
        if shipped(name).is_none() {
            let names: Vec<&str> = SHIPPED.iter().map(|(name, _)| *name).collect();
            let help = match nearest::find(name, names.iter().copied()) {
                Some(near) => format!("rename it to `{near}`, or take it out of `{FOLDER}`"),
                None => format!("take it out of `{FOLDER}`; the templates are {}", names.join(", ")),
            };
            diagnostics
                .error(
                    "unusable-template",
                    at,
                    format!("`{FOLDER}/{name}` takes the place of no template: none of ours is called so"),
                )
                .label("is built with the templates in that folder")
                .help(help);
            continue;
        }
        for problem in rules::problems(name, &file.text) {
            unusable(name, &problem, at, diagnostics);
        }
    }
}

/// Returns what breaks the rules in a template, each with its line.
pub fn problems(name: &str, text: &str) -> Vec<String> {
    rules::problems(name, text)
}

fn unusable(name: &str, why: &str, at: Span, diagnostics: &mut Diagnostics) {
    diagnostics
        .error("unusable-template", at, format!("`{FOLDER}/{name}` cannot be used: {why}"))
        .label("is built with the templates in that folder")
        .help("mend it there, or take it away: then ours is used again");
}

fn shipped(name: &str) -> Option<&'static str> {
    SHIPPED.iter().find(|(one, _)| *one == name).map(|(_, text)| *text)
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
