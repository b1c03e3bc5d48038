//! An alert that nothing looks at.

use super::{Context, Needs, Rule, inherited::by_line};
use crate::diagnostic::{Diagnostics, Severity};

pub(super) const RULE: Rule = Rule {
    code: "unwatched-alert",
    severity: Severity::Warning,
    page: include_str!("unwatched_alert.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let environments = context.model.environments.values().filter(|one| one.target() != "kubernetes");
    let alerts = environments.flat_map(|one| one.parts("alert").map(move |alert| (alert.head, one, ())));
    for (span, environments, ()) in by_line(alerts) {
        let target = environments.first().target();
        diagnostics
            .warning(
                RULE.code,
                span,
                format!("nobody is called: `target {target}` has nothing that looks at an alert"),
            )
            .label("stands here, and rings nowhere")
            .help("set it up in your own monitoring, and say where: `allow unwatched-alert because=\"…\"` in its block");
    }
}
