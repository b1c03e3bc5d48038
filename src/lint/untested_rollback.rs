//! Production with a way back that nobody tries before it is needed.

use super::{
    Context, Needs, Rule,
    rehearsals::{Rehearsals, before},
    ways_back::methods,
};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::Kind,
};

pub(super) const RULE: Rule = Rule {
    code: "untested-rollback",
    severity: Severity::Warning,
    page: include_str!("untested_rollback.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let rehearsals = Rehearsals::new(context.model);
    for environment in context.model.environments.values() {
        let name = environment.name.value.as_str();
        if environment.kind.value != Kind::Production || !rehearsals.of(name).is_empty() {
            continue;
        }
        let rollback = environment.part("rollback").filter(|rollback| methods(rollback).next().is_some());
        let Some(rollback) = rollback.filter(|rollback| rollback.child("tested-in").is_none()) else {
            continue;
        };
        // Without an environment before it there is no place to try it.
        let Some(before) = before(context, environment) else { continue };
        let place = &before.name.value;
        diagnostics
            .warning(
                RULE.code,
                rollback.head,
                format!("nobody tries the way back of `{name}` before it is needed"),
            )
            .label("no `tested-in` in its block")
            .also(before.name.span, format!("comes before `{name}`, and would do for it"))
            .help(format!(
                "`tested-in {place} within 30 days` in the rollback, and `rehearse {name} in {place}` at the top of the file"
            ));
    }
}
