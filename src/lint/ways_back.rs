//! What several rules ask about `rollback`: its methods, and those that an environment could have.

use super::Context;
use crate::{
    model::{Environment, Origin},
    syntax::{Node, Phase},
};

const METHODS: &[&str] =
    &["revert", "previous-release", "promote-from", "switch-back", "rollout-undo", "platform"];

/// Returns the lines of a rollback that say how it is done, the preferred first.
pub(super) fn methods(rollback: &Node) -> impl Iterator<Item = &Node> {
    rollback.children().iter().filter(|child| METHODS.contains(&child.name.value.as_str()))
}

/// Tells whether what ran before is still running after a release was switched to.
pub(super) fn can_switch_back(environment: &Environment) -> bool {
    if environment.abilities().is_script() {
        return environment.settings.steps.iter().any(|step| step.phase == Phase::Switch);
    }
    environment.part("strategy").is_some_and(|strategy| strategy.says("blue-green"))
}

/// Returns the ways back that an environment has, each as it has to be typed and in backticks; at most four.
pub(super) fn possible(context: &Context<'_>, environment: &Environment) -> String {
    const MOST: usize = 4;
    let ways = context.map.ways_into(&environment.name.value);
    let own = environment.name.value.as_str();
    let source = ways.iter().find_map(|arrow| arrow.from.environment().filter(|from| *from != own));
    let branch = ways.iter().find_map(|arrow| match &arrow.from {
        Origin::Push(branch) if !branch.value.contains('*') => Some(&branch.value),
        _ => None,
    });
    let typed = |method: &&'static str| match *method {
        "promote-from" => source.map(|source| format!("`promote-from {source}`")),
        "revert" => branch.map(|branch| format!("`revert {branch}`")),
        "switch-back" if !can_switch_back(environment) => None,
        method => Some(format!("`{method}`")),
    };
    let typed: Vec<String> = environment.abilities().methods.iter().filter_map(typed).take(MOST).collect();
    match typed.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        // Only where a platform's own way and a push are all that there could be.
        None => "`previous-release run=\"./ops/rollback.sh\"`".to_owned(),
    }
}
