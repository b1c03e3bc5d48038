//! Releases that are called after a tag, and arrive without one.

use super::{Context, Needs, Rule, map::drawn};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::Origin,
};

pub(super) const RULE: Rule = Rule {
    code: "id-without-tag",
    severity: Severity::Error,
    page: include_str!("id_without_tag.md"),
    needs: Needs::Nothing,
    check,
};

/// Ways in that are shown.
const MOST: usize = 6;

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let model = context.model;
    let Some(id) = model.release.id.as_ref().filter(|id| id.value.contains("{tag}")) else { return };
    let untagged =
        model.arrows.iter().filter(|arrow| matches!(arrow.from, Origin::Push(_) | Origin::Manual(_)));
    let arrows = untagged.map(|arrow| (drawn(arrow), arrow.words()));
    let hotfixes = model.hotfixes.iter().map(|hotfix| (hotfix.head, hotfix.words()));
    let ways: Vec<_> = arrows.chain(hotfixes).take(MOST).collect();
    let Some((_, first)) = ways.first() else { return };
    let error = diagnostics.error(
        RULE.code,
        id.span,
        format!("a release that arrives by `{first}` has no tag, and so no id"),
    );
    error.label("the tag is its id");
    for (way, _) in &ways {
        error.also(*way, "nothing has a tag here");
    }
    error.help("`id \"release-{date}-{time}\"`, or let every release arrive by a tag: `tag \"v*.*.*\" -> …`");
}
