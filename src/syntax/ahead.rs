//! Values and ways in that are known, and that nothing is generated from yet; of nodes, the table says so itself.

use super::{File, Kind, Way, shape::Ahead};
use crate::source::Span;

/// Finds them.
pub(super) fn ways(file: &File) -> Vec<Ahead> {
    let way = |way: &Way| match way {
        Way::PullRequest(_) => Some("pull-request"),
        Way::Push(_) | Way::Manual(_) | Way::Tag(_) | Way::Merge(_) | Way::From(_) => None,
    };
    let takes = |word: &str| file.arrows.iter().any(|arrow| way(&arrow.way) == Some(word));
    let takes_pull_requests = takes("pull-request");
    let arrows = file.arrows.iter().filter_map(|arrow| Some((way(&arrow.way)?, arrow.head)));
    let kinds = file.environments.iter().filter_map(|environment| environment.kind);
    let kinds = kinds
        .filter(|kind| kind.value == Kind::Ephemeral && !takes_pull_requests)
        .map(|kind| ("kind ephemeral", kind.span));
    let refused = |(name, span): (&str, Span)| Ahead { name: name.to_owned(), span, refused: true };
    arrows.chain(kinds).map(refused).collect()
}
