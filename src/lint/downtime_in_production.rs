//! Production that stops for every release.

use super::{Context, Needs, Rule, numbers};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::Kind,
};

pub(super) const RULE: Rule = Rule {
    code: "downtime-in-production",
    severity: Severity::Warning,
    page: include_str!("downtime_in_production.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for environment in context.model.environments.values() {
        let strategies = environment.abilities().strategies;
        // Where it cannot be done at all, that is said instead.
        if environment.kind.value != Kind::Production || !strategies.contains(&"recreate") {
            continue;
        }
        let Some(strategy) = environment.part("strategy").filter(|one| one.says("recreate")) else {
            continue;
        };
        let others = strategies.iter().copied().filter(|one| *one != "recreate");
        diagnostics
            .warning(
                RULE.code,
                strategy.head,
                format!("users cannot reach `{}` while a release is deployed", environment.name.value),
            )
            .label("the old one stops before the new one starts")
            .also(environment.kind.span, "of kind production")
            .help(format!(
                "without an interruption: {}; or `allow {} because=\"…\"`",
                numbers::all(others),
                RULE.code
            ));
    }
}
