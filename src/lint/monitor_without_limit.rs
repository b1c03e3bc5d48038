//! A monitor, or an alert, that looks at nothing.

use indexmap::IndexSet;

use super::{Context, Needs, Rule};
use crate::diagnostic::{Diagnostics, Severity};

pub(super) const RULE: Rule = Rule {
    code: "monitor-without-limit",
    severity: Severity::Error,
    page: include_str!("monitor_without_limit.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for environment in context.model.environments.values() {
        let name = &environment.name.value;
        if let Some(monitor) = environment.part("monitor").filter(|monitor| monitor.children().is_empty()) {
            diagnostics
                .error(
                    RULE.code,
                    monitor.head,
                    format!("this watches `{name}` and looks at nothing: no number has a limit"),
                )
                .label("no limit behind it")
                .help("`monitor 30 minutes { error-rate below 1 percent; latency p95 below 500 ms }`");
        }
    }
    let alerts = context.model.environments.values().flat_map(|environment| environment.parts("alert"));
    let mut said = IndexSet::new();
    for alert in alerts.filter(|alert| alert.children().is_empty() && said.insert(alert.head)) {
        let level = alert.text(0).map_or("critical", |level| level.value);
        diagnostics
            .error(RULE.code, alert.head, "this alert never goes off: no number has a limit")
            .label("no limit behind it")
            .help(format!("`alert {level} {{ error-rate above 1 percent }}`"));
    }
}
