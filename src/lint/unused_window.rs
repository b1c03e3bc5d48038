//! A window that opens nothing.

use super::{Context, Needs, Rule, named};
use crate::diagnostic::{Diagnostics, Severity};

pub(super) const RULE: Rule = Rule {
    code: "unused-window",
    severity: Severity::Warning,
    page: include_str!("unused_window.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let named = named::windows(context);
    for window in context.model.windows.values().filter(|window| !named.contains(window.name.value.as_str()))
    {
        let name = &window.name;
        diagnostics
            .warning(
                RULE.code,
                name.span,
                format!(
                    "nothing waits for `{}`: no gate names it, so releases travel at any time",
                    name.value
                ),
            )
            .label("declared, and not used")
            .help(format!("in a gate: `window {}`; or leave it out", name.value));
    }
}
