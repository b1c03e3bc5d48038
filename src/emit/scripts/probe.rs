//! `deploy/probe-<environment>.sh`.

use serde::Serialize;

use super::{
    super::template::render,
    script,
    work::{Top, top},
};
use crate::{
    output::Output,
    plan::{Environment, Plan},
};

#[derive(Serialize)]
struct ProbeData<'a> {
    top: Top<'a>,
}

/// The script of an environment that is asked on a schedule: with what asks it, and nothing else of it.
pub(super) fn emit(plan: &Plan, environment: &Environment) -> Option<Output> {
    let probe = environment.probe.as_ref()?;
    let alone = Environment {
        libraries: vec!["verify"],
        settings: probe.settings.clone(),
        variables: Vec::new(),
        secrets: Vec::new(),
        ..environment.clone()
    };
    let data = ProbeData { top: top(plan, &alone) };
    Some(script(plan, plan.names.probe_script(&environment.name), &render(&plan.templates, "probe.sh", data)))
}
