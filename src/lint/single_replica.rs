//! A production that one machine can take down.

use super::{Context, Needs, Rule};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::Kind,
};

pub(super) const RULE: Rule = Rule {
    code: "single-replica",
    severity: Severity::Warning,
    page: include_str!("single_replica.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let production = |kind: Kind| kind == Kind::Production;
    for environment in context.model.environments.values().filter(|one| production(one.kind.value)) {
        // Where it may grow, the least number counts.
        let least = environment.part("autoscale").or_else(|| environment.part("replicas"));
        let Some((node, first)) = least.and_then(|node| Some((node, node.arguments.first()?))) else {
            continue;
        };
        if first.value.number() != Some(1.0) {
            continue;
        }
        diagnostics
            .warning(
                RULE.code,
                node.head,
                format!(
                    "one is all that may run of `{}`: a machine that restarts takes it down",
                    environment.name.value
                ),
            )
            .label("as few as one")
            .also(environment.kind.span, "of kind production")
            .help("two at least: `replicas 2`, `autoscale 2 to 10`");
    }
}
