//! `hotfix "hotfix/*" -> staging -> production { … }` and `merge-back main -> develop`.

use super::{gate::Conditions, name, node::Node};
use crate::{
    diagnostic::Diagnostics,
    source::{Span, Spanned},
};

/// The short way for an emergency.
#[derive(Debug, Clone)]
pub struct Hotfix {
    /// The branches that it starts from.
    pub branch: Spanned<String>,
    /// Where it passes, in order: environments, and branches that it is merged into.
    pub stations: Vec<Spanned<String>>,
    /// Who approves, and everything else that stands in its block.
    pub conditions: Conditions,
    /// The node without its block.
    pub head: Span,
    /// The node with its block.
    pub span: Span,
}

impl Hotfix {
    pub(super) fn decode(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut places = node.texts().filter(|word| word.value != "->").map(|word| word.map(str::to_owned));
        Some(Self {
            branch: places.next()?,
            stations: places.collect(),
            conditions: Conditions::decode(node, diagnostics),
            head: node.head,
            span: node.span,
        })
    }

    /// Returns a node of its block.
    pub fn part(&self, name: &str) -> Option<&Node> {
        self.conditions.parts.iter().find(|part| part.name.value == name)
    }

    /// Says it as in the file: `hotfix "hotfix/*" -> staging -> production`.
    pub fn words(&self) -> String {
        let stations: Vec<&str> = self.stations.iter().map(|station| station.value.as_str()).collect();
        format!("hotfix \"{}\" -> {}", name::shown(&self.branch.value), stations.join(" -> "))
    }
}

/// What was released goes back to where work goes on.
#[derive(Debug, Clone)]
pub struct MergeBack {
    /// The branch that was released.
    pub from: Spanned<String>,
    /// The branch that it goes back to.
    pub to: Spanned<String>,
    /// The whole node.
    pub span: Span,
}

impl MergeBack {
    pub(super) fn decode(node: &Node) -> Option<Self> {
        let branch = |index| node.text(index).map(|word| word.map(str::to_owned));
        Some(Self { from: branch(0)?, to: branch(2)?, span: node.head })
    }
}
