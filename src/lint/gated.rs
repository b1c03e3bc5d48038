//! What has to hold on a line of the map, whichever kind of line it is.

use indexmap::IndexMap;

use super::map::{drawn, merged};
use crate::{
    diagnostic::Diagnostic,
    model::{Arrow, Condition, Line, Merge, Model, Origin},
    source::Span,
    syntax::Node,
};

/// An arrow into an environment, or a merge into a branch.
#[derive(Clone, Copy)]
pub(super) enum Gated<'a> {
    Arrow(&'a Arrow),
    Merge(&'a Merge),
}

/// Places that are shown of one finding.
const MOST: usize = 6;

impl<'a> Gated<'a> {
    /// Returns every arrow and every merge, in the order of the map.
    pub(super) fn all(model: &'a Model) -> impl Iterator<Item = Self> {
        model.arrows.iter().map(Self::Arrow).chain(model.merges.iter().map(Self::Merge))
    }

    pub(super) fn approvals(self) -> &'a [Line] {
        match self {
            Self::Arrow(arrow) => &arrow.approvals,
            Self::Merge(merge) => &merge.approvals,
        }
    }

    pub(super) fn conditions(self) -> &'a [Condition] {
        match self {
            Self::Arrow(arrow) => &arrow.conditions,
            Self::Merge(merge) => &merge.conditions,
        }
    }

    /// Returns the conditions of a name.
    pub(super) fn all_of(self, name: &'a str) -> impl Iterator<Item = &'a Node> {
        self.conditions().iter().map(|one| &one.node).filter(move |node| node.name.value == name)
    }

    /// Returns where it is drawn, on a line that may draw several.
    pub(super) fn drawn(self) -> Span {
        match self {
            Self::Arrow(arrow) => drawn(arrow),
            Self::Merge(merge) => merged(merge),
        }
    }

    /// Tells whether it shows a pull request, before anybody has merged it.
    pub(super) fn is_preview(self) -> bool {
        matches!(self, Self::Arrow(Arrow { from: Origin::PullRequest(_), .. }))
    }
}

/// A condition with the lines that it stands on, since a named gate may stand on many.
pub(super) type Places<'a> = IndexMap<Span, (&'a Node, Vec<Gated<'a>>)>;

/// Collects the conditions that something is wrong with, each once with all its lines.
pub(super) fn places<'a>(
    model: &'a Model,
    mut is_wrong: impl FnMut(Gated<'a>, &'a Node) -> bool,
) -> Places<'a> {
    let mut places = Places::new();
    for line in Gated::all(model) {
        for condition in line.conditions() {
            if is_wrong(line, &condition.node) {
                let (_, lines) = places.entry(condition.node.head).or_insert((&condition.node, Vec::new()));
                lines.push(line);
            }
        }
    }
    places
}

/// Points at the first of the lines on which something stands.
pub(super) fn show(finding: &mut Diagnostic, lines: &[Gated<'_>], text: &str) {
    for line in lines.iter().take(MOST) {
        let text = match lines.len().saturating_sub(MOST) {
            more if more > 0 && line.drawn() == lines[MOST - 1].drawn() => format!("{text}, and {more} more"),
            _ => text.to_owned(),
        };
        finding.also(line.drawn(), text);
    }
}
