//! The arrows and the merges by their ends, so that nobody has to search for them.

use indexmap::IndexMap;

use super::{Arrow, Merge, Model, Origin};
use crate::pattern::covers;

/// Finds what leads into an environment or a branch.
pub(crate) struct Ends<'a> {
    into: IndexMap<&'a str, Vec<&'a Arrow>>,
    out_of: IndexMap<&'a str, Vec<&'a Arrow>>,
    merges_into: IndexMap<&'a str, Vec<&'a Merge>>,
    /// Those of the branches that are merged into that are patterns.
    patterns: Vec<&'a str>,
}

impl<'a> Ends<'a> {
    pub(crate) fn new(model: &'a Model) -> Self {
        let mut ends = Self {
            into: IndexMap::new(),
            out_of: IndexMap::new(),
            merges_into: IndexMap::new(),
            patterns: Vec::new(),
        };
        for arrow in &model.arrows {
            ends.into.entry(&arrow.to.value).or_default().push(arrow);
            if let Some(from) = arrow.from.environment() {
                ends.out_of.entry(from).or_default().push(arrow);
            }
        }
        for merge in &model.merges {
            ends.merges_into.entry(&merge.into.value).or_default().push(merge);
        }
        ends.patterns = ends.merges_into.keys().copied().filter(|into| into.contains('*')).collect();
        ends
    }

    /// Returns the merges that every push on an arrow has gone through; none if some push needs no merge.
    pub(crate) fn merges_before(&self, arrow: &Arrow) -> Vec<&'a Merge> {
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
            others.filter(|into| if is_pattern { covers(branch, into) } else { covers(into, branch) });
        found.extend(others.flat_map(|into| &self.merges_into[into]));
        found
    }

    /// Tells whether people let through what travels on an arrow: there, or at every merge before it.
    pub(crate) fn asks(&self, arrow: &Arrow) -> bool {
        if !arrow.approvals.is_empty() {
            return true;
        }
        let merges = self.merges_before(arrow);
        !merges.is_empty() && merges.iter().all(|merge| !merge.approvals.is_empty())
    }

    /// Returns the ways into an environment, in the order of the map.
    pub(crate) fn ways_into(&self, environment: &str) -> &[&'a Arrow] {
        self.into.get(environment).map_or(&[], Vec::as_slice)
    }

    /// Returns the arrows to other environments, in the order of the map.
    pub(crate) fn out_of(&self, environment: &str) -> &[&'a Arrow] {
        self.out_of.get(environment).map_or(&[], Vec::as_slice)
    }
}
