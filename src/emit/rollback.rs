//! `rollback.yml`: a person takes a release out of an environment again.

use indexmap::IndexMap;

use super::{
    deploy::{no_concurrency, outputs},
    header,
    job::{checkout_scripts, people, permissions, runner, script, token},
    leg::Leg,
    login, place,
    stages::Stages,
    text, yaml,
};
use crate::{
    github::{Commented, Defaults, Dispatch, Input, Job, Permission, Pins, Scope, Step, Triggers, Workflow},
    output::Output,
    plan::{Plan, Rollback},
};

pub(super) fn emit(plan: &Plan, pins: &Pins) -> Option<Output> {
    if plan.rollbacks.is_empty() {
        return None;
    }
    let mut jobs = IndexMap::from([("guard".to_owned(), guard(plan, pins))]);
    for rollback in &plan.rollbacks {
        let route = &rollback.route;
        let condition = format!("inputs.environment == '{}'", route.to);
        let stages = Stages::new(plan, pins, route, &["guard"], &condition, &[]);
        let (people, needs) = stages.people().finish();
        jobs.extend(people);
        jobs.insert(route.job.clone(), back(plan, pins, rollback, needs, condition.clone()));
    }
    let workflow = Workflow {
        name: plan.names.title("Roll back"),
        run_name: Some("Roll ${{ inputs.environment }} back".to_owned()),
        on: Commented::new(triggers(plan), no_concurrency()),
        defaults: Some(Defaults::bash()),
        jobs,
        ..Workflow::default()
    };
    Some(text(plan.names.workflow(&plan.names.rollback()), yaml::print(&header(plan), &workflow)))
}

fn triggers(plan: &Plan) -> Triggers {
    let environments: Vec<&str> = plan.rollbacks.iter().map(|one| one.route.to.as_str()).collect();
    let example = format!(
        "The release to go back to, for example {}; empty: the one that was good there before",
        plan.release.id_example
    );
    let inputs = IndexMap::from([
        ("environment".to_owned(), Input::choice("Where something is wrong", environments)),
        ("reason".to_owned(), Input::required("What is wrong (recorded)")),
        ("release_id".to_owned(), Input::optional(example)),
    ]);
    Triggers { workflow_dispatch: Some(Dispatch { inputs }), ..Triggers::default() }
}

/// What the release consists of that it goes back to, in the outputs of the guard; and the one that it leaves.
const BACK: [&str; 4] = ["release", "version", "commit", "digest"];
const LEAVES: [&str; 3] = ["leaves", "leaves-version", "leaves-commit"];

fn guard(plan: &Plan, pins: &Pins) -> Job {
    let lines = [
        "require_default_branch",
        "require_environment \"$TARGET\"",
        "require_reason \"$REASON\"",
        "output_way_back \"$TARGET\" \"$RELEASE_ID\"",
    ]
    .map(str::to_owned);
    let step =
        token(Step::run("What runs there, and what it goes back to", script(plan, &lines)).id("check"))
            .env("TARGET", "${{ inputs.environment }}")
            .env("REASON", "${{ inputs.reason }}")
            .env("RELEASE_ID", "${{ inputs.release_id }}");
    Job {
        name: "Check the rollback".to_owned(),
        runs_on: runner(),
        timeout_minutes: 10,
        permissions: vec![
            Permission::contents(),
            Permission::read(Scope::Actions, "the runs behind the records"),
            Permission::read(Scope::Deployments, "what runs where"),
        ],
        outputs: outputs(&[&BACK[..], &LEAVES].concat(), "check"),
        steps: vec![checkout_scripts(pins), step],
        ..Job::default()
    }
}

fn back(plan: &Plan, pins: &Pins, rollback: &Rollback, needs: Vec<String>, condition: String) -> Job {
    let route = &rollback.route;
    let place = plan.target(route);
    let [id, version, commit] = LEAVES.map(|name| format!("${{{{ needs.guard.outputs.{name} }}}}"));
    let leg = Leg {
        name: "back",
        to: "the release before",
        outputs: BACK,
        title: "Roll back to",
        script: plan.names.rollback_script(&place.name),
        known: vec![
            ("WITHDRAWS", id),
            ("WITHDRAWS_VERSION", version),
            ("WITHDRAWS_COMMIT", commit),
            ("REASON", "${{ inputs.reason }}".to_owned()),
        ],
        checks: vec![format!("require_way_back {} \"$RELEASE_ID\" \"$WITHDRAWS\"", place.name)],
    };
    let mut steps = vec![checkout_scripts(pins)];
    steps.extend(people(plan, route));
    steps.extend(place::steps(plan, pins, place, &place.logins));
    let mut work = leg.steps(plan, pins, route);
    if let Some(work) = work.last_mut() {
        *work = told(work.clone(), rollback);
    }
    steps.extend(work);
    let seconds = rollback.timeout_seconds;
    Job {
        needs,
        r#if: Some(condition),
        timeout_minutes: u32::try_from(seconds.div_ceil(60) + 30).unwrap_or(360).min(360),
        permissions: login::permissions(work_permissions(permissions(route), rollback), &place.logins),
        steps,
        ..place::job(plan, route, &place.name)
    }
}

/// What the script of a rollback needs to tell people.
pub(super) fn told(mut step: Step, rollback: &Rollback) -> Step {
    for channel in &rollback.channels {
        step = step.env(&channel.secret, format!("${{{{ secrets.{} }}}}", channel.secret));
    }
    step
}

/// The permissions of a job that may roll back.
pub(super) fn work_permissions(mut permissions: Vec<Permission>, rollback: &Rollback) -> Vec<Permission> {
    if !rollback.issues.is_empty() {
        permissions.retain(|permission| !permission.is_about(Scope::Issues));
        permissions.push(Permission::write(Scope::Issues, "the issue that says what was taken back"));
    }
    if rollback.ways.iter().any(|way| way.method == "revert") {
        permissions.retain(|permission| !permission.is_about(Scope::Contents));
        permissions.insert(0, Permission::write(Scope::Contents, "the code, and the commit that reverts"));
        permissions.push(Permission::write(
            Scope::PullRequests,
            "where a branch is protected, people merge that commit",
        ));
    }
    permissions
}
