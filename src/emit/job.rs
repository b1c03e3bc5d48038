//! Jobs that several workflows have: approvals, and the deployment itself.

use indexmap::IndexMap;

use super::inert;
use crate::{
    github::{Commented, Environment, Job, Labels, Permission, Pins, Scope, Step, comment::zizmor_ignore},
    plan::{Guard, Person, Plan, Route},
};

/// The machine for jobs that only check and wait.
pub(super) const RUNNER: &str = "ubuntu-24.04";

/// Where the release's own checkout stands beside the pipeline's scripts.
const RELEASE_DIR: &str = "${{ github.workspace }}/release";
const ARTIFACT_DIR: &str = "${{ runner.temp }}/artifact";

pub(super) fn runner() -> Commented<Labels> {
    RUNNER.into()
}

/// The machine that an environment asks for.
fn machine(labels: &[String]) -> Commented<Labels> {
    let comment = match labels.iter().any(|label| label.eq_ignore_ascii_case("self-hosted")) {
        true => zizmor_ignore(
            "self-hosted-runner",
            "it works for the default branch only, never for a pull request",
        ),
        false => String::new(),
    };
    Commented::new(Labels(labels.iter().map(|label| inert(label)).collect()), comment)
}

pub(super) fn token(step: Step) -> Step {
    step.env("GH_TOKEN", "${{ github.token }}")
}

/// A script whose first line gives it the pipeline's functions.
pub(super) fn script(plan: &Plan, lines: &[String]) -> String {
    let mut script = format!("source {}\n", plan.names.library());
    for line in lines {
        script.push_str(line);
        script.push('\n');
    }
    script
}

pub(super) fn checkout_scripts(pins: &Pins) -> Step {
    Step::uses("Check out the pipeline's scripts", pins.pin("actions/checkout"))
        .with("persist-credentials", false)
}

pub(super) fn checkout_release(pins: &Pins, commit: &str) -> Step {
    Step::uses("Check out the release's commit", pins.pin("actions/checkout"))
        .with("ref", commit)
        .with("path", "release")
        .with("persist-credentials", false)
}

pub(super) fn set_up_tools(plan: &Plan, pins: &Pins) -> Option<Step> {
    let version = plan.node.as_ref()?;
    let step = Step::uses(format!("Set up Node.js {version}"), pins.pin("actions/setup-node"))
        .with("node-version", version.as_str())
        .with("package-manager-cache", false);
    Some(step)
}

/// The approvals of a route that have environments of their own, each behind the one before.
pub(super) fn approvals(route: &Route, before: &[&str], condition: &str) -> Vec<(String, Job)> {
    let of = route.chain.slots.len();
    let jobs = route.approvals().iter().enumerate().map(|(index, slot)| {
        let number = index + 1;
        let mut needs: Vec<String> = before.iter().map(|job| (*job).to_owned()).collect();
        if index > 0 {
            needs.push(route.approval_job(index));
        }
        let said = format!("echo \"Approved: $RELEASE_ID may go to {} ({number} of {of})\"", route.to);
        let job = Job {
            name: format!("Approval {number} of {of} ({})", slot.gate),
            needs,
            r#if: Some(condition.to_owned()),
            runs_on: runner(),
            timeout_minutes: 5,
            environment: Some(Environment {
                name: Commented::new(slot.environment.clone(), reviewers(&slot.reviewers)),
                url: None,
            }),
            steps: vec![Step::run("Approved", said).env("RELEASE_ID", release_output(route))],
            ..Job::default()
        };
        (route.approval_job(number), job)
    });
    jobs.collect()
}

pub(super) fn reviewers(people: &[Person]) -> String {
    let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
    format!("reviewers: {}", names.join(", "))
}

/// Where the id of the release comes from.
pub(super) fn release_output(route: &Route) -> &'static str {
    if route.makes_a_release() {
        "${{ needs.store.outputs.release }}"
    } else {
        "${{ needs.guard.outputs.release }}"
    }
}

/// What differs between the jobs that deploy.
pub(super) struct Deployment<'a> {
    pub(super) route: &'a Route,
    /// Jobs before the first approval.
    pub(super) before: &'a [&'a str],
    pub(super) condition: String,
    /// Variables of every step beside the release's own.
    pub(super) env: Vec<(&'static str, String)>,
    /// The checks between taking the turn and keeping it.
    pub(super) checks: Vec<String>,
    /// Whether a check may find that there is nothing to do.
    pub(super) may_be_superseded: bool,
}

/// The job that deploys: people, turn and checks, bytes, work.
pub(super) fn deployment(plan: &Plan, pins: &Pins, deployment: Deployment<'_>) -> Job {
    let Deployment { route, before, condition, env, checks, may_be_superseded } = deployment;
    let target = plan.target(route);
    let mut needs: Vec<String> = before.iter().map(|job| (*job).to_owned()).collect();
    if !route.approvals().is_empty() {
        needs.push(route.approval_job(route.approvals().len()));
    }
    let mut steps = vec![checkout_scripts(pins)];
    steps.extend(people(plan, route));
    steps.push(turn(plan, route, checks));
    let go = |step: Step| if may_be_superseded { step.when("steps.turn.outputs.go == 'true'") } else { step };
    steps.push(go(checkout_release(pins, "${{ env.COMMIT }}")));
    let fetch = script(plan, &["fetch_release \"$RELEASE_ID\" \"$DIGEST\" \"$ARTIFACT_DIR\"".to_owned()]);
    steps.push(go(token(Step::run("Fetch the release's bytes and verify them", fetch))
        .env("ARTIFACT_DIR", ARTIFACT_DIR)));
    steps.extend(set_up_tools(plan, pins).map(go));
    let mut ship = token(Step::run("Deploy", format!("./{}", plan.names.script(&target.name))))
        .env("RECORD", "${{ steps.turn.outputs.record }}")
        .env("RELEASE_DIR", RELEASE_DIR)
        .env("ARTIFACT_DIR", ARTIFACT_DIR);
    for (seen, kept) in &target.secrets {
        ship = ship.env(seen, format!("${{{{ secrets.{kept} }}}}"));
    }
    steps.push(go(ship));

    let mut variables: IndexMap<String, String> = IndexMap::new();
    variables.insert("RELEASE_ID".to_owned(), release_output(route).to_owned());
    for (name, value) in env {
        variables.insert(name.to_owned(), value);
    }
    variables.insert("TARGET".to_owned(), target.name.clone());
    let url = target.urls.first().map(|url| inert(url));
    let comment = if target.is_guarded() { reviewers(&target.reviewers) } else { String::new() };
    Job {
        name: route.title.clone(),
        needs,
        r#if: Some(condition),
        runs_on: machine(&target.runs_on),
        timeout_minutes: target.timeout_minutes,
        permissions: permissions(route),
        environment: Some(Environment { name: Commented::new(target.name.clone(), comment), url }),
        env: variables,
        steps,
        ..Job::default()
    }
}

/// What a job needs that holds people to their gates and writes the record.
pub(super) fn permissions(route: &Route) -> Vec<Permission> {
    let reading = match route.chain.slots.is_empty() {
        true => "the runs behind the records",
        false => "the reviews of this run, its gates, the runs behind the records",
    };
    vec![
        Permission::contents(),
        Permission::read(Scope::Actions, reading),
        Permission::write(Scope::Deployments, "the record of what runs where"),
    ]
}

/// The first step of a gated deployment, before any credential is used.
pub(super) fn people(plan: &Plan, route: &Route) -> Option<Step> {
    if route.chain.slots.is_empty() {
        return None;
    }
    let mut gates: Vec<&str> = route.chain.slots.iter().map(|slot| slot.environment.as_str()).collect();
    if route.chain.guard == Guard::OnTop {
        gates.extend(["--", route.to.as_str()]);
    }
    let lines = [
        format!("approvers=$(require_approvals {})", gates.join(" ")),
        "output approvers \"$approvers\"".to_owned(),
    ];
    Some(
        token(Step::run("Each approval by another person, none by the starter", script(plan, &lines)))
            .id("people"),
    )
}

fn turn(plan: &Plan, route: &Route, checks: Vec<String>) -> Step {
    let mut lines = vec![format!("take_turn {}", route.to)];
    lines.extend(checks);
    lines.push("keep_turn".to_owned());
    let step =
        token(Step::run("Wait for the turn, then check everything again", script(plan, &lines))).id("turn");
    match route.chain.slots.is_empty() {
        true => step,
        false => step.env("APPROVERS", "${{ steps.people.outputs.approvers }}"),
    }
}
