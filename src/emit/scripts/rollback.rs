//! `deploy/rollback-<environment>.sh`, and the way back of the data, which asks again.

use serde::Serialize;

use super::{
    super::template::render,
    script,
    work::{PhaseData, Text, Top, phases, top},
};
use crate::{
    output::Output,
    plan::{DataBack, Environment, Plan, Rollback},
};

#[derive(Serialize)]
struct RollbackData<'a> {
    top: Top<'a>,
    workflow: String,
    seconds: u64,
    ways: Vec<WayData<'a>>,
    issues: Vec<&'a str>,
    channels: Vec<&'a str>,
}

#[derive(Serialize)]
struct WayData<'a> {
    method: &'a str,
    function: String,
    phases: Vec<PhaseData<'a>>,
}

pub(super) fn emit(plan: &Plan, rollback: &Rollback) -> Output {
    let environment = plan.target(&rollback.route);
    let data = RollbackData {
        top: top(plan, environment),
        workflow: plan.names.rollback(),
        seconds: rollback.timeout_seconds,
        ways: rollback
            .ways
            .iter()
            .map(|way| WayData {
                method: &way.method,
                function: format!("by_{}", way.method.replace('-', "_")),
                phases: phases(&way.phases),
            })
            .collect(),
        issues: rollback.issues.iter().flat_map(|(label, title)| [label.as_str(), title]).collect(),
        channels: rollback
            .channels
            .iter()
            .flat_map(|told| [told.kind.as_str(), &told.secret, &told.name])
            .collect(),
    };
    let path = plan.names.rollback_script(&environment.name);
    script(plan, path, &render(&plan.templates, "rollback.sh", data))
}

#[derive(Serialize)]
struct DataData<'a> {
    top: Top<'a>,
    restore: Option<Text<'a>>,
    down: Option<Text<'a>>,
    directory: &'a str,
}

/// The way back of the data, where there is one.
pub(super) fn data(plan: &Plan, environment: &Environment) -> Option<Output> {
    let DataBack { restore, down, directory } = &environment.data;
    if restore.is_none() && down.is_none() {
        return None;
    }
    let data = DataData {
        top: top(plan, environment),
        restore: restore.as_ref().map(Text::of),
        down: down.as_ref().map(Text::of),
        directory,
    };
    let path = plan.names.data_script(&environment.name);
    Some(script(plan, path, &render(&plan.templates, "rollback-data.sh", data)))
}
