//! What people type.

use crate::{
    emit::template::quoted,
    pattern::Pattern,
    plan::{Plan, Route, Trigger},
};

pub(super) fn write(plan: &Plan) -> String {
    let mut blocks = Vec::new();
    let mut block = |title: &str, lines: &[String]| {
        blocks.push(format!("{title}\n\n```bash\n{}\n```\n", lines.join("\n")));
    };
    block(
        "See what was deployed where:",
        &["gh api '/repos/{owner}/{repo}/deployments?task=release' --jq '.[] | {environment, ref, created_at, description}'".to_owned()],
    );
    if let Some(lines) = by_branch(plan) {
        block("Deploy a branch by hand:", &lines);
    }
    if let Some(line) = plan.deployments().find_map(|route| by_tag(plan, route)) {
        block("Deploy a tag by hand:", &[line]);
    }
    if let Some(route) = plan.promotions().filter(|route| !route.lifts()).last() {
        block("Promote a release:", &promote(plan, route, None));
    }
    if let Some((route, lines)) = lift(plan) {
        let teams: Vec<&str> =
            route.liftings().flat_map(|slot| &slot.reviewers).map(|one| one.name.as_str()).collect();
        let title = format!(
            "Lift windows and freezes for this once (somebody of {} agrees first):",
            teams.join(" and ")
        );
        block(&title, &lines);
    }
    if let Some(line) = super::rollbacks::command(plan) {
        block("Take a release back; `-f release_id=…` names another one than the one before:", &[line]);
    }
    let opened = super::merging::commands(plan);
    if !opened.is_empty() {
        block("Open a pull request with its checklist:", &opened);
    }
    if let Some(rehearsal) = plan.rehearsals.first() {
        let line = format!("gh workflow run {} -f environment={}", plan.names.rehearse(), rehearsal.target);
        block(&format!("Rehearse the way into {} in {}:", rehearsal.target, rehearsal.route.to), &[line]);
    }
    let workflows = [
        (plan.deployments().next().is_some(), plan.names.deploy()),
        (plan.promotions().next().is_some(), plan.names.promote()),
        (!plan.rollbacks.is_empty(), plan.names.rollback()),
        (!plan.rehearsals.is_empty(), plan.names.rehearse()),
    ];
    let lists: Vec<String> = workflows
        .into_iter()
        .filter(|(is_there, _)| *is_there)
        .map(|(_, workflow)| format!("gh run list --workflow={workflow} --limit 5"))
        .collect();
    if !lists.is_empty() {
        block("See what is running, and what waits for people:", &lists);
    }
    blocks.join("\n")
}

fn deploy(plan: &Plan, target: &str) -> String {
    format!("gh workflow run {} -f environment={target} -f release_type={target}", plan.names.deploy())
}

fn by_branch(plan: &Plan) -> Option<Vec<String>> {
    let target = *plan.by_hand().first()?;
    let base = deploy(plan, target);
    let named = |branch: &str| format!("{base} -f branch={}", quoted(branch));
    let release = &plan.release.branch_example;
    if !release.is_empty() {
        return Some(vec![
            "# the release branch with the highest version".to_owned(),
            base.clone(),
            "# or one that you name".to_owned(),
            named(release),
        ]);
    }
    let pattern =
        plan.deployments().filter(|route| route.to == target).find_map(|route| route.manuals().next())?;
    Some(vec![named(&branch(plan, pattern))])
}

fn by_tag(plan: &Plan, route: &Route) -> Option<String> {
    Some(format!("{} -f tag={}", deploy(plan, &route.to), quoted(&tag(route.tags().next()?))))
}

fn promote(plan: &Plan, route: &Route, reason: Option<&str>) -> Vec<String> {
    let source = route.sources().next().unwrap_or_default();
    let mut lines = vec![
        format!("gh workflow run {} \\", plan.names.promote()),
        format!("  -f release_id={} \\", plan.release.id_example),
        format!("  -f source_environment={source} \\"),
        format!("  -f target_environment={}", route.to),
    ];
    if let (Some(reason), Some(last)) = (reason, lines.last_mut()) {
        last.push_str(" \\");
        lines.push(format!("  -f override={reason}"));
    }
    lines
}

const REASON: &str = "\"why it cannot wait\"";

/// The first way with windows and freezes lifted; a promotion if there is one.
fn lift(plan: &Plan) -> Option<(&Route, Vec<String>)> {
    // What is pushed alone has nobody who could say why.
    let lifted = |route: &&Route| plan.routes.iter().any(|one| one.lifted == route.way);
    if let Some(route) = plan.promotions().find(lifted) {
        return Some((route, promote(plan, route, Some(REASON))));
    }
    let route = plan.deployments().find(lifted)?;
    let start = route.triggers.iter().find_map(|trigger| match trigger {
        Trigger::Manual(pattern) => {
            Some(format!("{} -f branch={}", deploy(plan, &route.to), quoted(&branch(plan, pattern))))
        }
        Trigger::Tag(_) => by_tag(plan, route),
        Trigger::Push(_) | Trigger::From(_) => None,
    })?;
    Some((route, vec![format!("{start} -f override={REASON}")]))
}

/// A branch that people recognise.
fn branch(plan: &Plan, pattern: &Pattern) -> String {
    let known = [&plan.release.branch_example, &plan.default_branch];
    let known = known.into_iter().find(|branch| !branch.is_empty() && pattern.matches(branch));
    known.cloned().unwrap_or_else(|| filled(pattern, "example"))
}

/// A tag that people recognise.
fn tag(pattern: &Pattern) -> String {
    let known = ["v2.0.0", "2.0.0", "v2.0.0-rc.1"].into_iter().find(|tag| pattern.matches(tag));
    known.map_or_else(|| filled(pattern, "2.0.0"), str::to_owned)
}

/// A pattern with a word for its stars.
fn filled(pattern: &Pattern, word: &str) -> String {
    pattern.text.replace("**", "*").replace('*', word)
}
