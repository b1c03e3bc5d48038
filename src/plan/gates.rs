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
use crate::model::{Arrow, Model, Origin};

/// Names for all the gates without one.
pub(super) struct OwnGates {
    /// By the arrow, in its own words.
    names: IndexMap<String, String>,
}

/// Where an arrow leads and whom its own lines ask.
type Key<'a> = (&'a str, Vec<(u32, BTreeSet<Person>)>);

impl OwnGates {
    pub(super) fn new(model: &Model) -> Self {
        let mut gates: IndexMap<Key<'_>, Vec<&Arrow>> = IndexMap::new();
        for arrow in &model.arrows {
            gates.entry(key(model, arrow)).or_default().push(arrow);
        }
        let mut taken: BTreeSet<String> = model.gates.keys().cloned().collect();
        let mut names = IndexMap::new();
        for ((to, lines), arrows) in gates {
            if lines.is_empty() {
                continue;
            }
            let base = match arrows.as_slice() {
                [arrow] => format!("{}-to-{to}", origin(arrow)),
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
    let own = arrow.approvals.iter().filter(|line| line.gate.is_none());
    (
        &arrow.to.value,
        own.map(|line| (line.approvals.count.value, people(model, line).into_iter().collect())).collect(),
    )
}

fn origin(arrow: &Arrow) -> String {
    match &arrow.from {
        Origin::Environment(name) => name.value.clone(),
        Origin::Push(pattern) => slug(&format!("push {}", pattern.value)),
        Origin::Manual(pattern) => slug(&format!("manual {}", pattern.value)),
        Origin::Tag(pattern) => slug(&format!("tag {}", pattern.value)),
        Origin::PullRequest(pattern) => slug(&format!("pull request {}", pattern.value)),
    }
}
