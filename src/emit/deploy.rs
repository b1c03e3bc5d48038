//! `deploy.yml`: a push, or a person by hand, makes a release and deploys it.

mod start;
mod ways;

use indexmap::IndexMap;

use super::{
    header,
    job::{
        Deployment, approvals, checkout_release, checkout_scripts, deployment, runner, script, set_up_tools,
        token,
    },
    text, yaml,
};
use crate::{
    github::{Commented, Defaults, Job, Permission, Pins, Scope, Step, Workflow, comment::zizmor_ignore},
    output::Output,
    plan::{Plan, Route},
    syntax::Kind,
};

/// Jobs before the first approval of a new release.
pub(super) const BEFORE: [&str; 3] = ["guard", "build", "store"];

/// Why these workflows have no `concurrency`, which zizmor asks for.
pub(super) fn no_concurrency() -> String {
    zizmor_ignore(
        "concurrency-limits",
        "each deploy job takes its turn by a record; a group would be held while people decide",
    )
}

pub(super) fn emit(plan: &Plan, pins: &Pins) -> Option<Output> {
    let routes: Vec<&Route> = plan.deployments().collect();
    if routes.is_empty() {
        return None;
    }
    let hand_over = hand_over(plan, pins);
    let mut jobs = IndexMap::new();
    if let Some(job) = &hand_over {
        jobs.insert("hand-over".to_owned(), job.clone());
    }
    jobs.insert("guard".to_owned(), guard(plan, pins));
    jobs.insert("build".to_owned(), build(plan, pins));
    jobs.insert("store".to_owned(), store(plan, pins));
    for route in &routes {
        let condition = ways::condition(plan, route);
        if condition.is_empty() {
            continue;
        }
        jobs.extend(approvals(route, &BEFORE, &condition));
        jobs.insert(route.job.clone(), deploy(plan, pins, route, condition));
    }
    let workflow = Workflow {
        name: plan.names.title("Deploy"),
        run_name: Some(start::run_name(plan)),
        on: Commented::new(start::triggers(plan), no_concurrency()),
        defaults: Some(Defaults::bash()),
        jobs,
        ..Workflow::default()
    };
    Some(text(plan.names.workflow(&plan.names.deploy()), yaml::print(&header(plan), &workflow)))
}

/// A push to another branch than the default one goes on as a run on the default branch, under today's gates.
fn hand_over(plan: &Plan, pins: &Pins) -> Option<Job> {
    if plan.handed_over().is_empty() {
        return None;
    }
    let lines = ["hand_over \"$GITHUB_REF_NAME\"".to_owned()];
    let step =
        token(Step::run(format!("Start this workflow on {}", plan.default_branch), script(plan, &lines)));
    Some(Job {
        name: format!("Go on under the rules of {}", plan.default_branch),
        r#if: Some(format!(
            "github.event_name == 'push' && github.ref != 'refs/heads/{}'",
            plan.default_branch
        )),
        runs_on: runner(),
        timeout_minutes: 5,
        permissions: vec![
            Permission::contents(),
            Permission::write(Scope::Actions, "starts the run on the default branch"),
        ],
        steps: vec![checkout_scripts(pins), step],
        ..Job::default()
    })
}

fn guard(plan: &Plan, pins: &Pins) -> Job {
    let hands_over = !plan.handed_over().is_empty();
    let mut lines = vec![
        "require_default_branch".to_owned(),
        "chosen=$(what_to_build)".to_owned(),
        "read -r branch commit <<<\"$chosen\"".to_owned(),
        "version=$(version_of \"$branch\" \"$commit\")".to_owned(),
        "output commit \"$commit\"".to_owned(),
        "output version \"$version\"".to_owned(),
    ];
    if start::is_dispatched(plan) {
        lines.insert(4, "require_release_version \"$version\" \"$TARGET\"".to_owned());
    }
    let chosen = ways::chosen(plan);
    let mut outputs = outputs(&["commit", "version"], "check");
    if !chosen.is_empty() {
        lines.push("output branch \"$branch\"".to_owned());
        outputs.insert("way".to_owned(), ways::output(plan));
    }
    let mut step =
        token(Step::run("The branch, its commit and its version", script(plan, &lines)).id("check"));
    if start::is_dispatched(plan) {
        step = step
            .env("TARGET", "${{ inputs.environment }}")
            .env("RELEASE_TYPE", "${{ inputs.release_type }}")
            .env("BRANCH", "${{ inputs.branch }}");
    }
    let mut permissions = vec![Permission::contents()];
    if hands_over {
        step = step.env("STARTED_BY_RUN", "${{ inputs.started_by_run }}");
        permissions.push(Permission::read(Scope::Actions, "the push that was handed over"));
    }
    let mut steps = vec![checkout_scripts(pins), step];
    steps.extend(chosen.into_iter().map(|to| ways::choice(plan, to)));
    let on_default =
        format!("github.event_name != 'push' || github.ref == 'refs/heads/{}'", plan.default_branch);
    Job {
        name: "Check the deployment".to_owned(),
        r#if: hands_over.then_some(on_default),
        runs_on: runner(),
        timeout_minutes: 10,
        permissions,
        outputs,
        steps,
        ..Job::default()
    }
}

pub(super) fn outputs(names: &[&str], step: &str) -> IndexMap<String, String> {
    names.iter().map(|name| ((*name).to_owned(), format!("${{{{ steps.{step}.outputs.{name} }}}}"))).collect()
}

const ARCHIVE: &str = "${{ runner.temp }}/release.tar.gz";

/// Builds in a job that has no credentials: whatever the build runs can only read.
pub(super) fn build(plan: &Plan, pins: &Pins) -> Job {
    let run = Step::run("Build and pack", format!("./{}", plan.names.build()))
        .env("RELEASE_DIR", "${{ github.workspace }}/release")
        .env("ARCHIVE", ARCHIVE)
        .env("VERSION", "${{ needs.guard.outputs.version }}")
        .env("COMMIT", "${{ needs.guard.outputs.commit }}")
        .id("build");
    let keep = Step::uses("Keep it for the next job", pins.pin("actions/upload-artifact"))
        .with("name", "release")
        .with("path", ARCHIVE)
        .with("if-no-files-found", "error")
        .with("retention-days", 7)
        .id("keep");
    let mut steps = vec![checkout_scripts(pins), checkout_release(pins, "${{ needs.guard.outputs.commit }}")];
    steps.extend(set_up_tools(plan, pins));
    steps.extend([run, keep]);
    let mut outputs = outputs(&["digest"], "build");
    outputs.insert("artifact".to_owned(), "${{ steps.keep.outputs.artifact-id }}".to_owned());
    Job {
        name: "Build once".to_owned(),
        needs: vec!["guard".to_owned()],
        runs_on: runner(),
        timeout_minutes: plan.build.timeout_minutes,
        permissions: vec![Permission::contents()],
        outputs,
        steps,
        ..Job::default()
    }
}

pub(super) fn store(plan: &Plan, pins: &Pins) -> Job {
    let fetch = Step::uses("Fetch what was built", pins.pin("actions/download-artifact"))
        .with("artifact-ids", "${{ needs.build.outputs.artifact }}")
        .with("path", "built");
    let lines = [
        "require_digest built/release.tar.gz \"$DIGEST\"",
        "release=$(claim_release built/release.tar.gz)",
        "output release \"$release\"",
        "summary \"**$release** is version $VERSION at ${COMMIT:0:12}.\"",
    ]
    .map(str::to_owned);
    let store = token(Step::run("Store it under an id of its own", script(plan, &lines)).id("store"))
        .env("DIGEST", "${{ needs.build.outputs.digest }}")
        .env("VERSION", "${{ needs.guard.outputs.version }}")
        .env("COMMIT", "${{ needs.guard.outputs.commit }}");
    Job {
        name: "Store the release".to_owned(),
        needs: vec!["guard".to_owned(), "build".to_owned()],
        runs_on: runner(),
        timeout_minutes: 10,
        permissions: vec![Permission::write(
            Scope::Contents,
            "the month's prerelease, which keeps the bytes",
        )],
        outputs: outputs(&["release"], "store"),
        steps: vec![checkout_scripts(pins), fetch, store],
        ..Job::default()
    }
}

fn deploy(plan: &Plan, pins: &Pins, route: &Route, condition: String) -> Job {
    let (to, pushed) = (&route.to, route.pushes().next().is_some());
    let source = match (pushed, route.manuals().next().is_some(), plan.handed_over().is_empty()) {
        (true, false, _) => "push".to_owned(),
        (false, _, _) => "manual".to_owned(),
        (true, true, true) => "${{ github.event_name == 'push' && 'push' || 'manual' }}".to_owned(),
        (true, true, false) => {
            "${{ (github.event_name == 'push' || inputs.started_by_run != '') && 'push' || 'manual' }}"
                .to_owned()
        }
    };
    let mut checks = Vec::new();
    if plan.target(route).kind == Kind::Production {
        checks.push(format!("require_release_version \"$VERSION\" {to}"));
    }
    checks.push(match pushed {
        true => format!("skip_if_superseded \"$RELEASE_ID\" {to}"),
        false => format!("require_newer \"$RELEASE_ID\" {to}"),
    });
    let mut env = vec![
        ("VERSION", "${{ needs.guard.outputs.version }}".to_owned()),
        ("COMMIT", "${{ needs.guard.outputs.commit }}".to_owned()),
        ("DIGEST", "${{ needs.build.outputs.digest }}".to_owned()),
        ("SOURCE", source),
    ];
    if !route.chain.slots.is_empty() {
        if route.manuals().next().is_some() {
            env.push(("BRANCH", "${{ inputs.branch }}".to_owned()));
        }
        if !plan.handed_over().is_empty() {
            env.push(("STARTED_BY_RUN", "${{ inputs.started_by_run }}".to_owned()));
        }
    }
    deployment(
        plan,
        pins,
        Deployment { route, before: &BEFORE, condition, env, checks, may_be_superseded: pushed },
    )
}
