//! `probe-<environment>.yml`: asks an environment how it is, on a schedule. One workflow each, so that a failed run says which it was.

use indexmap::IndexMap;

use super::{
    header,
    job::{checkout_scripts, runner, token},
    text, yaml,
};
use crate::{
    github::{
        Commented, Defaults, Dispatch, Job, Permission, Pins, Schedule, Scope, Step, Triggers, Workflow,
        comment::zizmor_ignore,
    },
    output::Output,
    plan::{Plan, Probe},
};

pub(super) fn emit(plan: &Plan, pins: &Pins) -> Vec<Output> {
    let probes = plan.environments.iter().filter_map(|one| Some((one.name.as_str(), one.probe.as_ref()?)));
    probes.map(|(name, probe)| workflow(plan, pins, name, probe)).collect()
}

fn workflow(plan: &Plan, pins: &Pins, name: &str, probe: &Probe) -> Output {
    let script = format!("./{}", plan.names.probe_script(name));
    let job = Job {
        name: format!("Probe {name}"),
        runs_on: runner(),
        timeout_minutes: 10,
        permissions: vec![
            Permission::contents(),
            Permission::read(Scope::Actions, "the runs behind the records"),
            Permission::read(Scope::Deployments, "what runs there"),
        ],
        steps: vec![checkout_scripts(pins), token(Step::run("Ask whether it is well", script))],
        ..Job::default()
    };
    let schedule = vec![Schedule { cron: probe.cron.clone() }];
    let triggers = Triggers { schedule, workflow_dispatch: Some(Dispatch::default()), ..Triggers::default() };
    let workflow = Workflow {
        name: plan.names.title(&format!("Probe {name}")),
        on: Commented::new(triggers, zizmor_ignore("concurrency-limits", "two looks at once do no harm")),
        defaults: Some(Defaults::bash()),
        jobs: IndexMap::from([("probe".to_owned(), job)]),
        ..Workflow::default()
    };
    text(plan.names.workflow(&plan.names.probe(name)), yaml::print(&header(plan), &workflow))
}
