//! The ways between two places, as people name them.

use super::{Arrow, Condition, Environment, Freeze, Line, Merge, Model, Origin};
use crate::{source::Span, syntax::Kind};

/// A line of the map: an arrow into an environment, or a merge into a branch.
#[derive(Debug, Clone, Copy)]
pub enum Way<'a> {
    /// Into an environment.
    Arrow(&'a Arrow),
    /// Into a branch.
    Merge(&'a Merge),
}

impl<'a> Way<'a> {
    /// Says it as on the map.
    pub fn words(self) -> String {
        match self {
            Self::Arrow(arrow) => arrow.words(),
            Self::Merge(merge) => merge.words(),
        }
    }

    /// Returns the line of the map, without its block.
    pub fn head(self) -> Span {
        match self {
            Self::Arrow(arrow) => arrow.head,
            Self::Merge(merge) => merge.head,
        }
    }

    /// Returns who has to approve.
    pub fn approvals(self) -> &'a [Line] {
        match self {
            Self::Arrow(arrow) => &arrow.approvals,
            Self::Merge(merge) => &merge.approvals,
        }
    }

    /// Returns how many people it asks in all.
    pub fn people(self) -> u32 {
        self.approvals().iter().map(|line| line.approvals.count.value).sum()
    }

    /// Returns the environment or the branch that it leads to.
    pub fn end(self) -> &'a str {
        match self {
            Self::Arrow(arrow) => &arrow.to.value,
            Self::Merge(merge) => &merge.into.value,
        }
    }

    /// Returns everything else that has to hold.
    pub fn conditions(self) -> &'a [Condition] {
        match self {
            Self::Arrow(arrow) => &arrow.conditions,
            Self::Merge(merge) => &merge.conditions,
        }
    }

    /// Returns the conditions of a name.
    pub fn all(self, name: &'a str) -> impl Iterator<Item = &'a Condition> {
        self.conditions().iter().filter(move |one| one.node.name.value == name)
    }

    /// Returns the environment that a release comes from, if it comes from one.
    pub fn source(self) -> Option<&'a str> {
        match self {
            Self::Arrow(arrow) => arrow.from.environment(),
            Self::Merge(_) => None,
        }
    }

    /// Returns the environment that it leads to, if it leads to one.
    pub fn target(self, model: &'a Model) -> Option<&'a Environment> {
        match self {
            Self::Arrow(arrow) => Some(model.target(arrow)),
            Self::Merge(_) => None,
        }
    }
}

impl Model {
    /// Finds what is drawn between two places. A branch is meant by its pattern, with or without `push`, `manual` or
    /// `merge` in front.
    pub fn between(&self, from: &str, to: &str) -> Vec<Way<'_>> {
        let arrows = self.arrows.iter().filter(|arrow| arrow.to.value == to && arrow.from.is_called(from));
        let merges = self.merges.iter().filter(|merge| merge.into.value == to && merge.starts_at(from));
        arrows.map(Way::Arrow).chain(merges.map(Way::Merge)).collect()
    }

    /// Returns everything that is drawn, in the order of the map.
    pub fn ways(&self) -> Vec<Way<'_>> {
        let mut ways: Vec<Way<'_>> =
            self.arrows.iter().map(Way::Arrow).chain(self.merges.iter().map(Way::Merge)).collect();
        ways.sort_by_key(|way| way.head());
        ways
    }
}

impl Origin {
    /// Tells whether people mean it by a name: an environment, or a branch with or without the word in front.
    pub fn is_called(&self, name: &str) -> bool {
        match self {
            Self::Environment(environment) => environment.value == name,
            Self::Push(pattern) | Self::Manual(pattern) | Self::Tag(pattern) | Self::PullRequest(pattern) => {
                pattern.value == name || self.words() == name
            }
        }
    }
}

impl Merge {
    /// Tells whether people mean the branch that is merged by a name, with or without `merge` in front.
    pub fn starts_at(&self, name: &str) -> bool {
        self.from.value == name || name.strip_prefix("merge ") == Some(self.from.value.as_str())
    }
}

impl Freeze {
    /// Tells whether it holds for an environment.
    pub fn stops(&self, environment: &Environment) -> bool {
        match self.on.is_empty() {
            true => environment.kind.value == Kind::Production,
            false => self.on.iter().any(|name| name.value == environment.name.value),
        }
    }
}
