//! A production that talks as if somebody were looking for a mistake in it.

use super::{Context, Needs, Rule};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::Kind,
};

pub(super) const RULE: Rule = Rule {
    code: "debug-in-production",
    severity: Severity::Warning,
    page: include_str!("debug_in_production.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for environment in context.model.environments.values() {
        if environment.kind.value != Kind::Production {
            continue;
        }
        let name = &environment.name.value;
        for variable in environment.settings.variables.entries.values() {
            let key = variable.name.value.as_str();
            let value = variable.value.value.replace("{environment}", name);
            let Some((why, right)) = flaw(key, &value) else { continue };
            diagnostics
                .warning(RULE.code, variable.value.span, format!("`{name}` is production, and {why}"))
                .label(format!("`{key}` in `{name}`"))
                .also(environment.kind.span, "of kind production")
                .help(format!("in `{name}`: `variables {{ {key} {right} }}`"));
        }
    }
}

/// Why a variable has no place in production, and what it would be there.
fn flaw(key: &str, value: &str) -> Option<(&'static str, &'static str)> {
    let lower = value.trim().to_ascii_lowercase();
    match key {
        "LOG_LEVEL" if matches!(lower.as_str(), "debug" | "trace") => {
            Some(("its log would hold what users typed", "info"))
        }
        "DEBUG" | "DEBUG_MODE" if !matches!(lower.as_str(), "" | "0" | "false" | "no" | "off" | "none") => {
            Some(("would show its inside to whoever finds a mistake", "#false"))
        }
        "NODE_ENV" | "RAILS_ENV" | "FLASK_ENV" if value != "production" => {
            Some(("would run as if it were another environment", "production"))
        }
        "APP_ENV" if !matches!(value, "production" | "prod") => {
            Some(("would run as if it were another environment", "production"))
        }
        _ => None,
    }
}
