//! What a way asks for: people, and everything else that has to hold.

use indexmap::IndexSet;

use super::terms;
use crate::{
    model::{Condition, Line, Model},
    plan::people::people,
    syntax::{Conditions, Node},
};

/// What a way asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gate {
    /// Who approves.
    pub people: People,
    /// Everything else, in order of the file.
    pub terms: Vec<Term>,
}

/// Who approves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum People {
    /// Nobody; whether the file says so on purpose.
    Nobody(bool),
    /// On each arrow of its way those whom that arrow asks: of a hotfix.
    Same,
    /// Out of each group so many.
    Lines(Vec<(Vec<String>, u32)>),
}

/// A condition in words.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Term {
    /// The words.
    pub words: String,
    /// As few words as fit into a diamond; nothing, where the drawing does without them.
    pub brief: Option<String>,
    /// Whether it has to hold; otherwise it says what else happens.
    pub holds: bool,
}

impl Gate {
    pub(crate) fn new(model: &Model, lines: &[Line], on_purpose: bool, conditions: &[Condition]) -> Self {
        Self {
            people: People::new(model, lines, on_purpose),
            terms: all(conditions.iter().map(|one| &one.node)),
        }
    }

    pub(crate) fn of_hotfix(model: &Model, conditions: &Conditions) -> Self {
        let line = |approvals: &crate::syntax::Approvals| Line { gate: None, approvals: approvals.clone() };
        let lines: Vec<Line> = conditions.approvals.iter().map(line).collect();
        let people = match conditions.same {
            Some(_) => People::Same,
            None => People::new(model, &lines, conditions.nobody.is_some()),
        };
        Self { people, terms: all(conditions.parts.iter()) }
    }

    /// Returns the words of what has to hold.
    pub fn holds(&self) -> impl Iterator<Item = &str> {
        self.terms.iter().filter(|term| term.holds).map(|term| term.words.as_str())
    }

    /// Returns the few words of what has to hold.
    pub(super) fn briefs(&self) -> impl Iterator<Item = &str> {
        self.terms.iter().filter(|term| term.holds).filter_map(|term| term.brief.as_deref())
    }

    /// Tells whether anything has to be given or to hold.
    pub(super) fn is_closed(&self) -> bool {
        self.people.asks() || self.holds().next().is_some()
    }

    /// Says who is asked, behind one lock for one person and two for more; nothing if nobody is.
    pub(super) fn locked(&self) -> Option<String> {
        let locks = if self.people.count() == 1 { "🔒" } else { "🔒🔒" };
        match &self.people {
            People::Nobody(_) => None,
            People::Same => Some("🔒 asked as always".to_owned()),
            People::Lines(lines) => match lines.as_slice() {
                [(names, count @ 2..)] => Some(format!("{locks} {count} of {}", names.join(" or "))),
                _ => Some(format!("{locks} {}", self.people.words())),
            },
        }
    }
}

impl People {
    fn new(model: &Model, lines: &[Line], on_purpose: bool) -> Self {
        let mut merged: Vec<(Vec<String>, u32)> = Vec::new();
        for line in lines {
            let mut names: Vec<String> = people(model, line).into_iter().map(|person| person.name).collect();
            if names.is_empty() {
                // A file with errors may name teams that it does not declare.
                names = line.approvals.teams.iter().map(|team| team.value.clone()).collect();
            }
            let more = line.approvals.count.value;
            match merged.last_mut() {
                Some((last, count)) if *last == names => *count += more,
                _ => merged.push((names, more)),
            }
        }
        if merged.is_empty() { Self::Nobody(on_purpose) } else { Self::Lines(merged) }
    }

    /// Tells whether anybody is asked.
    pub fn asks(&self) -> bool {
        !matches!(self, Self::Nobody(_))
    }

    /// Returns how many people are asked; for a hotfix that asks as always, nobody knows without its arrows.
    pub fn count(&self) -> u32 {
        match self {
            Self::Nobody(_) | Self::Same => 0,
            Self::Lines(lines) => lines.iter().map(|(_, count)| count).sum(),
        }
    }

    /// Says who: `qa or leads`, or `1 of qa, 2 of leads`.
    pub fn words(&self) -> String {
        match self {
            Self::Nobody(true) => "nobody, on purpose".to_owned(),
            Self::Nobody(false) => "nobody".to_owned(),
            Self::Same => "as on each arrow".to_owned(),
            Self::Lines(lines) => match lines.as_slice() {
                [(names, _)] => names.join(" or "),
                lines => {
                    let words =
                        lines.iter().map(|(names, count)| format!("{count} of {}", names.join(" or ")));
                    words.collect::<Vec<_>>().join(", ")
                }
            },
        }
    }
}

/// The words of all conditions, each once.
fn all<'a>(nodes: impl Iterator<Item = &'a Node>) -> Vec<Term> {
    let terms: IndexSet<Term> = nodes.filter_map(terms::term).collect();
    terms.into_iter().collect()
}
