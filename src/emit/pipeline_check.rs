//! `pipeline-check.yml`: a pull request shows what is wrong with the pipeline, and whether what is generated is current.

use indexmap::IndexMap;

use super::{header, inert, job::runner, text, yaml};
use crate::{
    github::{Concurrency, Defaults, Job, Permission, Pins, PullRequest, Step, Triggers, Workflow},
    output::Output,
    plan::Plan,
};

const VERSION: &str = env!("CARGO_PKG_VERSION");

pub(super) fn emit(plan: &Plan, pins: &Pins) -> Output {
    let prefix = plan.names.check();
    let install =
        format!("cargo install gatewright --version {VERSION} --locked --root \"$RUNNER_TEMP/gatewright\"");
    let check = "\"$RUNNER_TEMP/gatewright/bin/gatewright\" check --format github \"$PIPELINE\"";
    let build = "\"$RUNNER_TEMP/gatewright/bin/gatewright\" build --check --format github \"$PIPELINE\"";
    let job = Job {
        name: "The pipeline is sound, and what is generated is current".to_owned(),
        runs_on: runner(),
        timeout_minutes: 15,
        permissions: vec![Permission::contents()],
        env: IndexMap::from([("PIPELINE".to_owned(), inert(&plan.source))]),
        steps: vec![
            Step::uses("Check out the pull request", pins.pin("actions/checkout"))
                .with("persist-credentials", false),
            Step::run(format!("Install gatewright {VERSION}"), install),
            Step::run("Check the pipeline", check),
            Step::run("Compare what is generated", build),
        ],
        ..Job::default()
    };
    let paths = vec![
        filter(&plan.source),
        ".github/**".to_owned(),
        "deploy/**".to_owned(),
        plan.names.page(),
        ".gatewright.lock".to_owned(),
    ];
    let group = format!("{}-${{{{ github.ref }}}}", prefix.trim_end_matches(".yml"));
    let workflow = Workflow {
        name: plan.names.title("Pipeline check"),
        on: Triggers {
            pull_request: Some(PullRequest { paths, ..PullRequest::default() }),
            ..Triggers::default()
        }
        .into(),
        defaults: Some(Defaults::bash()),
        concurrency: Some(Concurrency { group, cancel_in_progress: true }),
        jobs: IndexMap::from([("check".to_owned(), job)]),
        ..Workflow::default()
    };
    text(plan.names.workflow(&prefix), yaml::print(&header(plan), &workflow))
}

/// A path as a filter that matches nothing else, and holds no expression, which no filter may.
fn filter(path: &str) -> String {
    let special = |character: char| "*+?[]!\\".contains(character);
    let escaped: String =
        path.chars().flat_map(|c| special(c).then_some('\\').into_iter().chain([c])).collect();
    escaped.replace("${{", "$[{{]{")
}
