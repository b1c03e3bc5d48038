//! Where the lines of the map stand, and how they are typed.

use crate::{
    model::{Arrow, Merge, Origin},
    pattern::covers,
    source::Span,
};

/// Returns where one arrow is drawn, on a line that may draw several: from its source to its target.
pub(super) fn drawn(arrow: &Arrow) -> Span {
    let start = match &arrow.from {
        Origin::Environment(name) => name.span,
        Origin::Push(_) | Origin::Manual(_) | Origin::Tag(_) | Origin::PullRequest(_) => arrow.head,
    };
    Span::new(start.start, arrow.to.span.end)
}

/// Returns where one merge is drawn.
pub(super) fn merged(merge: &Merge) -> Span {
    Span::new(merge.head.start, merge.into.span.end)
}

/// Tells whether some branch may fit both patterns.
pub(super) fn meet(one: &str, other: &str) -> bool {
    covers(one, other) || covers(other, one)
}

/// Returns where an arrow starts, as it has to be typed: `push main`, `manual "release/*"`, `staging`.
pub(super) fn typed(from: &Origin) -> String {
    match from {
        Origin::Push(pattern) => format!("push {}", quoted(&pattern.value)),
        Origin::Manual(pattern) => format!("manual {}", quoted(&pattern.value)),
        Origin::Tag(pattern) => format!("tag {}", quoted(&pattern.value)),
        Origin::PullRequest(pattern) => format!("pull-request {}", quoted(&pattern.value)),
        Origin::Environment(name) => name.value.clone(),
    }
}

pub(super) fn quoted(pattern: &str) -> String {
    let plain = pattern.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    if plain && pattern.starts_with(|c: char| c.is_ascii_alphabetic()) {
        pattern.to_owned()
    } else {
        format!("\"{pattern}\"")
    }
}
