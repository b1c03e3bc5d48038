//! A production that nobody watches.

use super::{Context, Needs, Rule};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::Kind,
};

pub(super) const RULE: Rule = Rule {
    code: "no-monitoring",
    severity: Severity::Advice,
    page: include_str!("no_monitoring.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for environment in context.model.environments.values() {
        let is_watched = ["monitor", "alert", "probe"].iter().any(|part| environment.part(part).is_some())
            || environment.settings.steps.iter().any(|step| step.phase == crate::syntax::Phase::Monitor);
        if environment.kind.value != Kind::Production || is_watched {
            continue;
        }
        let name = &environment.name;
        diagnostics
            .advice(RULE.code, name.span, format!("nobody looks at `{}` once a release is there", name.value))
            .label("no `monitor`, no `alert`, no `probe`")
            .help("`monitor 30 minutes { health failing below 1 percent }`, with `health \"/health\"`");
    }
}
