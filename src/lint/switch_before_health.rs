//! Users who are sent to a release before anybody has looked whether it is well.

use super::{
    Context, Needs, Rule,
    steps_in_order::{environments, first},
    whose::say_whose,
};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::Phase,
};

pub(super) const RULE: Rule = Rule {
    code: "switch-before-health",
    severity: Severity::Error,
    page: include_str!("switch_before_health.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for environment in environments(context) {
        let steps = &environment.settings.steps;
        let Some(switch) = first(steps, &[Phase::Switch]) else { continue };
        let Some(look) = first(steps, &[Phase::Health, Phase::Smoke]).filter(|look| *look > switch) else {
            continue;
        };
        let (switch, look) = (&steps[switch], &steps[look]);
        let error = diagnostics.error(
            RULE.code,
            switch.span,
            format!("users reach the new release before `{}` has looked at it", look.phase.name()),
        );
        error
            .label("steps run as they are written: the traffic moves here")
            .also(look.span, "the first look at it");
        say_whose(error, environment).help(format!(
            "put `{} \"{}\"` in front of it; what looks at it while users are there is a `verify` step",
            look.phase.name(),
            look.title.value
        ));
    }
}
