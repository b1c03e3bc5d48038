//! Autoscaling that does not say when.

use super::{Context, Needs, Rule};
use crate::diagnostic::{Diagnostics, Severity};

pub(super) const RULE: Rule = Rule {
    code: "autoscale-without-target",
    severity: Severity::Advice,
    page: include_str!("autoscale_without_target.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for environment in context.model.environments.values() {
        let Some(autoscale) = environment.part("autoscale").filter(|one| one.properties.is_empty()) else {
            continue;
        };
        diagnostics
            .advice(
                RULE.code,
                autoscale.head,
                format!("nothing says when more of `{}` are started", environment.name.value),
            )
            .label("from and to, and no target")
            .help("how busy they are to be kept, in percent: `cpu=70`");
    }
}
