//! The arrows and the merges by their ends, so that no rule has to search for them.

use indexmap::IndexMap;

use crate::{
    model::{Arrow, Merge, Model, Origin},
    pattern::Pattern,
    source::Span,
};

/// Finds what leads into an environment or a branch.
pub(crate) struct Map<'a> {
    into: IndexMap<&'a str, Vec<&'a Arrow>>,
    out_of: IndexMap<&'a str, Vec<&'a Arrow>>,
    merges_into: IndexMap<&'a str, Vec<&'a Merge>>,
    /// Those of the branches that are merged into that are patterns.
    patterns: Vec<&'a str>,
}

impl<'a> Map<'a> {
    pub(crate) fn new(model: &'a Model) -> Self {
        let mut map = Self {
            into: IndexMap::new(),
            out_of: IndexMap::new(),
            merges_into: IndexMap::new(),
            patterns: Vec::new(),
        };
        for arrow in &model.arrows {
            map.into.entry(&arrow.to.value).or_default().push(arrow);
            if let Some(from) = arrow.from.environment() {
                map.out_of.entry(from).or_default().push(arrow);
            }
        }
        for merge in &model.merges {
            map.merges_into.entry(&merge.into.value).or_default().push(merge);
        }
        map.patterns = map.merges_into.keys().copied().filter(|into| into.contains('*')).collect();
        map
    }

    /// Returns the merges that every push on an arrow has gone through; none if some push needs no merge.
    pub(super) fn merges_before(&self, arrow: &Arrow) -> Vec<&'a Merge> {
        let Origin::Push(branch) = &arrow.from else { return Vec::new() };
        self.merges_into(&branch.value)
    }

    /// Returns the merges that lead into a branch, or into every branch of a pattern, with those into some of them.
    pub(crate) fn merges_into(&self, branch: &str) -> Vec<&'a Merge> {
        let mut found = self.merges_into.get(branch).cloned().unwrap_or_default();
        let is_pattern = branch.contains('*');
        if is_pattern && found.is_empty() {
            return found;
        }
        // Where everything is a plain name, there is nothing to look through.
        let others =
            if is_pattern { self.merges_into.keys().copied().collect() } else { self.patterns.clone() };
        let others = others.into_iter().filter(|into| *into != branch);
        let others =
            others.filter(|into| if is_pattern { matches(branch, into) } else { matches(into, branch) });
        found.extend(others.flat_map(|into| &self.merges_into[into]));
        found
    }

    /// Tells whether people let through what travels on an arrow: there, or at every merge before it.
    pub(super) fn asks(&self, arrow: &Arrow) -> bool {
        if !arrow.approvals.is_empty() {
            return true;
        }
        let merges = self.merges_before(arrow);
        !merges.is_empty() && merges.iter().all(|merge| !merge.approvals.is_empty())
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

/// Returns where one merge is drawn.
pub(super) fn merged(merge: &Merge) -> Span {
    Span::new(merge.head.start, merge.into.span.end)
}

/// Tells whether a branch, or a pattern of branches, lies within a pattern.
pub(super) fn matches(pattern: &str, branch: &str) -> bool {
    pattern == branch || (pattern.contains('*') && Pattern::new(pattern).matches(branch))
}

/// Tells whether some branch may fit both patterns.
pub(super) fn meet(one: &str, other: &str) -> bool {
    matches(one, other) || matches(other, one)
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
