//! A way into uat or staging that asks nobody, and does not say that this is meant.

use super::{Context, Needs, Rule, map::drawn};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::Kind,
};

pub(super) const RULE: Rule = Rule {
    code: "no-approval",
    severity: Severity::Warning,
    page: include_str!("no_approval.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for arrow in &context.model.arrows {
        let target = context.model.target(arrow);
        let is_late = matches!(target.kind.value, Kind::Uat | Kind::Staging);
        if !is_late || arrow.nobody.is_some() || context.map.asks(arrow) {
            continue;
        }
        let team = context.model.teams.keys().next().map_or("…", String::as_str);
        diagnostics
            .warning(
                RULE.code,
                drawn(arrow),
                format!("nobody is asked before a release reaches `{}`", arrow.to.value),
            )
            .label("this arrow asks nobody")
            .also(target.kind.span, format!("of kind {}", target.kind.value.name()))
            .help(format!("`{{ approvals 1 from {team} }}`, or `{{ approvals none }}` if that is meant"));
    }
}
