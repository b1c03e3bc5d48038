//! What holds pull requests to their gates: the workflow that judges them, the workflows with their checks, the scripts of
//! both, and the checklists that they start with.

mod checks;
mod scripts;

use indexmap::IndexMap;

use super::{
    header,
    job::{runner, script, token},
    text, yaml,
};
use crate::{
    github::{
        Concurrency, Defaults, Dispatch, Input, Job, Permission, Pins, PullRequest, Review, Schedule, Scope,
        Step, Triggers, Workflow,
    },
    output::Output,
    plan::{MergeWay, Plan},
};

/// What can change the verdict; a review is an event of its own.
const EVENTS: [&str; 8] = [
    "opened",
    "reopened",
    "synchronize",
    "edited",
    "ready_for_review",
    "converted_to_draft",
    "labeled",
    "unlabeled",
];

/// Every quarter of an hour, and never on the hour, when everybody's clocks strike and GitHub starts late.
const CRON: &str = "7,22,37,52 * * * *";

/// Where the default branch's rules are; a pull request that brings the very first ones is judged by its own.
const TODAY: &str = "today";

pub(super) fn emit(plan: &Plan, pins: &Pins) -> Vec<Output> {
    if plan.merges.is_empty() {
        return Vec::new();
    }
    let mut outputs = vec![rules(plan, pins)];
    outputs.extend(checks::emit(plan, pins));
    outputs.extend(scripts::emit(plan));
    outputs
}

/// `merge.yml`: judges pull requests, and says so on their newest commit.
fn rules(plan: &Plan, pins: &Pins) -> Output {
    let file = plan.names.merge();
    let workflow = Workflow {
        name: plan.names.title("Merge rules"),
        run_name: Some(
            "Merge rules${{ github.event.pull_request && format(' of #{0}', github.event.pull_request.number) }}"
                .to_owned(),
        ),
        on: triggers(plan).into(),
        defaults: Some(Defaults::bash()),
        // Each judgement reads everything anew, so of several that wait the last one is enough.
        concurrency: Some(Concurrency {
            group: format!(
                "{}-${{{{ github.event.pull_request.number || inputs.pull_request || 'all' }}}}",
                file.trim_end_matches(".yml")
            ),
            cancel_in_progress: false,
        }),
        jobs: IndexMap::from([("rules".to_owned(), job(plan, pins))]),
        ..Workflow::default()
    };
    text(plan.names.workflow(&file), yaml::print(&header(plan), &workflow))
}

fn triggers(plan: &Plan) -> Triggers {
    let number = Input::optional("The pull request; empty: every open one into a branch with a gate");
    let reviewed = plan.merges.ways.iter().any(|way| !scripts::lines(way).is_empty());
    let mut types = EVENTS.to_vec();
    if plan.merges.ways.iter().any(|way| !way.closes.is_empty()) {
        // What it kept closed is open again.
        types.push("closed");
    }
    Triggers {
        pull_request: Some(PullRequest {
            types: types.into_iter().map(str::to_owned).collect(),
            branches: plan.merges.branches.iter().map(|branch| branch.pattern.filter()).collect(),
            ..PullRequest::default()
        }),
        pull_request_review: reviewed
            .then(|| Review { types: ["submitted", "dismissed"].map(str::to_owned).to_vec() }),
        schedule: vec![Schedule { cron: CRON.to_owned() }],
        workflow_dispatch: Some(Dispatch { inputs: IndexMap::from([("pull_request".to_owned(), number)]) }),
        ..Triggers::default()
    }
}

fn job(plan: &Plan, pins: &Pins) -> Job {
    let any = |asks: fn(&MergeWay) -> bool| plan.merges.ways.iter().any(asks);
    let mut permissions = vec![
        Permission::contents(),
        Permission::read(Scope::PullRequests, "the pull requests, their reviews and what happened to them"),
        Permission::write(Scope::Statuses, "the verdict on the newest commit"),
    ];
    if any(|way| !way.labels.is_empty() || way.age.is_some()) {
        permissions
            .push(Permission::read(Scope::Issues, "open issues, and when a pull request became ready"));
    }
    if any(|way| !way.passed.is_empty()) {
        permissions.push(Permission::read(Scope::Deployments, "what was verified where"));
        permissions.push(Permission::read(Scope::Actions, "the runs behind the records"));
    }
    let lines = ["judge_merges \"$PULL_REQUEST\"".to_owned()];
    let mut judge = token(Step::run("Judge what waits to be merged", script_of_merges(plan, &lines)))
        .env("PULL_REQUEST", "${{ github.event.pull_request.number || inputs.pull_request }}");
    judge.working_directory =
        Some(format!("${{{{ hashFiles('{TODAY}/{}') != '' && '{TODAY}' || '.' }}}}", plan.names.merges()));
    Job {
        name: "What is asked of pull requests holds".to_owned(),
        runs_on: runner(),
        timeout_minutes: 15,
        permissions,
        steps: vec![
            Step::uses("Check out the rules that this change would have", pins.pin("actions/checkout"))
                .with("persist-credentials", false),
            Step::uses("Check out today's rules, which come first", pins.pin("actions/checkout"))
                .with("ref", plan.default_branch.as_str())
                .with("path", TODAY)
                .with("persist-credentials", false),
            judge,
        ],
        ..Job::default()
    }
}

/// A script whose first line gives it the functions that judge.
fn script_of_merges(plan: &Plan, lines: &[String]) -> String {
    script(plan, lines).replacen(&plan.names.library(), &plan.names.merges(), 1)
}
