//! `adopt.yml`: records what already runs somewhere, at first use and after a deployment by hand in an emergency.

use indexmap::IndexMap;

use super::{
    deploy::{BEFORE, build, no_concurrency, outputs, store},
    header,
    job::{checkout_scripts, people, permissions, release_output, reviewers, runner, script, token},
    stages::Stages,
    text, yaml,
};
use crate::{
    github::{
        Commented, Defaults, Dispatch, Environment, Input, Job, Permission, Pins, Step, Triggers, Workflow,
    },
    output::Output,
    plan::{Plan, Route},
};

pub(super) fn emit(plan: &Plan, pins: &Pins) -> Option<Output> {
    if plan.adoptions.is_empty() {
        return None;
    }
    let mut jobs = IndexMap::from([
        ("guard".to_owned(), guard(plan, pins)),
        ("build".to_owned(), build(plan, pins)),
        ("store".to_owned(), store(plan, pins)),
    ]);
    for route in &plan.adoptions {
        let condition = format!("inputs.environment == '{}'", route.to);
        let (people, needs) = Stages::new(plan, pins, route, &BEFORE, &condition, &[]).people().finish();
        jobs.extend(people);
        jobs.insert(route.job.clone(), adopt(plan, pins, route, needs, condition.clone()));
    }
    let workflow = Workflow {
        name: plan.names.title("Adopt"),
        run_name: Some("Record that ${{ inputs.version }} runs in ${{ inputs.environment }}".to_owned()),
        on: Commented::new(triggers(plan), no_concurrency()),
        defaults: Some(Defaults::bash()),
        jobs,
        ..Workflow::default()
    };
    Some(text(plan.names.workflow(&plan.names.adopt()), yaml::print(&header(plan), &workflow)))
}

fn triggers(plan: &Plan) -> Triggers {
    let environments: Vec<&str> = plan.adoptions.iter().map(|route| route.to.as_str()).collect();
    let inputs = IndexMap::from([
        ("environment".to_owned(), Input::choice("Where it runs already", environments)),
        ("commit".to_owned(), Input::required("The commit that runs there, all 40 digits")),
        ("version".to_owned(), Input::required("Its version, for example 2.0.0")),
        ("reason".to_owned(), Input::required("Why the pipeline did not deploy it (recorded)")),
    ]);
    Triggers { workflow_dispatch: Some(Dispatch { inputs }), ..Triggers::default() }
}

fn guard(plan: &Plan, pins: &Pins) -> Job {
    let lines = [
        "require_default_branch",
        "require_environment \"$TARGET\"",
        "require_reason \"$REASON\"",
        "require_release_version \"$VERSION\" \"$TARGET\"",
        "require_commit \"$COMMIT\"",
        "output commit \"$COMMIT\"",
        "output version \"$VERSION\"",
    ]
    .map(str::to_owned);
    let step =
        token(Step::run("The environment, the commit and its version", script(plan, &lines)).id("check"))
            .env("TARGET", "${{ inputs.environment }}")
            .env("COMMIT", "${{ inputs.commit }}")
            .env("VERSION", "${{ inputs.version }}")
            .env("REASON", "${{ inputs.reason }}");
    Job {
        name: "Check what is to be recorded".to_owned(),
        runs_on: runner(),
        timeout_minutes: 10,
        permissions: vec![Permission::contents()],
        outputs: outputs(&["commit", "version"], "check"),
        steps: vec![checkout_scripts(pins), step],
        ..Job::default()
    }
}

/// Takes the turn as a deployment does, so that it cannot overtake one, and records a success without doing anything.
fn adopt(plan: &Plan, pins: &Pins, route: &Route, needs: Vec<String>, condition: String) -> Job {
    let target = plan.target(route);
    let lines = [format!("take_turn {}", route.to), "finish_adoption".to_owned()];
    let mut record = token(Step::run("Record that it runs", script(plan, &lines)));
    if !route.chain.slots.is_empty() {
        record = record.env("APPROVERS", "${{ steps.people.outputs.approvers }}");
    }
    let mut steps = vec![checkout_scripts(pins)];
    steps.extend(people(plan, route));
    steps.push(record);
    let comment = if target.is_guarded() { reviewers(&target.reviewers) } else { String::new() };
    let variables = [
        ("RELEASE_ID", release_output(route).to_owned()),
        ("VERSION", "${{ needs.guard.outputs.version }}".to_owned()),
        ("COMMIT", "${{ needs.guard.outputs.commit }}".to_owned()),
        ("DIGEST", "${{ needs.build.outputs.digest }}".to_owned()),
        ("SOURCE", "adopt".to_owned()),
        ("REASON", "${{ inputs.reason }}".to_owned()),
        ("TARGET", target.name.clone()),
    ];
    Job {
        name: route.title.clone(),
        needs,
        r#if: Some(condition),
        runs_on: runner(),
        timeout_minutes: 20,
        permissions: permissions(route),
        environment: Some(Environment { name: Commented::new(target.name.clone(), comment), url: None }),
        env: variables.map(|(name, value)| (name.to_owned(), value)).into_iter().collect(),
        steps,
        ..Job::default()
    }
}
