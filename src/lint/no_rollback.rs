//! An environment that people rely on, without a way back.

use super::{Context, Needs, Rule, ways_back::possible};
use crate::diagnostic::{Diagnostics, Severity};

pub(super) const RULE: Rule = Rule {
    code: "no-rollback",
    severity: Severity::Advice,
    page: include_str!("no_rollback.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for environment in context.model.environments.values() {
        let says = environment.part("rollback").is_some() || environment.is_without("rollback");
        if says || !environment.kind.value.is_protected() {
            continue;
        }
        let name = &environment.name;
        diagnostics
            .advice(
                RULE.code,
                name.span,
                format!("nothing says how `{}` gets back to a release that was good", name.value),
            )
            .label("no `rollback` in its block")
            .also(environment.kind.span, format!("of kind {}", environment.kind.value.name()))
            .help(format!(
                "`rollback {{ … }}` with {}; `rollback none` says that there is no way back",
                possible(context, environment)
            ));
    }
}
