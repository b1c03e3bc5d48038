//! A limit on a number that nothing measures.

use indexmap::IndexSet;

use super::{Context, Needs, Rule};
use crate::{
    diagnostic::{Diagnostics, Severity},
    nearest,
};

pub(super) const RULE: Rule = Rule {
    code: "threshold-without-source",
    severity: Severity::Error,
    page: include_str!("threshold_without_source.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for environment in context.model.environments.values() {
        let Some(monitor) = environment.part("monitor") else { continue };
        let metrics = environment.part("metrics");
        let measured: IndexSet<&str> = metrics
            .iter()
            .flat_map(|metrics| metrics.children())
            .map(|metric| metric.name.value.as_str())
            .collect();
        for limit in monitor.children() {
            let name = limit.name.value.as_str();
            if measured.contains(name) || name == "health" {
                continue;
            }
            let nearest = nearest::find(name, measured.iter().copied().chain(["health"]));
            let message = format!(
                "`{name}` is never measured, so its limit can never be passed: this monitor would always be content"
            );
            let error = diagnostics.error(RULE.code, limit.name.span, message);
            error.label("no number of this name");
            if let Some(metrics) = metrics {
                error.also(
                    metrics.name.span,
                    format!("says where the numbers of `{}` come from", environment.name.value),
                );
            }
            match nearest {
                Some(nearest) => {
                    error.help(format!("did you mean `{nearest}`?"));
                    error.fix(format!("write `{nearest}`"), limit.name.span, nearest);
                }
                None => {
                    error.help(format!(
                        "say where it comes from: `metrics {{ {name} run=\"./ops/metric.sh {name}\" }}`"
                    ));
                }
            }
        }
    }
}
