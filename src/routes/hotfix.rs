//! The way that a hotfix takes, as lines of the map.

use crate::{
    model::{Ends, Line, Model, Origin, Way},
    syntax::{Hotfix, Node},
};

/// Returns the line of the map into each station: from the station before it, or else the way in that asks the fewest.
pub(crate) fn legs<'a>(model: &'a Model, hotfix: &'a Hotfix) -> Vec<Option<Way<'a>>> {
    let ends = Ends::new(model);
    let before = std::iter::once(&hotfix.branch).chain(&hotfix.stations);
    let legs = before.zip(&hotfix.stations).map(|(from, to)| {
        let into: Vec<Way<'_>> = match model.environments.contains_key(&to.value) {
            true => model.into(&to.value).map(Way::Arrow).collect(),
            false => ends.merges_into(&to.value).into_iter().map(Way::Merge).collect(),
        };
        let drawn = into.iter().find(|leg| is_from(**leg, &from.value));
        drawn.or_else(|| into.iter().min_by_key(|leg| leg.people())).copied()
    });
    legs.collect()
}

fn is_from(leg: Way<'_>, place: &str) -> bool {
    match leg {
        Way::Merge(merge) => merge.from.value == place,
        Way::Arrow(arrow) => match &arrow.from {
            Origin::Environment(from) | Origin::Push(from) | Origin::Manual(from) => from.value == place,
            Origin::Tag(_) | Origin::PullRequest(_) => false,
        },
    }
}

/// Returns the kinds of condition that it does not wait for.
pub(crate) fn skipped(hotfix: &Hotfix) -> Vec<&str> {
    hotfix.part("skip").into_iter().flat_map(Node::texts).map(|word| word.value).collect()
}

/// Returns its own `approvals` lines.
pub(crate) fn lines(hotfix: &Hotfix) -> Vec<Line> {
    let lines = hotfix.conditions.approvals.iter();
    lines.map(|approvals| Line { gate: None, approvals: approvals.clone() }).collect()
}
