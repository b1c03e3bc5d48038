//! A rollout that may take longer than all of the deployment: its way back would never start.

use super::{Context, Needs, Rule, inherited::by_line};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::Environment,
    source::Spanned,
    syntax::duration,
};

pub(super) const RULE: Rule = Rule {
    code: "rollout-outlasts-job",
    severity: Severity::Error,
    page: include_str!("rollout_outlasts_job.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let pairs = context.model.environments.values().filter_map(outlasting);
    for (span, environments, (rollout, all)) in by_line(pairs) {
        diagnostics
            .error(
                RULE.code,
                span,
                format!(
                    "the deployment to {} ends before its rollout counts as failed",
                    environments.names()
                ),
            )
            .label("how long a rollout may take")
            .also(all.span, "how long all of the deployment may take")
            .help(format!(
                "a `timeout` of the environment that is longer, such as `timeout {} minutes`",
                (rollout * 2).div_ceil(60_000)
            ));
    }
}

type Pair<'a> = (crate::source::Span, &'a Environment, (u64, Spanned<u64>));

fn outlasting(environment: &Environment) -> Option<Pair<'_>> {
    let rollout = duration::of(environment.part("strategy")?.child("timeout")?)?;
    let all = environment.settings.timeout?;
    (rollout.value >= all.value).then_some((rollout.span, environment, (rollout.value, all)))
}
