//! An environment in which nobody looks whether a release is well.

use super::{Context, Needs, Rule};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::{Kind, Phase},
};

pub(super) const RULE: Rule = Rule {
    code: "no-health-check",
    severity: Severity::Advice,
    page: include_str!("no_health_check.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for environment in context.model.environments.values() {
        let looks = |phase: Phase| matches!(phase, Phase::Health | Phase::Smoke | Phase::Verify);
        let says = environment.part("health").is_some() || environment.is_without("health");
        let is_local = environment.kind.value == Kind::Local;
        if is_local || says || environment.settings.steps.iter().any(|step| looks(step.phase)) {
            continue;
        }
        let name = &environment.name;
        diagnostics
            .advice(
                RULE.code,
                name.span,
                format!("a deployment to `{}` counts as a success though nobody looked whether it is well", name.value),
            )
            .label("no `health`, and no step that looks at it")
            .help("`steps { health \"It answers\" run=\"./ops/health.sh\" }`, or `health \"/health\"`; `health none` says that nothing can be asked");
    }
}
