//! `merge-into-main.yml`: the machine checks of the pull requests into a branch, one job each, without any credential.
//!
//! Each branch has a workflow of its own, because a result belongs to a commit: a job that is skipped counts as good, and
//! were it skipped for a pull request into another branch, it would speak for this one as well.

use indexmap::IndexMap;

use super::super::{
    header,
    job::{runner, set_up_tools},
    text, yaml,
};
use crate::{
    github::{Concurrency, Defaults, Job, Permission, Pins, PullRequest, Step, Triggers, Workflow},
    output::Output,
    pattern::Pattern,
    plan::{BranchCheck, MergeBranch, Plan},
};

pub(super) fn emit(plan: &Plan, pins: &Pins) -> Vec<Output> {
    let branches = plan.merges.branches.iter().filter(|branch| !branch.checks.is_empty());
    branches.map(|branch| workflow(plan, pins, branch)).collect()
}

fn workflow(plan: &Plan, pins: &Pins, branch: &MergeBranch) -> Output {
    let file = plan.names.merge_checks(&branch.slug);
    let jobs = branch.checks.iter().map(|check| (format!("check-{}", check.name), job(plan, pins, check)));
    let workflow = Workflow {
        name: branch.context.clone(),
        on: Triggers {
            pull_request: Some(PullRequest {
                // Not when it is edited: whatever is ticked in its text would start all of it again.
                types: ["opened", "reopened", "synchronize"].map(str::to_owned).to_vec(),
                branches: vec![branch.pattern.filter()],
                ..PullRequest::default()
            }),
            ..Triggers::default()
        }
        .into(),
        defaults: Some(Defaults::bash()),
        concurrency: Some(Concurrency {
            group: format!("{}-${{{{ github.event.pull_request.number }}}}", file.trim_end_matches(".yml")),
            cancel_in_progress: true,
        }),
        jobs: jobs.collect::<IndexMap<_, _>>(),
        ..Workflow::default()
    };
    text(plan.names.workflow(&file), yaml::print(&header(plan), &workflow))
}

fn job(plan: &Plan, pins: &Pins, check: &BranchCheck) -> Job {
    let mut steps = vec![
        Step::uses("Check out the pull request, merged", pins.pin("actions/checkout"))
            .with("persist-credentials", false),
    ];
    steps.extend(set_up_tools(plan, pins));
    steps.push(Step::run("Check it", format!("./{}", plan.names.merge_check(&check.name))));
    Job {
        name: check.context.clone(),
        r#if: condition(&check.from),
        runs_on: runner(),
        timeout_minutes: plan.merges.check(&check.name).timeout_minutes,
        permissions: vec![Permission::contents()],
        steps,
        ..Job::default()
    }
}

/// Which branches are checked, as far as GitHub's expressions can say it: never fewer than ask for it.
fn condition(from: &[Pattern]) -> Option<String> {
    let terms = from.iter().map(|pattern| match (pattern.prefix(), pattern.text.contains('*')) {
        ("", _) => None,
        (name, false) => Some(format!("github.head_ref == '{name}'")),
        (prefix, true) => Some(format!("startsWith(github.head_ref, '{prefix}')")),
    });
    let terms: Option<Vec<String>> = terms.collect();
    terms.filter(|terms| !terms.is_empty()).map(|terms| terms.join(" || "))
}
