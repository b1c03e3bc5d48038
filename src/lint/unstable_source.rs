//! Production fed by an environment where everything lands.

use super::{Context, Needs, Rule, map::drawn};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::Kind,
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
