//! A branch on which work goes on without what was released.

use indexmap::IndexSet;

use super::{
    Context, Needs, Rule,
    map::{meet, merged, quoted},
};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::{Merge, Origin},
    pattern::covers,
    syntax::Kind,
};

pub(super) const RULE: Rule = Rule {
    code: "no-merge-back",
    severity: Severity::Warning,
    page: include_str!("no_merge_back.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let model = context.model;
    let released = released(context);
    let starts: IndexSet<&str> = model
        .arrows
        .iter()
        .filter_map(|arrow| match &arrow.from {
            Origin::Push(branch) | Origin::Manual(branch) | Origin::PullRequest(branch) => Some(branch),
            Origin::Tag(_) | Origin::Environment(_) => None,
        })
        .chain(model.merges.iter().map(|merge| &merge.into))
        .map(|branch| branch.value.as_str())
        .collect();
    for merge in &model.merges {
        let (from, into) = (merge.from.value.as_str(), merge.into.value.as_str());
        // A branch that only one change is made on ends with its merge.
        let goes_on = !from.contains('*') && from != into && starts.contains(from);
        let is_released = || released.iter().any(|branch| covers(branch, into));
        if !goes_on || !is_released() || is_brought_back(context, merge) {
            continue;
        }
        diagnostics
            .warning(
                RULE.code,
                merged(merge),
                format!("what is released from `{into}` and mended there never gets back to `{from}`, where work goes on"),
            )
            .label(format!("leads from `{from}` to `{into}`, and nothing leads back"))
            .help(format!("`merge-back {} -> {}`, at the top of the file", quoted(into), quoted(from)));
    }
}

/// The branches whose pushes get to production, sooner or later.
fn released<'a>(context: &Context<'a>) -> IndexSet<&'a str> {
    let all = context.model.environments.values();
    let mut places: IndexSet<&str> =
        all.filter(|one| one.kind.value == Kind::Production).map(|one| one.name.value.as_str()).collect();
    let mut branches = IndexSet::new();
    let mut at = 0;
    while let Some(place) = places.get_index(at).copied() {
        for arrow in context.map.ways_into(place) {
            match &arrow.from {
                Origin::Environment(from) => {
                    places.insert(&from.value);
                }
                Origin::Push(branch) | Origin::Manual(branch) => {
                    branches.insert(branch.value.as_str());
                }
                Origin::Tag(_) | Origin::PullRequest(_) => {}
            }
        }
        at += 1;
    }
    branches
}

fn is_brought_back(context: &Context<'_>, merge: &Merge) -> bool {
    let model = context.model;
    let from_here = |from: &str, to: &str| meet(from, &merge.into.value) && meet(to, &merge.from.value);
    let after = model.release.after.iter().flat_map(|after| after.all("merge-back"));
    model.merge_backs.iter().any(|back| from_here(&back.from.value, &back.to.value))
        || model.merges.iter().any(|other| from_here(&other.from.value, &other.into.value))
        // One without a branch is another finding, or is said at the top.
        || after.map(|back| back.text(0)).any(|to| to.is_none_or(|to| meet(to.value, &merge.from.value)))
}
