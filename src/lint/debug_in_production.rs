//! A production that talks as if somebody were looking for a mistake in it.

use super::{Context, Needs, Rule};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::{Kind, Node},
};

pub(super) const RULE: Rule = Rule {
    code: "debug-in-production",
    severity: Severity::Warning,
    page: include_str!("debug_in_production.md"),
    needs: Needs::Nothing,
    check,
};

/// Values that turn something off.
const NO: &[&str] = &["", "0", "false", "no", "off", "none"];

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
        let flags = environment.part("flags").into_iter().flat_map(Node::children);
        for flag in flags.filter(|flag| is_on(flag) && sounds_like_debugging(&flag.name.value)) {
            let key = &flag.name.value;
            diagnostics
                .warning(
                    RULE.code,
                    flag.head,
                    format!("`{name}` is production, and would show its inside to whoever finds a mistake"),
                )
                .label(format!("`{key}` is on in `{name}`"))
                .also(environment.kind.span, "of kind production")
                .help(format!("in `{name}`: `flags {{ {key} #false }}`"));
        }
    }
}

/// Tells whether a flag is on: the bare name, or any value that does not say no.
fn is_on(flag: &Node) -> bool {
    let value = flag.arguments.first().map(|value| value.value.as_text().to_ascii_lowercase());
    !value.is_some_and(|value| NO.contains(&value.as_str()))
}

fn sounds_like_debugging(flag: &str) -> bool {
    let lower = flag.to_ascii_lowercase();
    let takes_away = ["no", "hide", "disable", "without", "skip"].iter().any(|head| lower.starts_with(head));
    lower.contains("debug") && !takes_away
}

/// Why a variable has no place in production, and what it would be there.
fn flaw(key: &str, value: &str) -> Option<(&'static str, &'static str)> {
    let lower = value.trim().to_ascii_lowercase();
    match key {
        "LOG_LEVEL" if matches!(lower.as_str(), "debug" | "trace") => {
            Some(("its log would hold what users typed", "info"))
        }
        "DEBUG" | "DEBUG_MODE" if !NO.contains(&lower.as_str()) => {
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
