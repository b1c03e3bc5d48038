//! Looks a name up. One that nobody declared is reported, and taken for the nearest, so that nothing follows from it.

use std::rc::Rc;

use indexmap::{IndexMap, IndexSet};

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    nearest::{self, list},
    source::Spanned,
    syntax::{Conditions, File, Gate, Team, name::shown},
};

/// Nearest names are looked for so many times, so that a file full of unknown names is checked in no time.
const SEARCHES: usize = 200;

/// Everything that a file declares.
pub(super) struct Names<'a> {
    environments: Rc<IndexSet<&'a str>>,
    pub(super) teams: &'a IndexMap<String, Team>,
    pub(super) gates: &'a IndexMap<String, Gate>,
    pub(super) diagnostics: &'a mut Diagnostics,
    searches: usize,
}

/// What a name may be the name of.
#[derive(Clone, Copy)]
enum What {
    Environment,
    Team,
    Gate,
}

impl What {
    fn code(self) -> &'static str {
        match self {
            Self::Environment => "unknown-environment",
            Self::Team => "unknown-team",
            Self::Gate => "unknown-gate",
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Environment => "environment",
            Self::Team => "team",
            Self::Gate => "gate",
        }
    }

    /// How one is declared.
    fn declaration(self, name: &str) -> String {
        match self {
            Self::Environment => format!("`environment {name} {{ kind test; … }}`"),
            Self::Team => format!("`teams {{ {name} \"@org/{name}\" }}`"),
            Self::Gate => format!("`gate {name} {{ approvals 1 from … }}`"),
        }
    }
}

impl<'a> Names<'a> {
    pub(super) fn new(
        file: &'a File,
        teams: &'a IndexMap<String, Team>,
        gates: &'a IndexMap<String, Gate>,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        let environments = file.environments.iter().map(|one| one.name.value.as_str()).collect();
        Self { environments: Rc::new(environments), teams, gates, diagnostics, searches: 0 }
    }

    /// Returns the environment of this name, or the one that was probably meant.
    pub(super) fn environment(&mut self, name: &Spanned<String>, label: &str) -> Option<Spanned<String>> {
        let environments = Rc::clone(&self.environments);
        let is_known = environments.contains(name.value.as_str());
        self.look_up(What::Environment, name, label, is_known, environments.iter().copied())
    }

    /// Returns the gate of this name, or the one that was probably meant.
    pub(super) fn gate(&mut self, name: &Spanned<String>) -> Option<Spanned<String>> {
        let gates = self.gates;
        let known = gates.keys().map(String::as_str);
        self.look_up(What::Gate, name, "an arrow names it", gates.contains_key(&name.value), known)
    }

    /// Reports the teams that `approvals` lines name in vain.
    pub(super) fn check_teams(&mut self, conditions: &Conditions) {
        let teams = self.teams;
        for team in conditions.approvals.iter().flat_map(|approvals| &approvals.teams) {
            let known = teams.keys().map(String::as_str);
            self.look_up(What::Team, team, "asked to approve", teams.contains_key(&team.value), known);
        }
    }

    fn look_up<'b>(
        &mut self,
        what: What,
        name: &Spanned<String>,
        label: &str,
        is_known: bool,
        known: impl Iterator<Item = &'b str> + Clone,
    ) -> Option<Spanned<String>> {
        if is_known {
            return Some(name.clone());
        }
        self.searches += 1;
        let by_handle = self.by_handle(what, &name.value);
        let nearest = by_handle.or_else(|| match self.searches {
            0..SEARCHES => nearest::find(&name.value, known.clone()).map(str::to_owned),
            _ => None,
        });
        let message = format!("there is no {} `{}`", what.word(), shown(&name.value));
        let error = self.diagnostics.error(what.code(), name.span, message);
        error.label(label);
        match &nearest {
            Some(nearest) => {
                error.help(format!("did you mean `{nearest}`?"));
                error.fix(format!("write `{nearest}`"), name.span, nearest);
            }
            None => help(error, what, name, known),
        }
        nearest.map(|nearest| Spanned::new(nearest, name.span))
    }

    /// The team that GitHub knows by this name.
    fn by_handle(&self, what: What, name: &str) -> Option<String> {
        let handle = name.strip_prefix('@').filter(|_| matches!(what, What::Team))?;
        self.teams.values().find(|team| team.handle.value == handle).map(|team| team.name.value.clone())
    }
}

fn help<'b>(
    error: &mut Diagnostic,
    what: What,
    name: &Spanned<String>,
    known: impl Iterator<Item = &'b str> + Clone,
) {
    if name.value.contains(',') {
        let names: Vec<&str> = name.value.split(',').filter(|name| !name.is_empty()).collect();
        let names = names.join(" ");
        error.help(format!("blanks stand between names, and no commas: `{names}`"));
        error.fix("leave the comma out", name.span, names);
    } else if known.clone().next().is_none() {
        error.help(format!("declare it: {}", what.declaration(&name.value)));
    } else {
        error.help(format!("declared: {}", list(known)));
    }
}
