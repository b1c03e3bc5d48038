//! A preview that nothing removes.

use super::{Context, Needs, Rule, preview::is_preview};
use crate::diagnostic::{Diagnostics, Severity};

pub(super) const RULE: Rule = Rule {
    code: "no-teardown",
    severity: Severity::Warning,
    page: include_str!("no_teardown.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for environment in context.model.environments.values() {
        if !is_preview(environment) || environment.teardown.is_some() {
            continue;
        }
        // These remove it themselves.
        if matches!(environment.target(), "railway" | "external") {
            continue;
        }
        let name = &environment.name;
        let warning = diagnostics.warning(
            RULE.code,
            name.span,
            format!("nothing removes `{}` once its pull request is closed: each one leaves something running that somebody pays for", name.value),
        );
        warning.label("no `teardown` in its block").also(environment.kind.span, "of kind ephemeral");
        if let Some(target) = environment.part("target") {
            warning.also(target.head, "removes nothing by itself");
        }
        warning.help("`teardown run=\"./scripts/teardown.sh\"`");
    }
}
