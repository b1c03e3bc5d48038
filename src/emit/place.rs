//! What a job needs that works on an environment: the tools, the sign-in, and what these need.

use super::{
    inert,
    job::{machine, reviewers, set_up_tools},
    login,
};
use crate::{
    github::{Commented, Environment as Entered, Job, Pins, Step},
    plan::{Environment, Plan, Route},
    syntax::Login,
};

/// The job that enters the place a route leads to, with everything but what it waits for, may do, and does.
pub(super) fn job(plan: &Plan, route: &Route, source: &str) -> Job {
    let place = plan.target(route);
    let env = [("SOURCE", source), ("TARGET", place.name.as_str())];
    Job {
        name: route.title.clone(),
        runs_on: machine(&place.runs_on),
        environment: Some(entered(place)),
        env: env.map(|(name, value)| (name.to_owned(), value.to_owned())).into_iter().collect(),
        ..Job::default()
    }
}

/// The environment as a job names it: with who is asked, and where people find it.
pub(super) fn entered(place: &Environment) -> Entered {
    let comment = if place.is_guarded() { reviewers(&place.reviewers) } else { String::new() };
    Entered {
        name: Commented::new(place.name.clone(), comment),
        url: place.urls.first().map(|url| inert(url)),
    }
}

/// The tools that are set up, and who is signed in.
pub(super) fn steps(plan: &Plan, pins: &Pins, environment: &Environment, logins: &[Login]) -> Vec<Step> {
    let mut steps: Vec<Step> = set_up_tools(plan, pins).into_iter().collect();
    steps.extend(terraform(environment, pins));
    steps.extend(login::sign_in(logins, pins));
    steps
}

/// Without a version, the machine has the tool already.
fn terraform(environment: &Environment, pins: &Pins) -> Option<Step> {
    let terraform = environment.terraform.as_ref()?;
    let version = terraform.version.as_ref()?;
    let (title, action, tool) = match terraform.tool.as_str() {
        "tofu" => ("OpenTofu", "opentofu/setup-opentofu", "tofu"),
        _ => ("Terraform", "hashicorp/setup-terraform", "terraform"),
    };
    let step = Step::uses(format!("Set up {title} {version}"), pins.pin(action))
        .with(format!("{tool}_version"), exact(version))
        // The scripts read what the tool says and how it ends themselves.
        .with(format!("{tool}_wrapper"), false);
    Some(step)
}

/// `1.13` is the newest of its patches.
fn exact(version: &str) -> String {
    match version.split('.').count() {
        1 | 2 => format!("~{version}"),
        _ => version.to_owned(),
    }
}

/// What the step that does the work sees of the sign-in.
pub(super) fn known(environment: &Environment, logins: &[Login], step: Step) -> Step {
    if environment.terraform.is_none() {
        return step;
    }
    logins.iter().fold(step, |step, login| login::for_terraform(login, step))
}
