//! Production that is open at any hour.

use super::{Context, Needs, Rule, gated::Gated, opening};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::Kind,
};

pub(super) const RULE: Rule = Rule {
    code: "no-window",
    severity: Severity::Advice,
    page: include_str!("no_window.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let model = context.model;
    for environment in model.environments.values() {
        let ways = context.map.ways_into(&environment.name.value);
        if environment.kind.value != Kind::Production || ways.is_empty() {
            continue;
        }
        let has_window = ways.iter().any(|arrow| {
            let merges = context.map.merges_before(arrow).into_iter().map(Gated::Merge);
            merges.chain([Gated::Arrow(arrow)]).any(|line| !opening::windows(model, line).is_empty())
        });
        if has_window {
            continue;
        }
        let name = match model.windows.keys().next() {
            Some(window) => format!("`window {window}` in the gate before it"),
            None => "`window office-hours { open \"Mon-Thu 09:00-16:00\" }`, and `window office-hours` in the gate before it".to_owned(),
        };
        diagnostics
            .advice(
                RULE.code,
                environment.name.span,
                format!(
                    "a release can reach `{}` on a Friday evening, when nobody is there to help",
                    environment.name.value
                ),
            )
            .label("open at any hour")
            .help(name);
    }
}
