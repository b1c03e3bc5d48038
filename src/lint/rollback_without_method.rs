//! A rollback that does not say how it is done.

use super::{
    Context, Needs, Rule,
    ways_back::{methods, possible},
};
use crate::diagnostic::{Diagnostics, Severity};

pub(super) const RULE: Rule = Rule {
    code: "rollback-without-method",
    severity: Severity::Error,
    page: include_str!("rollback_without_method.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for environment in context.model.environments.values() {
        let rollback = environment.part("rollback").filter(|rollback| methods(rollback).next().is_none());
        let Some(rollback) = rollback else { continue };
        let name = &environment.name;
        let error = diagnostics.error(
            RULE.code,
            rollback.head,
            format!("the rollback of `{}` does not say how it gets back", name.value),
        );
        error.label("no way back in its block");
        match rollback.child("after-failure-of") {
            Some(when) => error.also(when.head, "says only when"),
            None => error.also(name.span, "stays with what it has"),
        };
        error.help(format!("add {}, the preferred one first", possible(context, environment)));
    }
}
