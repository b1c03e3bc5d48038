//! What follows where releases go on by themselves: a job behind each deployment, and a schedule for what has to wait.

use indexmap::IndexMap;

use super::{
    deploy::no_concurrency,
    header,
    job::{checkout_scripts, release_output, runner, source, token},
    stages::has_issues,
    text, yaml,
};
use crate::{
    github::{
        Commented, Defaults, Dispatch, Job, Permission, Pins, Schedule, Scope, Step, Triggers, Workflow,
    },
    output::Output,
    plan::{Plan, Route},
};

/// The job behind a deployment.
pub(super) fn job(plan: &Plan, pins: &Pins, route: &Route) -> Option<(String, Job)> {
    if !plan.goes_on(&route.to) {
        return None;
    }
    let line = format!("go_on \"$RELEASE_ID\" {}", route.to);
    let step = token(Step::run("Start what starts by itself", source(&plan.names.gates(), &[&line])))
        .env("RELEASE_ID", release_output(route))
        .env("COMMIT", "${{ needs.guard.outputs.commit }}");
    let mut needs = vec!["guard".to_owned()];
    if route.makes_a_release() {
        needs.push("store".to_owned());
    }
    needs.push(route.job.clone());
    let job = Job {
        name: format!("Go on from {}", route.to),
        needs,
        r#if: Some(format!("needs.{}.outputs.go == 'true'", route.job)),
        runs_on: runner(),
        timeout_minutes: 5,
        permissions: permissions(plan, |from| from == route.to),
        steps: vec![checkout_scripts(pins), step],
        ..Job::default()
    };
    Some((route.job_called("go-on"), job))
}

/// `go-on.yml`, where a release may have to wait for an hour, a soak or an issue before it goes on.
pub(super) fn emit(plan: &Plan, pins: &Pins) -> Option<Output> {
    let waits = |route: &Route| !route.automatic.is_empty() && !route.conditions.rules.is_empty();
    if !plan.routes.iter().any(waits) {
        return None;
    }
    let step =
        token(Step::run("Start what may go on by now", source(&plan.names.gates(), &["go_on_by_schedule"])));
    let job = Job {
        name: "Go on".to_owned(),
        runs_on: runner(),
        timeout_minutes: 10,
        permissions: permissions(plan, |_| true),
        steps: vec![checkout_scripts(pins), step],
        ..Job::default()
    };
    // Not on the hour, when everybody's schedules start and GitHub drops some.
    let schedule = vec![Schedule { cron: "7,22,37,52 * * * *".to_owned() }];
    let triggers = Triggers { schedule, workflow_dispatch: Some(Dispatch::default()), ..Triggers::default() };
    let workflow = Workflow {
        name: plan.names.title("Go on"),
        on: Commented::new(triggers, no_concurrency()),
        defaults: Some(Defaults::bash()),
        jobs: IndexMap::from([("go-on".to_owned(), job)]),
        ..Workflow::default()
    };
    Some(text(plan.names.workflow(&plan.names.go_on()), yaml::print(&header(plan), &workflow)))
}

fn permissions(plan: &Plan, from: impl Fn(&str) -> bool) -> Vec<Permission> {
    let mut permissions = vec![
        Permission::contents(),
        Permission::write(Scope::Actions, "starts a promotion, and ends older ones that wait for people"),
        Permission::read(Scope::Deployments, "what runs where"),
    ];
    let follows = |route: &&Route| route.automatic.iter().any(|one| from(one));
    if plan.routes.iter().filter(follows).any(has_issues) {
        permissions.push(Permission::read(Scope::Issues, "the issues that block it"));
    }
    permissions
}
