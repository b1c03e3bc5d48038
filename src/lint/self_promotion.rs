//! An arrow from an environment, or from a branch, to itself.

use super::{Context, Needs, Rule};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::Origin,
};

pub(super) const RULE: Rule = Rule {
    code: "self-promotion",
    severity: Severity::Error,
    page: include_str!("self_promotion.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for arrow in &context.model.arrows {
        let Origin::Environment(from) = &arrow.from else { continue };
        if from.value != arrow.to.value {
            continue;
        }
        diagnostics
            .error(RULE.code, arrow.to.span, format!("`{}` would be promoted to itself", from.value))
            .label("the arrow ends here")
            .also(from.span, "and starts here")
            .help("name the environment that it comes from, or leave this arrow out");
    }
    for merge in context.model.merges.iter().filter(|merge| merge.from.value == merge.into.value) {
        diagnostics
            .error(RULE.code, merge.into.span, format!("`{}` would be merged into itself", merge.from.value))
            .label("the arrow ends here")
            .also(merge.from.span, "and starts here")
            .help("name the branch that is merged, or leave this arrow out");
    }
}
