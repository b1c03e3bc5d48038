//! Production as the first place where a release ever runs.

use super::{
    Context, Needs, Rule,
    map::{drawn, meet},
};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::{Arrow, Condition, Environment, Origin},
    syntax::{Kind, Node},
};

pub(super) const RULE: Rule = Rule {
    code: "no-lower-environment",
    severity: Severity::Warning,
    page: include_str!("no_lower_environment.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let lower = |arrow: &&Arrow| is_lower(context.model.target(arrow));
    let tried: Vec<&Origin> = context.model.arrows.iter().filter(lower).map(|arrow| &arrow.from).collect();
    for production in context.model.environments.values() {
        let ways = context.map.ways_into(&production.name.value);
        let is_first = |arrow: &&Arrow| !was_tried(context, arrow, &tried);
        let Some(way) = ways.first().filter(|_| ways.iter().all(is_first)) else { continue };
        if production.kind.value != Kind::Production {
            continue;
        }
        let name = &production.name.value;
        diagnostics
            .warning(
                RULE.code,
                production.kind.span,
                format!("`{name}` is the first place where a release ever runs: nobody has tried it anywhere before"),
            )
            .label(format!("`{name}` is of kind production"))
            .also(drawn(way), "nothing lies before it")
            .help(format!(
                "let a release stay in an environment of kind test, uat or staging first: `staging -> {name}`; if that is in another repository, `allow {} because=\"…\"`",
                RULE.code
            ));
    }
}

/// Tells whether an environment stays, and is not production.
fn is_lower(environment: &Environment) -> bool {
    !matches!(environment.kind.value, Kind::Local | Kind::Ephemeral | Kind::Production)
}

/// Tells whether what travels on an arrow was, or at least may have been, somewhere before.
fn was_tried(context: &Context<'_>, arrow: &Arrow, tried: &[&Origin]) -> bool {
    let asks = |conditions: &[Condition]| {
        let nodes = conditions.iter().map(|one| &one.node);
        let places = nodes.filter(|node| matches!(node.name.value.as_str(), "passed" | "soak"));
        let mut names = places.flat_map(Node::texts);
        names.any(|name| context.model.environments.get(name.value).is_some_and(is_lower))
    };
    if asks(&arrow.conditions) {
        return true;
    }
    let came_from = |branch: &str| {
        tried.iter().any(|origin| match origin {
            Origin::Push(other) | Origin::Manual(other) => meet(&other.value, branch),
            // Any commit may have a tag, and an environment has its releases from somewhere.
            Origin::Tag(_) => true,
            Origin::PullRequest(_) | Origin::Environment(_) => false,
        })
    };
    match &arrow.from {
        // Where that one is production itself, it is found there.
        Origin::Environment(_) => true,
        Origin::Tag(_) => !tried.is_empty(),
        Origin::PullRequest(branch) | Origin::Push(branch) | Origin::Manual(branch) => {
            came_from(&branch.value)
                || context
                    .map
                    .merges_into(&branch.value)
                    .iter()
                    .any(|merge| asks(&merge.conditions) || came_from(&merge.from.value))
        }
    }
}
