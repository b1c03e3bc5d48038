//! Releases that leave no tag behind.

use super::{Context, Needs, Rule};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::Origin,
    syntax::Kind,
};

pub(super) const RULE: Rule = Rule {
    code: "untagged-release",
    severity: Severity::Advice,
    page: include_str!("untagged_release.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let (model, release) = (context.model, &context.model.release);
    let is_tagged = release.after.as_ref().is_some_and(|after| after.child("tag-as").is_some());
    let is_made_by_tag = model.arrows.iter().any(|arrow| matches!(arrow.from, Origin::Tag(_)));
    let production = model.environments.values().find(|environment| {
        environment.kind.value == Kind::Production
            && !context.map.ways_into(&environment.name.value).is_empty()
    });
    let Some(production) = production.filter(|_| !is_tagged && !is_made_by_tag) else { return };
    let phase = if production.part("monitor").is_some() { "monitor" } else { "deploy" };
    diagnostics
        .advice(
            RULE.code,
            release.span.unwrap_or(production.name.span),
            format!(
                "the repository does not show what was released: nothing in `{}` leaves a tag behind",
                production.name.value
            ),
        )
        .label("no tag is set")
        .help(format!("in `release`: `after {phase} {{ tag-as \"v{{version}}\" }}`"));
}
