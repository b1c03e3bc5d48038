//! The arrows by their ends, so that no rule has to search for them.

use indexmap::IndexMap;

use crate::{
    model::{Arrow, Origin},
    source::Span,
};

pub(super) struct Map<'a> {
    into: IndexMap<&'a str, Vec<&'a Arrow>>,
    out_of: IndexMap<&'a str, Vec<&'a Arrow>>,
}

impl<'a> Map<'a> {
    pub(super) fn new(arrows: &'a [Arrow]) -> Self {
        let mut map = Self { into: IndexMap::new(), out_of: IndexMap::new() };
        for arrow in arrows {
            map.into.entry(&arrow.to.value).or_default().push(arrow);
            if let Some(from) = arrow.from.environment() {
                map.out_of.entry(from).or_default().push(arrow);
            }
        }
        map
    }

    /// Returns the ways into an environment, in the order of the map.
    pub(super) fn ways_into(&self, environment: &str) -> &[&'a Arrow] {
        self.into.get(environment).map_or(&[], Vec::as_slice)
    }

    /// Returns the arrows to other environments, in the order of the map.
    pub(super) fn out_of(&self, environment: &str) -> &[&'a Arrow] {
        self.out_of.get(environment).map_or(&[], Vec::as_slice)
    }
}

/// Returns where one arrow is drawn, on a line that may draw several: from its source to its target.
pub(super) fn drawn(arrow: &Arrow) -> Span {
    let start = match &arrow.from {
        Origin::Environment(name) => name.span,
        Origin::Push(_) | Origin::Manual(_) | Origin::Tag(_) | Origin::PullRequest(_) => arrow.head,
    };
    Span::new(start.start, arrow.to.span.end)
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

fn quoted(pattern: &str) -> String {
    let plain = pattern.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    if plain && pattern.starts_with(|c: char| c.is_ascii_alphabetic()) {
        pattern.to_owned()
    } else {
        format!("\"{pattern}\"")
    }
}
