//! Gates on a private repository whose plan has no required reviewers.

use super::{Context, Needs, Rule};
use crate::diagnostic::{Diagnostics, Severity};

pub(super) const RULE: Rule = Rule {
    code: "plan-without-reviewers",
    severity: Severity::Error,
    page: include_str!("plan_without_reviewers.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let pipeline = &context.model.pipeline;
    let Some(visibility) = pipeline.visibility.as_ref().filter(|visibility| visibility.value != "public")
    else {
        return;
    };
    let Some(line) = context.model.arrows.iter().find_map(|arrow| arrow.approvals.first()) else { return };
    let asks = "asks people, who would never be asked";
    match &pipeline.plan {
        Some(plan) if plan.value == "enterprise" => {}
        Some(plan) => {
            diagnostics
                .error(
                    RULE.code,
                    plan.span,
                    format!(
                        "none of these gates would hold: on the plan `{}` GitHub asks reviewers in public repositories only",
                        plan.value
                    ),
                )
                .label("only `enterprise` has reviewers for it")
                .also(visibility.span, "not public")
                .also(line.approvals.span, asks)
                .help("`plan=enterprise` or `visibility=public`, if that is so; else GitHub cannot hold a gate here");
        }
        // Only Enterprise has internal repositories.
        None if visibility.value == "internal" => {}
        None => {
            diagnostics
                .note(
                    RULE.code,
                    visibility.span,
                    "the gates hold only on GitHub Enterprise: no other plan asks reviewers in a private repository",
                )
                .label("and nothing says which plan it is")
                .also(line.approvals.span, "asks people")
                .help("`plan=enterprise`, if that is so; `gatewright apply` finds out");
        }
    }
}
