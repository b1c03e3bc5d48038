//! An environment that no arrow leads to.

use indexmap::IndexSet;

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
    let hotfixes = context.model.hotfixes.iter().flat_map(|hotfix| &hotfix.stations);
    let stations: IndexSet<&str> = hotfixes.map(|station| station.value.as_str()).collect();
    for environment in context.model.environments.values() {
        let name = &environment.name;
        let is_reached =
            !context.map.ways_into(&name.value).is_empty() || stations.contains(name.value.as_str());
        if environment.kind.value == Kind::Local || is_reached {
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
