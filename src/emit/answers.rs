//! What follows from people's answers: a no opens an issue, and a yes has to come from those who can confirm the checklist.

use super::{
    job::{checkout_scripts, release_output, runner, source, token},
    template::quoted,
};
use crate::{
    github::{Job, Permission, Pins, Scope, Step},
    plan::{Person, Plan, Route},
};

/// What happens when somebody says no: no job that deploys depends on this one.
pub(super) fn rejection(
    plan: &Plan,
    pins: &Pins,
    route: &Route,
    before: &[&str],
    condition: &str,
    env: &[(&'static str, String)],
) -> Option<(String, Job)> {
    if route.conditions.rejection.is_empty() || !route.asks() {
        return None;
    }
    let mut needs: Vec<String> = before.iter().map(|job| (*job).to_owned()).collect();
    needs.extend(route.liftings().enumerate().map(|(index, _)| match index {
        0 => route.job_called("lift"),
        _ => route.job_called(&format!("lift-{}", index + 1)),
    }));
    needs.extend((1..=route.approvals().len()).map(|number| route.approval_job(number)));
    needs.push(route.job.clone());
    let lines: Vec<String> = route
        .conditions
        .rejection
        .iter()
        .map(|issue| format!("tell_rejection {} {}", quoted(&issue.label), quoted(&issue.title)))
        .collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let step = token(Step::run("Open an issue if somebody said no", source(&plan.names.gates(), &lines)));
    let step = env
        .iter()
        .filter(|(name, _)| matches!(*name, "VERSION" | "COMMIT" | "TAG"))
        .fold(step.env("RELEASE_ID", release_output(route)), |step, (name, value)| {
            step.env(*name, value.clone())
        })
        .env("TARGET", route.to.clone())
        .env("URL", plan.target(route).url());
    let job = Job {
        name: format!("After a no to {}", route.to),
        needs,
        r#if: Some(format!("failure() && ({condition})")),
        runs_on: runner(),
        timeout_minutes: 5,
        permissions: vec![
            Permission::contents(),
            Permission::read(Scope::Actions, "the reviews of this run"),
            Permission::write(Scope::Issues, "the issue that says what was refused, and why"),
        ],
        steps: vec![checkout_scripts(pins), step],
        ..Job::default()
    };
    Some((route.job_called("rejected"), job))
}

/// The people of a team who can confirm an item, where the approvals alone do not show that one of them did.
pub(super) fn confirmations(plan: &Plan, route: &Route) -> Vec<String> {
    let alone = |team: &str| {
        let is_it = |person: &Person| person.name == team;
        route.chain.slots.iter().any(|slot| slot.reviewers.iter().all(is_it))
    };
    let mut lines: Vec<String> = Vec::new();
    for team in route.conditions.items.iter().filter_map(|item| item.by.as_deref()) {
        let Some(members) = plan.members.get(team).filter(|_| !alone(team)) else { continue };
        let line = format!("require_confirmed \"$approvers\" {team} {}", members.join(" "));
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}
