//! An environment in which nobody looks whether a release is well.

use super::{Context, Needs, Rule};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::Environment,
    syntax::{Kind, Phase},
};

pub(super) const RULE: Rule = Rule {
    code: "no-health-check",
    severity: Severity::Advice,
    page: include_str!("no_health_check.md"),
    needs: Needs::Names,
    check,
};

/// Environments that are shown where they stand.
const MOST: usize = 6;

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let environments = context.model.environments.values();
    let deployed: Vec<_> = environments.filter(|one| one.kind.value != Kind::Local).collect();
    let unseen: Vec<_> = deployed.iter().copied().filter(|environment| is_unseen(environment)).collect();
    let step = "steps { health \"It answers\" run=\"./ops/health.sh\" }";
    if unseen.len() > 1 && unseen.len() == deployed.len() {
        let advice = diagnostics.advice(
            RULE.code,
            unseen[0].name.span,
            "every deployment counts as a success, since no environment looks whether a release is well",
        );
        advice.label("no `health`, and no step that looks at it");
        for environment in unseen.iter().skip(1).take(MOST - 1) {
            advice.also(environment.name.span, "nor here");
        }
        advice.help(format!("in `defaults`: `{step}`, or `health \"/health\"`"));
        return;
    }
    for environment in unseen {
        let name = &environment.name;
        diagnostics
            .advice(
                RULE.code,
                name.span,
                format!(
                    "every deployment to `{}` counts as a success, since nothing looks whether it is well",
                    name.value
                ),
            )
            .label("no `health`, and no step that looks at it")
            .help(format!("`{step}`, or `health \"/health\"`; `health none` says that nothing can be asked"));
    }
}

fn is_unseen(environment: &Environment) -> bool {
    let looks = |phase: Phase| matches!(phase, Phase::Health | Phase::Smoke | Phase::Verify);
    let says = environment.part("health").is_some() || environment.is_without("health");
    !says && !environment.settings.steps.iter().any(|step| looks(step.phase))
}
