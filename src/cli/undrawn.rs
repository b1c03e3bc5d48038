//! A way that somebody asks for, and that the map does not draw: what was probably meant, and what is drawn.

use super::{Failure, models::Read};
use crate::{model::Way, nearest};

/// Says why there is no way between two places.
pub(super) fn undrawn(read: &[Read], from: &str, to: &str) -> Failure {
    let hint =
        |nearest: Option<&str>| nearest.map(|one| format!("; did you mean `{one}`?")).unwrap_or_default();
    let ways: Vec<Way<'_>> = read.iter().flat_map(|one| one.model.ways()).collect();
    let into = |way: &Way<'_>| way.end().to_owned();
    let start = |way: &Way<'_>| match way {
        Way::Arrow(arrow) => arrow.from.words(),
        Way::Merge(merge) => format!("merge {}", merge.from.value),
    };
    let environments = read.iter().flat_map(|one| one.model.environments.keys().cloned());
    let places: Vec<String> = environments.chain(ways.iter().map(into)).collect();
    if !places.iter().any(|place| place == to) {
        let nearest = nearest::find(to, places.iter().map(String::as_str));
        return Failure(format!("there is no environment `{to}` here{}", hint(nearest)));
    }
    let hotfixes = read.iter().flat_map(|one| &one.model.hotfixes);
    let hotfixes = hotfixes.filter(|one| one.stations.last().is_some_and(|last| last.value == to));
    let hotfixes = hotfixes.map(|one| format!("hotfix {}", one.branch.value));
    let origins: Vec<String> = ways.iter().filter(|way| into(way) == to).map(start).chain(hotfixes).collect();
    if origins.is_empty() {
        return Failure(format!("no arrow leads to `{to}`"));
    }
    let bare = origins.iter().map(|origin| origin.split_once(' ').map_or(origin.as_str(), |(_, name)| name));
    let names: Vec<&str> = origins.iter().map(String::as_str).chain(bare).collect();
    let nearest = nearest::find(from, names.into_iter()).filter(|nearest| *nearest != from);
    Failure(format!(
        "no arrow leads from `{from}` to `{to}`{}; what does: {}",
        nearest.map(|one| format!(" (did you mean `{one}`?)")).unwrap_or_default(),
        nearest::list(origins.iter().map(String::as_str))
    ))
}
