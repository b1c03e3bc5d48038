//! `rehearse.yml`: tries a way where it does not hurt: back to the release before, and on to the one that runs there again.

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
    plan::{Plan, Rehearsal},
};

pub(super) fn emit(plan: &Plan, pins: &Pins) -> Option<Output> {
    if plan.rehearsals.is_empty() {
        return None;
    }
    let mut jobs = IndexMap::from([("guard".to_owned(), guard(plan, pins))]);
    for rehearsal in &plan.rehearsals {
        let condition = format!("inputs.environment == '{}'", rehearsal.target);
        let stages = Stages::new(plan, pins, &rehearsal.route, &["guard"], &condition, &[]);
        let (people, needs) = stages.people().finish();
        jobs.extend(people);
        jobs.insert(rehearsal.route.job.clone(), rehearse(plan, pins, rehearsal, needs, condition.clone()));
    }
    let targets: Vec<&str> = plan.rehearsals.iter().map(|one| one.target.as_str()).collect();
    let inputs = IndexMap::from([(
        "environment".to_owned(),
        Input::choice("The environment whose way is tried, in the place that the pipeline says", targets),
    )]);
    let triggers = Triggers { workflow_dispatch: Some(Dispatch { inputs }), ..Triggers::default() };
    let workflow = Workflow {
        name: plan.names.title("Rehearse"),
        run_name: Some("Rehearse the way into ${{ inputs.environment }}".to_owned()),
        on: Commented::new(triggers, no_concurrency()),
        defaults: Some(Defaults::bash()),
        jobs,
        ..Workflow::default()
    };
    Some(text(plan.names.workflow(&plan.names.rehearse()), yaml::print(&header(plan), &workflow)))
}

/// What a release consists of in the outputs of the guard: of the one that runs, and of the one before.
const RUNNING: [&str; 4] = ["release", "version", "commit", "digest"];
const BEFORE: [&str; 4] = ["before", "before-version", "before-commit", "before-digest"];

fn guard(plan: &Plan, pins: &Pins) -> Job {
    let lines = ["require_default_branch", "output_rehearsal \"$TARGET\""].map(str::to_owned);
    let step = token(Step::run("What runs there, and what ran before", script(plan, &lines)).id("check"))
        .env("TARGET", "${{ inputs.environment }}");
    Job {
        name: "Check the rehearsal".to_owned(),
        runs_on: runner(),
        timeout_minutes: 10,
        permissions: vec![
            Permission::contents(),
            Permission::read(Scope::Actions, "the runs behind the records"),
            Permission::read(Scope::Deployments, "what runs where"),
        ],
        outputs: outputs(&[RUNNING, BEFORE].concat(), "check"),
        steps: vec![checkout_scripts(pins), step],
        ..Job::default()
    }
}

fn rehearse(plan: &Plan, pins: &Pins, rehearsal: &Rehearsal, needs: Vec<String>, condition: String) -> Job {
    let route = &rehearsal.route;
    let place = plan.target(route);
    let mut steps = vec![checkout_scripts(pins)];
    steps.extend(people(plan, route));
    steps.extend(place::steps(plan, pins, place, &place.logins));
    let reason = format!("rehearses the way into {}", rehearsal.target);
    let rollback = plan.rollback(&place.name).filter(|rollback| rollback.can_be_rehearsed());
    let way_back = rollback.map(|_| plan.names.rollback_script(&place.name));
    let back = Leg {
        name: "back",
        to: "the release before",
        outputs: BEFORE,
        title: if way_back.is_some() { "Roll back to" } else { "Deploy" },
        script: way_back.clone().unwrap_or_else(|| plan.names.script(&place.name)),
        // The rollback itself is tried, where there is one; the release that it leaves comes back at once, for this reason.
        known: way_back
            .map(|_| ("WITHDRAWS", "${{ needs.guard.outputs.release }}".to_owned()))
            .into_iter()
            .collect(),
        checks: Vec::new(),
    };
    let on = Leg {
        name: "on",
        to: "the one that ran",
        outputs: RUNNING,
        title: "Deploy",
        script: plan.names.script(&place.name),
        // The way is rehearsed once both are done, so only the second record says so.
        known: vec![("REHEARSES", rehearsal.target.clone())],
        checks: Vec::new(),
    };
    for mut leg in [back, on] {
        leg.known.push(("REASON", reason.clone()));
        steps.extend(leg.steps(plan, pins, route));
    }
    Job {
        needs,
        r#if: Some(condition),
        // There and back.
        timeout_minutes: (place.timeout_minutes * 2).min(360),
        permissions: login::permissions(permissions(route), &place.logins),
        steps,
        ..place::job(plan, route, "rehearsal")
    }
}
