//! `deploy/deploy-<environment>.sh`.

use serde::Serialize;

use super::{
    super::template::render,
    script,
    work::{CallData, PhaseData, Top, call, changing, top},
};
use crate::{
    output::Output,
    plan::{Environment, Plan},
};

#[derive(Serialize)]
struct DeployData<'a> {
    top: Top<'a>,
    workflow: String,
    rollback: Option<Back<'a>>,
    seconds: u64,
    phases: Vec<PhaseData<'a>>,
    last: Vec<CallData<'a>>,
}

/// What is run after which failures.
#[derive(Serialize)]
struct Back<'a> {
    script: String,
    workflow: String,
    after: &'a [String],
}

pub(super) fn emit(plan: &Plan, environment: &Environment) -> Output {
    let promoted = plan.promotions().any(|route| route.to == environment.name);
    let rollback = plan.rollback(&environment.name).map(|rollback| Back {
        script: plan.names.rollback_script(&environment.name),
        workflow: plan.names.rollback(),
        after: &rollback.after,
    });
    let data = DeployData {
        top: top(plan, environment),
        workflow: if promoted { plan.names.promote() } else { plan.names.deploy() },
        rollback,
        seconds: environment.timeout_seconds,
        phases: changing(&environment.phases),
        last: environment.last.iter().map(call).collect(),
    };
    script(plan, plan.names.script(&environment.name), &render(&plan.templates, "deploy.sh", data))
}
