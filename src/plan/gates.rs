//! What the conditions that stand on an arrow itself are called: `uat-to-prod`.
//!
//! Environments on GitHub get this name. Two gates must never share one, for then the people of the first would answer for
//! the second. And arrows into one place that ask the same people are one gate: `to-prod`.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::{
    people::{Person, people},
    slug::slug,
};
use crate::{
    model::{Arrow, Model, Origin, Way},
    syntax::duration,
};

/// Names for all the gates without one.
pub(super) struct OwnGates {
    /// By the arrow, in its own words.
    names: IndexMap<String, String>,
}

/// Where an arrow leads, whom its own lines ask, how long it waits, and who may lift its windows.
type Key<'a> = (&'a str, Vec<(u32, BTreeSet<Person>)>, Vec<u64>, Vec<&'a str>);

impl OwnGates {
    pub(super) fn new(model: &Model) -> Self {
        let mut gates: IndexMap<Key<'_>, Vec<&Arrow>> = IndexMap::new();
        for arrow in &model.arrows {
            gates.entry(key(model, arrow)).or_default().push(arrow);
        }
        let mut taken: BTreeSet<String> = model.gates.keys().cloned().collect();
        let mut names = IndexMap::new();
        for ((to, lines, waits, lifting), arrows) in gates {
            if lines.is_empty() && waits.is_empty() && lifting.is_empty() {
                continue;
            }
            let base = match arrows.as_slice() {
                [arrow] => format!("{}-to-{to}", arrow.from.slug()),
                _ => format!("to-{to}"),
            };
            let name = std::iter::once(base.clone())
                .chain((2..).map(|number| format!("{base}-{number}")))
                .find(|name| taken.insert(name.clone()))
                .unwrap_or(base);
            names.extend(arrows.into_iter().map(|arrow| (arrow.words(), name.clone())));
        }
        Self { names }
    }

    /// Returns the name of what an arrow itself asks for; empty if it asks for nothing.
    pub(super) fn name(&self, arrow: &Arrow) -> &str {
        self.names.get(&arrow.words()).map_or("", String::as_str)
    }
}

fn key<'a>(model: &Model, arrow: &'a Arrow) -> Key<'a> {
    let lines = arrow.approvals.iter().filter(|line| line.gate.is_none());
    let own = |name: &'a str| Way::Arrow(arrow).all(name).filter(|one| one.gate.is_none());
    (
        &arrow.to.value,
        lines.map(|line| (line.approvals.count.value, people(model, line).into_iter().collect())).collect(),
        own("wait").filter_map(|one| duration::of(&one.node)).map(|length| length.value).collect(),
        own("override").filter_map(|one| one.node.property_text("by")).map(|team| team.value).collect(),
    )
}

impl Origin {
    /// Returns where an arrow starts as a part of a name.
    pub(super) fn slug(&self) -> String {
        match self {
            Self::Environment(name) => name.value.clone(),
            other => slug(&other.words()),
        }
    }
}
