//! An alert that rings in normal operation.

use super::{Context, Needs, Rule};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::{Side, Threshold, Unit},
};

pub(super) const RULE: Rule = Rule {
    code: "alert-below-target",
    severity: Severity::Error,
    page: include_str!("alert_below_target.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for environment in context.model.environments.values() {
        let Some(autoscale) = environment.part("autoscale") else { continue };
        let alerts =
            environment.parts("alert").flat_map(|alert| alert.children()).filter_map(Threshold::read);
        for alert in alerts.filter(|alert| alert.side == Side::Above && alert.unit == Unit::Percent) {
            let Some(target) = autoscale.property(alert.metric) else { continue };
            let Some(percent) = target.value.value.number().filter(|percent| alert.limit <= *percent) else {
                continue;
            };
            diagnostics
                .error(
                    RULE.code,
                    alert.span,
                    format!(
                        "this alert rings whenever all is well: more are started only at {percent} percent {}",
                        alert.metric
                    ),
                )
                .label("rings here")
                .also(target.name.span.to(target.value.span), "kept at about this much")
                .help(format!("an alert well above it, `{} above {} percent`", alert.metric, (percent + 100.0) / 2.0));
        }
    }
}
