//! A push, or a branch deployed by hand, that reaches production and asks nobody.

use super::{
    Context, Needs, Rule,
    map::{drawn, merged, quoted, typed},
};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::{Environment, Origin},
    syntax::Kind,
};

pub(super) const RULE: Rule = Rule {
    code: "straight-to-production",
    severity: Severity::Error,
    page: include_str!("straight_to_production.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let model = context.model;
    let before = before(context);
    let gate = match model.teams.keys().next() {
        Some(team) => format!("{{ approvals 2 from {team} }}"),
        None => "{ approvals 2 from … }".to_owned(),
    };
    for arrow in &model.arrows {
        let target = model.target(arrow);
        if target.kind.value != Kind::Production || context.map.asks(arrow) {
            continue;
        }
        let open = context.map.merges_before(arrow).into_iter().find(|merge| merge.approvals.is_empty());
        let message = match &arrow.from {
            Origin::Push(branch) => match open {
                Some(open) => {
                    format!("`{}` reaches production, and nobody is asked on the way", open.words())
                }
                None => format!("every push to `{}` reaches production without a gate", branch.value),
            },
            Origin::Manual(branch) => format!(
                "whoever may start a workflow can bring `{}` to production, and nobody is asked",
                branch.value
            ),
            Origin::Tag(pattern) => {
                format!(
                    "whoever may push a tag `{}` brings it to production, and nobody is asked",
                    pattern.value
                )
            }
            // A pull request has no place in production at all: `misplaced-preview`.
            Origin::PullRequest(_) | Origin::Environment(_) => continue,
        };
        let to = &arrow.to.value;
        let error = diagnostics.error(RULE.code, drawn(arrow), message);
        error.label("this arrow asks nobody").also(target.kind.span, format!("`{to}` is of kind production"));
        if let Some(nobody) = arrow.nobody {
            error.also(nobody, "says so on purpose");
        }
        if let Some(open) = open {
            error.also(merged(open), "this merge asks nobody either");
        }
        let here = match open {
            Some(open) => {
                format!("merge {} -> {} {gate}", quoted(&open.from.value), quoted(&open.into.value))
            }
            None => format!("{} -> {to} {gate}", typed(&arrow.from)),
        };
        error.help(match (arriving(context, to), before) {
            (Some(from), _) => {
                format!("leave it out: releases arrive from `{from}`; or ask people here too: `{here}`")
            }
            (None, Some(from)) => {
                format!(
                    "let a release arrive from `{from}`, or ask people here:\n{from} -> {to} {gate}\n{here}"
                )
            }
            (None, None) => format!("ask people first: `{here}`"),
        });
    }
}

/// The environment that production gets its releases from already.
fn arriving<'a>(context: &Context<'a>, production: &str) -> Option<&'a str> {
    context.map.ways_into(production).iter().find_map(|arrow| arrow.from.environment())
}

/// The environment on the map that is nearest to production; where everything lands is not near enough.
fn before<'a>(context: &Context<'a>) -> Option<&'a str> {
    let near = |environment: &&Environment| {
        let kind = environment.kind.value;
        let on_map = !context.map.ways_into(&environment.name.value).is_empty();
        on_map && kind > Kind::Integration && kind < Kind::Production
    };
    let nearest = context.model.environments.values().filter(near).max_by_key(|one| one.kind.value);
    nearest.map(|environment| environment.name.value.as_str())
}
