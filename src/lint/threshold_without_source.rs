//! A limit on a number that nothing measures.

use indexmap::IndexSet;

use super::{Context, Needs, Rule};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::Environment,
    nearest,
    source::Span,
    syntax::Metric,
};

pub(super) const RULE: Rule = Rule {
    code: "threshold-without-source",
    severity: Severity::Error,
    page: include_str!("threshold_without_source.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let mut said = IndexSet::new();
    for environment in context.model.environments.values() {
        sources(environment, &mut said, diagnostics);
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

/// A number comes from a command or from an address.
fn sources(environment: &Environment, said: &mut IndexSet<Span>, diagnostics: &mut Diagnostics) {
    let metrics = environment.part("metrics").into_iter().flat_map(|metrics| metrics.children());
    // What comes from `defaults` is met in every environment.
    let unclear = metrics.filter(|metric| Metric::read(metric).is_none() && said.insert(metric.head));
    for metric in unclear.collect::<Vec<_>>() {
        let name = &metric.name.value;
        let (message, label) = match metric.properties.is_empty() {
            true => (format!("nothing says where `{name}` comes from"), "neither a command nor an address"),
            false => (
                format!("`{name}` comes from two places, and they may not agree"),
                "a command and an address",
            ),
        };
        diagnostics
            .error(RULE.code, metric.head, message)
            .label(label)
            .help(format!("`{name} run=\"./ops/metric.sh {name}\"`, or `{name} url=\"/metrics/{name}\"`"));
    }
}
