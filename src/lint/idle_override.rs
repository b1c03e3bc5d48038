//! `override` where nothing is closed.

use indexmap::IndexSet;

use super::{
    Context, Needs, Rule,
    gated::{self, Gated},
    opening,
};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::Kind,
};

pub(super) const RULE: Rule = Rule {
    code: "idle-override",
    severity: Severity::Warning,
    page: include_str!("idle_override.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let model = context.model;
    let frozen: IndexSet<&str> =
        model.freezes.iter().flat_map(|freeze| &freeze.on).map(|name| name.value.as_str()).collect();
    let is_every_production = model.freezes.iter().any(|freeze| freeze.on.is_empty());
    let is_frozen = |line| match line {
        Gated::Arrow(arrow) => {
            let is_production = model.target(arrow).kind.value == Kind::Production;
            (is_production && is_every_production) || frozen.contains(arrow.to.value.as_str())
        }
        Gated::Merge(_) => false,
    };
    // Nobody can lift anything before a preview, which is said by itself.
    let overrides = gated::places(model, |line, node| node.name.value == "override" && !line.is_preview());
    for (node, lines) in overrides.into_values() {
        if lines.iter().any(|&line| is_frozen(line) || !opening::windows(model, line).is_empty()) {
            continue;
        }
        let warning = diagnostics.warning(
            RULE.code,
            node.head,
            "nothing is closed here that could be lifted: there is no window, and no freeze",
        );
        warning.label("lifts windows and freezes, once");
        gated::show(warning, &lines, "open at any time");
        warning.help(match model.windows.keys().next() {
            Some(window) => format!("`window {window}` beside it, or leave it out"),
            None => "leave it out, or name a window beside it: `window office-hours`".to_owned(),
        });
    }
}
