//! An alert that comes long after the promise is broken.

use super::{Context, Needs, Rule};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::{Side, Threshold},
};

pub(super) const RULE: Rule = Rule {
    code: "alert-looser-than-objective",
    severity: Severity::Advice,
    page: include_str!("alert_looser_than_objective.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for environment in context.model.environments.values() {
        let Some(objective) = environment.part("objective") else { continue };
        let promised: Vec<Threshold<'_>> = objective.children().iter().filter_map(Threshold::read).collect();
        let alerts =
            environment.parts("alert").flat_map(|alert| alert.children()).filter_map(Threshold::read);
        for alert in alerts.filter(|alert| alert.side == Side::Above) {
            let looser = |promise: &&Threshold<'_>| {
                promise.is_like(&alert) && promise.side == Side::Below && alert.limit > promise.limit
            };
            let Some(promise) = promised.iter().find(looser) else { continue };
            diagnostics
                .advice(
                    RULE.code,
                    alert.span,
                    format!(
                        "nobody is called while `{}` breaks its promise: the alert comes at {} times the objective",
                        alert.metric,
                        times(alert.limit / promise.limit)
                    ),
                )
                .label("somebody is called here")
                .also(promise.span, "this is what users are promised")
                .help("call at the objective, with a second `alert warning` if a call at night is too much for it");
        }
    }
}

/// A factor without more places than it needs.
fn times(factor: f64) -> String {
    let rounded = (factor * 10.0).round() / 10.0;
    format!("{rounded}")
}
