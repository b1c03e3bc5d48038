//! A schedule that GitHub does not keep.

use super::{Context, Needs, Rule, inherited::by_line};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::duration,
};

pub(super) const RULE: Rule = Rule {
    code: "probe-too-often",
    severity: Severity::Error,
    page: include_str!("probe_too_often.md"),
    needs: Needs::Nothing,
    check,
};

/// GitHub starts nothing more often, in milliseconds.
const LEAST: u64 = 5 * 60_000;

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let probes =
        context.model.environments.values().filter_map(|one| Some((one, duration::of(one.part("probe")?)?)));
    let hasty =
        probes.filter(|(_, every)| every.value < LEAST).map(|(one, every)| (every.span, one, every.value));
    for (span, _, every) in by_line(hasty) {
        diagnostics
            .error(
                RULE.code,
                span,
                format!("GitHub starts nothing every {}: 5 minutes are the shortest", duration::words(every)),
            )
            .label("more often than any schedule")
            .help("`probe every 5 minutes`; what has to be noticed within seconds needs a monitoring of its own");
    }
}
