//! An environment that no arrow leads to.

use super::{Context, Needs, Rule};
use crate::{
    diagnostic::{Diagnostics, Severity},
    nearest::list,
    syntax::Kind,
};

pub(super) const RULE: Rule = Rule {
    code: "unreachable-environment",
    severity: Severity::Warning,
    page: include_str!("unreachable_environment.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let branch = context.model.default_branch();
    for environment in context.model.environments.values() {
        let name = &environment.name;
        if environment.kind.value == Kind::Local || !context.map.ways_into(&name.value).is_empty() {
            continue;
        }
        let warning = diagnostics.warning(
            RULE.code,
            name.span,
            format!("no release ever gets to `{}`: no arrow leads there", name.value),
        );
        warning.label("not behind any arrow");
        let onward = context.map.out_of(&name.value);
        if let Some(arrow) = onward.first() {
            warning.also(arrow.from.span(), "an arrow starts here, and nothing arrives");
        }
        let before = context.model.environments.values().filter(|other| {
            other.kind.value != Kind::Local
                && other.kind.value <= environment.kind.value
                && other.name.value != name.value
        });
        let before = list(before.map(|other| other.name.value.as_str()).take(6));
        let is_ephemeral = environment.kind.value == Kind::Ephemeral;
        warning.help(match before.is_empty() {
            _ if is_ephemeral => {
                format!("`pull-request {branch} -> {}`, or leave the environment out", name.value)
            }
            true => format!("`push {branch} -> {}`, or leave the environment out", name.value),
            false => format!(
                "from where does a release arrive? {before}, or a branch: `push {branch} -> {}`; if none is meant to, leave the environment out",
                name.value
            ),
        });
    }
}
