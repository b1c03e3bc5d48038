//! What starts `deploy.yml`, what it asks for, and what its runs are called.

use indexmap::IndexMap;

use super::super::stages::DESTROYS;
use crate::{
    github::{Dispatch, Input, Push, Triggers},
    plan::{Plan, Route},
};

fn has_pushes(plan: &Plan) -> bool {
    plan.deployments().any(|route| route.pushes().next().is_some() || route.tags().next().is_some())
}

pub(super) fn run_name(plan: &Plan) -> String {
    let mut branch = match has_release_branches(plan) {
        true => "inputs.branch || 'the newest release branch'".to_owned(),
        false => "inputs.branch".to_owned(),
    };
    if !plan.by_tag().is_empty() {
        branch = format!("inputs.tag || {branch}");
    }
    let by_hand = format!("format('Deploy {{0}} to {{1}}', {branch}, inputs.environment)");
    match (has_pushes(plan), is_dispatched(plan)) {
        (true, true) => format!(
            "${{{{ github.event_name == 'push' && format('Deploy {{0}}', github.ref_name) || {by_hand} }}}}"
        ),
        (false, _) => format!("${{{{ {by_hand} }}}}"),
        (true, false) => "Deploy ${{ github.ref_name }}".to_owned(),
    }
}

pub(super) fn is_dispatched(plan: &Plan) -> bool {
    !plan.by_hand().is_empty() || super::hands_over(plan)
}

fn has_release_branches(plan: &Plan) -> bool {
    !plan.release.branch_pattern.is_empty()
}

pub(super) fn triggers(plan: &Plan) -> Triggers {
    let mut branches: Vec<String> = Vec::new();
    for pattern in plan.deployments().flat_map(Route::pushes) {
        if !branches.contains(&pattern.filter()) {
            branches.push(pattern.filter());
        }
    }
    let mut tags: Vec<String> = Vec::new();
    for pattern in plan.deployments().flat_map(Route::tags) {
        if !tags.contains(&pattern.filter()) {
            tags.push(pattern.filter());
        }
    }
    let is_pushed = !branches.is_empty() || !tags.is_empty();
    let push = is_pushed.then(|| Push { branches, tags, ..Push::default() });
    Triggers { push, workflow_dispatch: is_dispatched(plan).then(|| dispatch(plan)), ..Triggers::default() }
}

fn dispatch(plan: &Plan) -> Dispatch {
    let (by_hand, handed_over, by_tag) = (plan.by_hand(), plan.handed_over(), plan.by_tag());
    let names = plan.environments.iter().map(|environment| environment.name.as_str());
    let targets: Vec<&str> = names
        .filter(|name| [&by_hand, &handed_over, &by_tag].iter().any(|these| these.contains(name)))
        .collect();
    let mut inputs = IndexMap::new();
    inputs.insert("environment".to_owned(), Input::choice("Where to deploy", targets.clone()));
    inputs.insert(
        "release_type".to_owned(),
        Input::choice("Which train; the same as the environment", targets),
    );
    inputs.insert(
        "branch".to_owned(),
        match has_release_branches(plan) {
            true => Input::optional(
                "The branch to deploy; empty means the release branch with the highest version",
            ),
            false if !by_tag.is_empty() => Input::optional("The branch to deploy, unless it is a tag"),
            false => Input::required("The branch to deploy"),
        },
    );
    if !by_tag.is_empty() {
        inputs.insert("tag".to_owned(), Input::optional("The tag to deploy, instead of a branch"));
    }
    if plan.deployments().any(Route::lifts) {
        inputs
            .insert("override".to_owned(), Input::optional("Reason to lift windows and freezes (recorded)"));
    }
    if plan.asks_what_is_destroyed(true) {
        inputs.insert("destroys".to_owned(), Input::optional(DESTROYS));
    }
    if super::hands_over(plan) {
        inputs.insert(
            "started_by_run".to_owned(),
            Input::optional("Leave empty: the push that was handed over fills it in"),
        );
    }
    Dispatch { inputs }
}
