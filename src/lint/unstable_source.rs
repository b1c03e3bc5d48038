//! Production fed by an environment where everything lands.

use super::{Context, Needs, Rule, map::drawn};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::{Kind, Node},
};

pub(super) const RULE: Rule = Rule {
    code: "unstable-source",
    severity: Severity::Warning,
    page: include_str!("unstable_source.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for arrow in &context.model.arrows {
        let Some(source) = context.model.source(arrow) else { continue };
        let target = context.model.target(arrow);
        if source.kind.value != Kind::Integration || target.kind.value != Kind::Production {
            continue;
        }
        let was_tried = |name: &str| {
            let kind = context.model.environments.get(name).map(|passed| passed.kind.value);
            matches!(kind, Some(Kind::Test | Kind::Uat | Kind::Staging))
        };
        if arrow.conditions("passed").flat_map(Node::texts).any(|passed| was_tried(passed.value)) {
            continue;
        }
        let (from, to) = (&source.name.value, &arrow.to.value);
        diagnostics
            .warning(
                RULE.code,
                drawn(arrow),
                format!("`{to}` gets its releases straight from `{from}`, where unfinished work meets for the first time"),
            )
            .label("nothing lies between the two")
            .also(source.kind.span, "of kind integration")
            .help(format!(
                "let it stay in an environment of kind test, uat or staging first: `{from} -> staging`, `staging -> {to}`"
            ));
    }
}
