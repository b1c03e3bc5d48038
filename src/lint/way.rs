//! The way that a hotfix takes: its stations, as the map knows them.

use indexmap::IndexSet;

use super::{Context, gated::Gated};
use crate::{
    model::{Environment, Model, Origin},
    pattern::covers,
    source::Spanned,
    syntax::{Hotfix, Node},
};

/// The branches that a file speaks of, patterns among them.
pub(super) fn branches(model: &Model) -> IndexSet<&str> {
    let arrows = model.arrows.iter().filter_map(|arrow| match &arrow.from {
        Origin::Push(branch) | Origin::Manual(branch) | Origin::PullRequest(branch) => Some(branch),
        Origin::Tag(_) | Origin::Environment(_) => None,
    });
    let merges = model.merges.iter().flat_map(|merge| [&merge.from, &merge.into]);
    let back = model.merge_backs.iter().flat_map(|back| [&back.from, &back.to]);
    let names = arrows.chain(merges).chain(back).map(|branch| branch.value.as_str());
    std::iter::once(model.default_branch()).chain(names).collect()
}

/// Tells whether a station is one of these branches.
pub(super) fn is_branch(branches: &IndexSet<&str>, station: &str) -> bool {
    branches.contains(station) || branches.iter().any(|pattern| covers(pattern, station))
}

/// Returns the environment that a hotfix ends in, if it ends in one.
pub(super) fn end<'a>(context: &Context<'a>, hotfix: &Hotfix) -> Option<&'a Environment> {
    hotfix.stations.last().and_then(|station| context.model.environments.get(&station.value))
}

/// Says where a hotfix ends.
pub(super) fn end_in_words(hotfix: &Hotfix) -> String {
    hotfix.stations.last().map_or_else(String::new, |station| format!("`{}`", station.value))
}

/// Returns the branch that a hotfix is merged into, or that it stays on.
pub(super) fn lands_on<'a>(context: &Context<'_>, hotfix: &'a Hotfix) -> &'a Spanned<String> {
    let is_branch =
        |station: &&Spanned<String>| !context.model.environments.contains_key(station.value.as_str());
    hotfix.stations.iter().rev().find(is_branch).unwrap_or(&hotfix.branch)
}

/// Returns the lines of the map whose conditions a hotfix meets: the arrows and merges into its stations.
pub(super) fn lines<'a>(context: &Context<'a>, hotfix: &Hotfix) -> Vec<Gated<'a>> {
    let into = |station: &Spanned<String>| match context.model.environments.contains_key(&station.value) {
        true => context.map.ways_into(&station.value).iter().map(|arrow| Gated::Arrow(arrow)).collect(),
        false => {
            let merges = context.map.merges_into(&station.value);
            merges.into_iter().map(Gated::Merge).collect::<Vec<_>>()
        }
    };
    hotfix.stations.iter().flat_map(into).collect()
}

/// Returns a node of what is made up for once a hotfix is live.
pub(super) fn afterwards<'a>(hotfix: &'a Hotfix, name: &str) -> Option<&'a Node> {
    hotfix.part("afterwards").and_then(|afterwards| afterwards.child(name))
}
