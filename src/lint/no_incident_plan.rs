//! Production without a word on what is done when it is down.

use super::{Context, Needs, Rule};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::Kind,
};

pub(super) const RULE: Rule = Rule {
    code: "no-incident-plan",
    severity: Severity::Advice,
    page: include_str!("no_incident_plan.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let model = context.model;
    if model.parts("incident").next().is_some() {
        return;
    }
    let team = model.teams.keys().next().map_or("on-call", String::as_str);
    for environment in model.environments.values() {
        if environment.kind.value != Kind::Production || environment.part("escalation").is_some() {
            continue;
        }
        diagnostics
            .advice(
                RULE.code,
                environment.name.span,
                format!("when `{}` is down, nothing says who is called and what is done", environment.name.value),
            )
            .label("neither `escalation` in here nor `incident` at the top of the file")
            .help(format!(
                "`escalation {{ {team} }}` in here, and `incident {{ critical {{ open-issue; rollback }} }}` at the top"
            ));
    }
}
