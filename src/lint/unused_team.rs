//! A team that nothing asks.

use super::{Context, Needs, Rule, named};
use crate::diagnostic::{Diagnostics, Severity};

pub(super) const RULE: Rule = Rule {
    code: "unused-team",
    severity: Severity::Warning,
    page: include_str!("unused_team.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let named = named::teams(context);
    for team in context.model.teams.values().filter(|team| !named.contains(team.name.value.as_str())) {
        let name = &team.name;
        diagnostics
            .warning(RULE.code, name.span, format!("`{}` is never asked, and never called", name.value))
            .label("declared, and not used")
            .help(format!("ask it, `approvals 1 from {}`, or leave it out", name.value));
    }
}
