//! A channel that is told nothing.

use super::{Context, Needs, Rule, named};
use crate::diagnostic::{Diagnostics, Severity};

pub(super) const RULE: Rule = Rule {
    code: "unused-channel",
    severity: Severity::Warning,
    page: include_str!("unused_channel.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let named = named::channels(context);
    let channels = context.model.parts("channels").flat_map(|channels| channels.children());
    for channel in channels.filter(|channel| !named.contains(channel.name.value.as_str())) {
        let name = &channel.name;
        diagnostics
            .warning(RULE.code, name.span, format!("`{}` is never told anything", name.value))
            .label("declared, and not used")
            .help(format!("`notify {} on failure rollback`, or leave it out", name.value));
    }
}
