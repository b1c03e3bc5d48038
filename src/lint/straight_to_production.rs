//! A push, or a branch deployed by hand, that reaches production and asks nobody.

use super::{Context, Needs, Rule};
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
    for arrow in &model.arrows {
        let target = model.target(arrow);
        if target.kind.value != Kind::Production || !arrow.approvals.is_empty() {
            continue;
        }
        let message = match &arrow.from {
            Origin::Push(branch) => {
                format!("every push to `{}` reaches production without a gate", branch.value)
            }
            Origin::Manual(branch) => format!(
                "whoever may start a workflow can bring `{}` to production, and nobody is asked",
                branch.value
            ),
            Origin::Environment(_) => continue,
        };
        let to = &arrow.to.value;
        let gate = match model.teams.keys().next() {
            Some(team) => format!("{{ approvals 2 from {team} }}"),
            None => "{ approvals 2 from … }".to_owned(),
        };
        let error = diagnostics.error(RULE.code, arrow.head, message);
        error.label("this arrow asks nobody").also(target.kind.span, format!("`{to}` is of kind production"));
        if let Some(nobody) = arrow.nobody {
            error.also(nobody, "says so on purpose");
        }
        error.help(match before {
            Some(before) => format!(
                "let a release arrive from `{0}`, or ask people here:\n{0} -> {to} {gate}\n{1} -> {to} {gate}",
                before.name.value,
                arrow.from.words()
            ),
            None => format!("ask people first: `{} -> {to} {gate}`", arrow.from.words()),
        });
    }
}

/// The environment on the map that is nearest to production.
fn before<'a>(context: &Context<'a>) -> Option<&'a Environment> {
    let on_map = |environment: &&Environment| {
        environment.kind.value < Kind::Production
            && !context.map.ways_into(&environment.name.value).is_empty()
    };
    context.model.environments.values().filter(on_map).max_by_key(|environment| environment.kind.value)
}
