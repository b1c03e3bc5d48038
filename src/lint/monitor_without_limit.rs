//! A monitor that looks at nothing.

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
        let Some(monitor) = environment.part("monitor").filter(|monitor| monitor.children().is_empty())
        else {
            continue;
        };
        let name = &environment.name.value;
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
