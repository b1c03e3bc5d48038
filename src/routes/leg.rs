//! One step of a way: an arrow into an environment, or a merge into a branch.

use crate::{
    map::Gate,
    model::{Arrow, Condition, Line, Merge, Model, Origin},
};

/// One step of a way.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Leg<'a> {
    Arrow(&'a Arrow),
    Merge(&'a Merge),
}

impl<'a> Leg<'a> {
    /// Returns the environment or the branch that it leads to.
    pub(crate) fn end(self) -> &'a str {
        match self {
            Self::Arrow(arrow) => &arrow.to.value,
            Self::Merge(merge) => &merge.into.value,
        }
    }

    pub(crate) fn lines(self) -> &'a [Line] {
        match self {
            Self::Arrow(arrow) => &arrow.approvals,
            Self::Merge(merge) => &merge.approvals,
        }
    }

    pub(crate) fn conditions(self) -> &'a [Condition] {
        match self {
            Self::Arrow(arrow) => &arrow.conditions,
            Self::Merge(merge) => &merge.conditions,
        }
    }

    /// Returns how many people it asks.
    pub(crate) fn people(self) -> u32 {
        match self {
            Self::Arrow(arrow) => arrow.people(),
            Self::Merge(merge) => merge.people(),
        }
    }

    /// Returns what it asks for in words, without the kinds of condition that are skipped.
    pub(crate) fn gate(self, model: &Model, skipped: &[&str]) -> Gate {
        let kept = |one: &&Condition| !skipped.contains(&one.node.name.value.as_str());
        let conditions: Vec<Condition> = self.conditions().iter().filter(kept).cloned().collect();
        Gate::new(model, self.lines(), false, &conditions)
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
