//! Something secret where everybody can read it.

use super::{Context, Needs, Rule, secrecy};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::Variable,
};

pub(super) const RULE: Rule = Rule {
    code: "secret-in-variable",
    severity: Severity::Error,
    page: include_str!("secret_in_variable.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for variable in &context.variables {
        look_at(variable, diagnostics);
    }
}

fn look_at(variable: &Variable, diagnostics: &mut Diagnostics) {
    let (name, value) = (&variable.name, variable.value.value.as_str());
    let help = |revoke: &str| {
        format!(
            "name it instead, `secrets {}`, and store its value in the environment's secrets{revoke}",
            name.value
        )
    };
    if let Some(what) = secrecy::by_shape(value) {
        diagnostics
            .error(
                RULE.code,
                name.span,
                "this looks like a secret, and whatever stands here is committed and printed in logs",
            )
            .label(what)
            .conceal(variable.value.span)
            .help(help("; revoke this one: it has been in a file"));
    } else if secrecy::by_name(&name.value) && !matches!(value.trim(), "" | "true" | "false") {
        diagnostics
            .warning(
                RULE.code,
                name.span,
                format!(
                    "`{}` sounds like a secret, and its value is committed and printed in logs",
                    name.value
                ),
            )
            .label("by its name")
            .conceal(variable.value.span)
            .help(help("; if it is none, another name says so"));
    }
}
