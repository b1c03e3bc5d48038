//! The hotfixes by the places that they pass.

use indexmap::IndexMap;

use crate::{model::Model, syntax::Hotfix};

/// Returns the hotfixes that lead to each place.
pub(super) fn by_station(model: &Model) -> IndexMap<&str, Vec<&Hotfix>> {
    let mut by_station: IndexMap<&str, Vec<&Hotfix>> = IndexMap::new();
    for hotfix in &model.hotfixes {
        for station in &hotfix.stations {
            by_station.entry(&station.value).or_default().push(hotfix);
        }
    }
    by_station
}
