//! How one step of a way is told.

use crate::{
    map::Gate,
    model::{Condition, Model, Origin, Way},
};

impl Way<'_> {
    /// Returns what it asks for in words, without the kinds of condition that are skipped.
    pub(crate) fn gate(self, model: &Model, skipped: &[&str]) -> Gate {
        let kept = |one: &&Condition| !skipped.contains(&one.node.name.value.as_str());
        let conditions: Vec<Condition> = self.conditions().iter().filter(kept).cloned().collect();
        Gate::new(model, self.approvals(), false, &conditions)
    }

    /// Says how a way begins that begins with it: `push to main`, `merge develop`, `release/* by hand`.
    pub(crate) fn start(self) -> String {
        let branch =
            |pattern: &str| if pattern == "**" { "any branch".to_owned() } else { pattern.to_owned() };
        match self {
            Self::Merge(merge) => format!("merge {}", branch(&merge.from.value)),
            Self::Arrow(arrow) => match &arrow.from {
                Origin::Push(pattern) => format!("push to {}", branch(&pattern.value)),
                Origin::Manual(pattern) => format!("{} by hand", branch(&pattern.value)),
                Origin::Tag(pattern) => format!("tag {}", pattern.value),
                Origin::PullRequest(pattern) => format!("pull request to {}", branch(&pattern.value)),
                Origin::Environment(name) => name.value.clone(),
            },
        }
    }
}
