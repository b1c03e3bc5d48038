//! A check of a pull request that wants a secret.

use super::{
    Context, Needs, Rule,
    gated::{self, Gated},
};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::Node,
};

pub(super) const RULE: Rule = Rule {
    code: "secret-before-merge",
    severity: Severity::Error,
    page: include_str!("secret_before_merge.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let wants = |line: Gated<'_>, node: &Node| {
        node.name.value == "check" && matches!(line, Gated::Merge(_)) && node.child("secrets").is_some()
    };
    for (node, mut lines) in gated::places(context.model, wants).into_values() {
        lines.dedup_by_key(|line| line.drawn());
        let Some(secrets) = node.child("secrets") else { continue };
        let error = diagnostics.error(
            RULE.code,
            secrets.head,
            "this check runs what is not merged yet, and whoever may push a branch could read its secrets",
        );
        error.label("handed to code that nobody has reviewed").help(
            "check without them, or check what is merged: put it on the arrow into an environment, where it runs before people are asked",
        );
        gated::show(error, &lines, "a pull request is checked here");
    }
}
