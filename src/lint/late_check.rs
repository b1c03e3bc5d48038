//! A check that comes when what it could have spared is done.

use super::{
    Context, Needs, Rule,
    steps_in_order::{environments, first},
    whose::say_whose,
};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::{Phase, Step},
};

pub(super) const RULE: Rule = Rule {
    code: "late-check",
    severity: Severity::Warning,
    page: include_str!("late_check.md"),
    needs: Needs::Nothing,
    check,
};

/// Steps that are shown where they stand.
const MOST: usize = 6;

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for environment in environments(context) {
        let steps = environment.settings.steps.as_slice();
        if let Some((deploy, late)) = behind(steps, &[Phase::Deploy], Phase::Test) {
            let warning = diagnostics.warning(
                RULE.code,
                late[0].span,
                "when these tests fail, the release is deployed already",
            );
            warning.label("steps run as they are written: tested here").also(deploy.span, "deployed here");
            for step in late.iter().skip(1).take(MOST - 2) {
                warning.also(step.span, "and here");
            }
            say_whose(warning, environment).help("put tests in front of the deployment; what tries the release where it runs is a `smoke` or a `verify` step");
        }
        if let Some((slow, late)) = behind(steps, &[Phase::Build, Phase::Test], Phase::Validate) {
            let advice = diagnostics.advice(
                RULE.code,
                late[0].span,
                "what is wrong here is found only after the slow steps",
            );
            advice.label("a quick look").also(slow.span, "takes longer, and comes first");
            say_whose(advice, environment).help(format!(
                "put it in front of `{} \"{}\"`",
                slow.phase.name(),
                slow.title.value
            ));
        }
    }
}

/// The first step of some phases, and the steps of another one behind it.
fn behind<'a>(steps: &'a [Step], phases: &[Phase], late: Phase) -> Option<(&'a Step, Vec<&'a Step>)> {
    let at = first(steps, phases)?;
    let late: Vec<&Step> = steps[at..].iter().filter(|step| step.phase == late).collect();
    (!late.is_empty()).then_some((&steps[at], late))
}
