//! The arrows by their ends, so that no rule has to search for them.

use indexmap::IndexMap;

use crate::model::Arrow;

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
