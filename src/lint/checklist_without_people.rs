//! A checklist where nobody is asked.

use super::{
    Context, Needs, Rule,
    gated::{self, Gated},
};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::Node,
};

pub(super) const RULE: Rule = Rule {
    code: "checklist-without-people",
    severity: Severity::Error,
    page: include_str!("checklist_without_people.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let is_wrong = |line: Gated<'_>, node: &Node| {
        node.name.value == "checklist"
            && matches!(line, Gated::Arrow(_))
            && line.approvals().is_empty()
            && !line.is_preview()
    };
    let team = context.model.teams.keys().next().map_or("…", String::as_str);
    for (node, lines) in gated::places(context.model, is_wrong).into_values() {
        let error = diagnostics.error(
            RULE.code,
            node.name.span,
            "nobody goes through this checklist: to approve is to confirm it, and nobody is asked",
        );
        error
            .label("approving confirms it")
            .help(format!("`approvals 1 from {team}` beside it; what a machine can tell is a `check`"));
        gated::show(error, &lines, "asks nobody");
    }
}
