//! An environment that is called as a gate's own environment would be.

use super::{Context, Needs, Rule};
use crate::{
    diagnostic::{Diagnostics, Severity},
    plan::people,
};

pub(super) const RULE: Rule = Rule {
    code: "taken-gate-name",
    severity: Severity::Error,
    page: include_str!("taken_gate_name.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let arrangement = people::arrange(context.model);
    for gate in &arrangement.gates {
        let Some(environment) = context.model.environments.get(&gate.name) else { continue };
        let asks = context.model.arrows.iter().zip(&arrangement.chains).find_map(|(arrow, chain)| {
            chain.before().iter().any(|slot| slot.environment == gate.name).then_some(arrow)
        });
        let error = diagnostics.error(
            RULE.code,
            environment.name.span,
            format!("`{}` is the environment in which GitHub asks for an approval", gate.name),
        );
        error.label("cannot be a place to deploy to as well");
        if let Some(arrow) = asks {
            error.also(arrow.head, "asks there");
        }
        error.help(
            "call this environment otherwise; names that end with `-approval-` and a number belong to gates",
        );
    }
}
