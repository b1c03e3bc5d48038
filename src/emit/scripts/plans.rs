//! `deploy/plan-<environment>.sh`: what people see before they decide.

use serde::Serialize;

use super::{
    super::template::render,
    script,
    work::{PhaseData, Top, phases, top_of_plan},
};
use crate::{
    output::Output,
    plan::{Environment, Phase, Plan},
    syntax,
};

#[derive(Serialize)]
struct PlanData<'a> {
    top: Top<'a>,
    phases: Vec<PhaseData<'a>>,
}

/// The script, where something is planned.
pub(super) fn emit(plan: &Plan, environment: &Environment) -> Option<Output> {
    let planning = environment.planning.as_ref()?;
    let planned = [Phase { phase: syntax::Phase::Plan, actions: planning.actions.clone() }];
    let data = PlanData { top: top_of_plan(plan, environment, planning), phases: phases(&planned) };
    Some(script(plan, plan.names.plan_script(&environment.name), &render(&plan.templates, "plan.sh", data)))
}
