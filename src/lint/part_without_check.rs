//! A part of the system whose health nobody asks for.

use super::{Context, Needs, Rule};
use crate::diagnostic::{Diagnostics, Severity};

pub(super) const RULE: Rule = Rule {
    code: "part-without-check",
    severity: Severity::Error,
    page: include_str!("part_without_check.md"),
    needs: Needs::Nothing,
    check,
};

/// The parts of a system that have a health of their own.
const PARTS: [&str; 4] = ["application", "database", "storage", "integrations"];

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for environment in context.model.environments.values() {
        let Some(health) = environment.part("health") else { continue };
        let parts = health.children().iter().filter(|part| PARTS.contains(&part.name.value.as_str()));
        for part in parts.filter(|part| part.arguments.is_empty() && part.properties.is_empty()) {
            let name = &part.name.value;
            diagnostics
                .error(RULE.code, part.head, format!("nothing says how the health of `{name}` is found out"))
                .label("neither an address nor a command")
                .help(format!("`{name} \"/health/{name}\"`, or `{name} run=\"./ops/health.sh {name}\"`"));
        }
    }
}
