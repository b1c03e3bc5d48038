//! Jobs that several workflows have: approvals, and the deployment itself.

use indexmap::IndexMap;

use super::{
    answers::confirmations,
    inert, login, place,
    rollback::{told, work_permissions},
    stages::has_issues,
};
use crate::{
    github::{Commented, Job, Labels, Permission, Pins, Scope, Step, comment::zizmor_ignore},
    plan::{Guard, Person, Plan, Route},
};

/// The machine for jobs that only check and wait.
pub(super) const RUNNER: &str = "ubuntu-24.04";

/// Where the release's own checkout stands beside the pipeline's scripts.
pub(super) const RELEASE_DIR: &str = "${{ github.workspace }}/release";
pub(super) const ARTIFACT_DIR: &str = "${{ runner.temp }}/artifact";

pub(super) fn runner() -> Commented<Labels> {
    RUNNER.into()
}

/// The machine that an environment asks for.
pub(super) fn machine(labels: &[String]) -> Commented<Labels> {
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
    source(&plan.names.library(), &lines.iter().map(String::as_str).collect::<Vec<_>>())
}

/// The same with another library, which brings the functions of all.
pub(super) fn source(library: &str, lines: &[&str]) -> String {
    let mut script = format!("source {library}\n");
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
    checkout(pins, "Check out the release's commit", commit, "release")
}

pub(super) fn checkout(pins: &Pins, title: &str, commit: &str, path: &str) -> Step {
    Step::uses(title, pins.pin("actions/checkout"))
        .with("ref", commit)
        .with("path", path)
        .with("persist-credentials", false)
}

pub(super) fn set_up_tools(plan: &Plan, pins: &Pins) -> Option<Step> {
    let version = plan.node.as_ref()?;
    let step = Step::uses(format!("Set up Node.js {version}"), pins.pin("actions/setup-node"))
        .with("node-version", version.as_str())
        .with("package-manager-cache", false);
    Some(step)
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
    /// Jobs that come before it.
    pub(super) needs: Vec<String>,
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
    let Deployment { route, needs, condition, env, checks, may_be_superseded } = deployment;
    let target = plan.target(route);
    let mut steps = vec![checkout_scripts(pins)];
    steps.extend(people(plan, route));
    steps.push(turn(plan, route, checks));
    let go = |step: Step| if may_be_superseded { step.when("steps.turn.outputs.go == 'true'") } else { step };
    steps.push(go(checkout_release(pins, "${{ env.COMMIT }}")));
    let fetch = script(plan, &["fetch_release \"$RELEASE_ID\" \"$DIGEST\" \"$ARTIFACT_DIR\"".to_owned()]);
    steps.push(go(token(Step::run("Fetch the release's bytes and verify them", fetch))
        .env("ARTIFACT_DIR", ARTIFACT_DIR)));
    let rollback = plan.rollback(&route.to).filter(|rollback| rollback.is_automatic());
    if rollback.is_some() {
        steps.extend(release_before(plan, pins).map(go));
    }
    steps.extend(place::steps(plan, pins, target, &target.logins).into_iter().map(go));
    let mut ship = token(Step::run("Deploy", format!("./{}", plan.names.script(&target.name))))
        .env("RECORD", "${{ steps.turn.outputs.record }}")
        .env("RELEASE_DIR", RELEASE_DIR)
        .env("ARTIFACT_DIR", ARTIFACT_DIR);
    for (seen, kept) in &target.secrets {
        ship = ship.env(seen, format!("${{{{ secrets.{kept} }}}}"));
    }
    if target.planning.as_ref().is_some_and(|planning| planning.binds) {
        ship = ship.env("PLAN_HASH", format!("${{{{ needs.{}.outputs.plan }}}}", route.job_called("plan")));
    }
    ship = place::known(target, &target.logins, ship);
    if let Some(rollback) = rollback {
        for (name, value) in release_before_known() {
            ship = ship.env(name, value);
        }
        ship = told(ship, rollback);
    }
    steps.push(go(ship));

    let mut variables: IndexMap<String, String> = IndexMap::new();
    variables.insert("RELEASE_ID".to_owned(), release_output(route).to_owned());
    for (name, value) in env {
        variables.insert(name.to_owned(), value);
    }
    variables.insert("TARGET".to_owned(), target.name.clone());
    Job {
        name: route.title.clone(),
        needs,
        r#if: Some(condition),
        runs_on: machine(&target.runs_on),
        timeout_minutes: target.timeout_minutes,
        permissions: login::permissions(
            match rollback {
                None => permissions(route),
                Some(rollback) => work_permissions(permissions(route), rollback),
            },
            &target.logins,
        ),
        outputs: outputs(plan, route),
        environment: Some(place::entered(target)),
        env: variables,
        steps,
        ..Job::default()
    }
}

const BEFORE_RELEASE_DIR: &str = "${{ github.workspace }}/before";
const BEFORE_ARTIFACT_DIR: &str = "${{ runner.temp }}/before";

/// The way back is here before anything changes: the release that was good before, and its bytes.
fn release_before(plan: &Plan, pins: &Pins) -> [Step; 3] {
    let found = "steps.before.outputs.release != ''";
    let find = script(plan, &["output_release_before \"$RELEASE_ID\" \"$TARGET\"".to_owned()]);
    let fetch = script(plan, &["fetch_release \"$RELEASE_ID\" \"$DIGEST\" \"$ARTIFACT_DIR\"".to_owned()]);
    [
        token(Step::run("The release before, for the way back", find)).id("before"),
        checkout(
            pins,
            "Check out the commit of the release before",
            "${{ steps.before.outputs.commit }}",
            "before",
        )
        .when(found),
        token(Step::run("Fetch the bytes of the release before", fetch))
            .when(found)
            .env("RELEASE_ID", "${{ steps.before.outputs.release }}")
            .env("DIGEST", "${{ steps.before.outputs.digest }}")
            .env("ARTIFACT_DIR", BEFORE_ARTIFACT_DIR),
    ]
}

/// What the deploy script knows of the release before.
fn release_before_known() -> Vec<(&'static str, String)> {
    let output = |name: &str| format!("${{{{ steps.before.outputs.{name} }}}}");
    vec![
        ("PREVIOUS_RELEASE_ID", output("release")),
        ("PREVIOUS_VERSION", output("version")),
        ("PREVIOUS_COMMIT", output("commit")),
        ("PREVIOUS_DIGEST", output("digest")),
        ("PREVIOUS_RELEASE_DIR", BEFORE_RELEASE_DIR.to_owned()),
        ("PREVIOUS_ARTIFACT_DIR", BEFORE_ARTIFACT_DIR.to_owned()),
    ]
}

/// What a job needs that holds people to their gates and writes the record.
pub(super) fn permissions(route: &Route) -> Vec<Permission> {
    let reading = match is_held(route) {
        false => "the runs behind the records",
        true => "the reviews of this run, its gates, the runs behind the records",
    };
    let mut permissions = vec![
        Permission::contents(),
        Permission::read(Scope::Actions, reading),
        Permission::write(Scope::Deployments, "the record of what runs where"),
    ];
    if has_issues(route) {
        permissions.push(Permission::read(Scope::Issues, "the issues that block it"));
    }
    permissions
}

/// Tells whether people, or a timer, hold a run on its way.
fn is_held(route: &Route) -> bool {
    route.asks() || !route.chain.waiting.is_empty()
}

/// What a release that goes on by itself starts from.
fn outputs(plan: &Plan, route: &Route) -> IndexMap<String, String> {
    let goes_on = plan.goes_on(&route.to);
    goes_on.then(|| ("go".to_owned(), "${{ steps.turn.outputs.go }}".to_owned())).into_iter().collect()
}

/// The first step of a gated deployment, before any credential is used.
pub(super) fn people(plan: &Plan, route: &Route) -> Option<Step> {
    if !is_held(route) {
        return None;
    }
    let mut lines = Vec::new();
    let mut library = plan.names.library();
    if !route.chain.waiting.is_empty() {
        lines.push(format!("require_waited {} {}", route.chain.waiting, route.conditions.wait_minutes));
        library = plan.names.gates();
    }
    let mut gates: Vec<&str> = route.chain.slots.iter().map(|slot| slot.environment.as_str()).collect();
    let mut on_top: Vec<&str> = route.liftings().map(|slot| slot.environment.as_str()).collect();
    if route.chain.guard == Guard::OnTop {
        on_top.push(&route.to);
    }
    if !on_top.is_empty() {
        gates.push("--");
        gates.extend(on_top);
    }
    if route.asks() {
        lines.push(format!("approvers=$(require_approvals {})", gates.join(" ")));
        let confirmed = confirmations(plan, route);
        if !confirmed.is_empty() {
            library = plan.names.gates();
        }
        lines.extend(confirmed);
        lines.push("output approvers \"$approvers\"".to_owned());
    }
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let title = match route.asks() {
        true => "Each approval by another person, none by the starter",
        false => "The wait is over",
    };
    Some(token(Step::run(title, source(&library, &lines))).id("people"))
}

fn turn(plan: &Plan, route: &Route, checks: Vec<String>) -> Step {
    let mut lines = Vec::new();
    let mut library = plan.names.library();
    if route.conditions.items.is_empty() {
        lines.push(format!("take_turn {}", route.to));
    } else {
        library = plan.names.gates();
        lines.push(format!("confirmed=$(confirmed_on {})", route.way));
        lines.push(format!("CONFIRMED=$confirmed take_turn {}", route.to));
    }
    lines.extend(checks);
    if !route.conditions.are_free() {
        library = plan.names.gates();
        lines.push(format!("require_rules {} no-wait", route.way));
    }
    lines.push("keep_turn".to_owned());
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let step = token(Step::run("Wait for the turn, then check everything again", source(&library, &lines)))
        .id("turn");
    match route.asks() {
        false => step,
        true => step.env("APPROVERS", "${{ steps.people.outputs.approvers }}"),
    }
}
