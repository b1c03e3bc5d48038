//! `deploy.yml`: a push, or a person by hand, makes a release and deploys it.

mod start;
mod ways;

use indexmap::IndexMap;

use super::{
    answers::rejection,
    go_on, header,
    job::{Deployment, checkout_release, checkout_scripts, deployment, runner, script, set_up_tools, token},
    login::{self, sign_in_to_build},
    stages::Stages,
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
    let by_tag = !plan.by_tag().is_empty();
    jobs.insert("build".to_owned(), build_unless(plan, pins, by_tag));
    jobs.insert("store".to_owned(), store_unless(plan, pins, by_tag));
    for route in &routes {
        let condition = ways::condition(plan, route);
        if condition.is_empty() {
            continue;
        }
        let env = release_env(plan, route);
        let stages = Stages::new(plan, pins, route, &BEFORE, &condition, &env).rules().all();
        let (before, needs) = stages.finish();
        jobs.extend(before);
        jobs.insert(route.job.clone(), deploy(plan, pins, route, needs, condition.clone(), env.clone()));
        jobs.extend(rejection(plan, pins, route, &["guard", "store"], &condition, &env));
        jobs.extend(go_on::job(plan, pins, route));
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

/// A push to another branch than the default one, or of a tag, goes on as a run on the default branch, under today's gates.
fn hand_over(plan: &Plan, pins: &Pins) -> Option<Job> {
    if !hands_over(plan) {
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

/// Tells whether some pushes go on as runs on the default branch.
fn hands_over(plan: &Plan) -> bool {
    !plan.handed_over().is_empty() || !plan.by_tag().is_empty()
}

fn guard(plan: &Plan, pins: &Pins) -> Job {
    let (hands_over, by_tag) = (hands_over(plan), !plan.by_tag().is_empty());
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
    if by_tag {
        step = step.env("TAG", "${{ inputs.tag }}");
    }
    if hands_over {
        step = step.env("STARTED_BY_RUN", "${{ inputs.started_by_run }}");
        let reading = match by_tag {
            true => "the push that was handed over, the runs behind the records",
            false => "the push that was handed over",
        };
        permissions.push(Permission::read(Scope::Actions, reading));
    }
    let mut steps = vec![checkout_scripts(pins), step];
    if by_tag {
        permissions.push(Permission::read(Scope::Deployments, "whether the tagged commit was built already"));
        steps.push(known(plan));
        for name in ["known", "digest"] {
            outputs.insert(name.to_owned(), format!("${{{{ steps.known.outputs.{name} }}}}"));
        }
    }
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

/// A tag gives a release its version and moves nothing else: what was built from its commit is not built again.
fn known(plan: &Plan) -> Step {
    let lines = [
        "record=$(release_of \"$COMMIT\")".to_owned(),
        "output known \"$(field id \"$record\")\"".to_owned(),
        "output digest \"$(field digest \"$record\")\"".to_owned(),
    ];
    token(Step::run("Whether the tagged commit was built already", script(plan, &lines)))
        .id("known")
        .when("inputs.tag != ''")
        .env("COMMIT", "${{ steps.check.outputs.commit }}")
}

pub(super) fn outputs(names: &[&str], step: &str) -> IndexMap<String, String> {
    names.iter().map(|name| ((*name).to_owned(), format!("${{{{ steps.{step}.outputs.{name} }}}}"))).collect()
}

const ARCHIVE: &str = "${{ runner.temp }}/release.tar.gz";

/// Builds in a job that has no credentials: whatever the build runs can only read.
pub(super) fn build(plan: &Plan, pins: &Pins) -> Job {
    build_unless(plan, pins, false)
}

/// The job always runs, since those behind it would be skipped with it; what is known already it only hands on.
fn build_unless(plan: &Plan, pins: &Pins, may_be_known: bool) -> Job {
    let new = |step: Step| if may_be_known { step.when("needs.guard.outputs.known == ''") } else { step };
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
    steps.extend(sign_in_to_build(&plan.build.logins, pins));
    steps.extend([run, keep]);
    let mut steps: Vec<Step> = steps.into_iter().map(new).collect();
    let mut outputs = outputs(&["digest"], "build");
    if may_be_known {
        let said = "echo \"$RELEASE_ID was built from this commit already; it is not built again\"";
        let known = Step::run("Built already", said)
            .when("needs.guard.outputs.known != ''")
            .env("RELEASE_ID", "${{ needs.guard.outputs.known }}");
        steps.push(known);
        outputs.insert("digest".to_owned(), handed_on("digest", "build", "digest"));
    }
    outputs.insert("artifact".to_owned(), "${{ steps.keep.outputs.artifact-id }}".to_owned());
    Job {
        name: "Build once".to_owned(),
        needs: vec!["guard".to_owned()],
        runs_on: runner(),
        timeout_minutes: plan.build.timeout_minutes,
        permissions: login::permissions(vec![Permission::contents()], &plan.build.logins),
        outputs,
        steps,
        ..Job::default()
    }
}

/// What the guard knew, or else what a step found.
fn handed_on(known: &str, step: &str, found: &str) -> String {
    format!("${{{{ needs.guard.outputs.{known} || steps.{step}.outputs.{found} }}}}")
}

pub(super) fn store(plan: &Plan, pins: &Pins) -> Job {
    store_unless(plan, pins, false)
}

fn store_unless(plan: &Plan, pins: &Pins, may_be_known: bool) -> Job {
    let new = |step: Step| if may_be_known { step.when("needs.guard.outputs.known == ''") } else { step };
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
        outputs: match may_be_known {
            true => IndexMap::from([("release".to_owned(), handed_on("known", "store", "release"))]),
            false => outputs(&["release"], "store"),
        },
        steps: [checkout_scripts(pins), fetch, store].map(new).to_vec(),
        ..Job::default()
    }
}

/// What every job of a new release knows of it.
fn release_env(plan: &Plan, route: &Route) -> Vec<(&'static str, String)> {
    let mut env = vec![
        ("VERSION", "${{ needs.guard.outputs.version }}".to_owned()),
        ("COMMIT", "${{ needs.guard.outputs.commit }}".to_owned()),
        ("DIGEST", "${{ needs.build.outputs.digest }}".to_owned()),
        ("SOURCE", ways::source(plan, route)),
    ];
    if route.asks() || !route.conditions.are_free() {
        if route.manuals().next().is_some() {
            env.push(("BRANCH", "${{ inputs.branch }}".to_owned()));
        }
        if route.tags().next().is_some() {
            env.push(("TAG", "${{ inputs.tag }}".to_owned()));
        }
        if hands_over(plan) {
            env.push(("STARTED_BY_RUN", "${{ inputs.started_by_run }}".to_owned()));
        }
    }
    if route.lifts() {
        env.push(("REASON", "${{ inputs.override }}".to_owned()));
    }
    env
}

fn deploy(
    plan: &Plan,
    pins: &Pins,
    route: &Route,
    needs: Vec<String>,
    condition: String,
    env: Vec<(&'static str, String)>,
) -> Job {
    let (to, pushed) = (&route.to, route.pushes().next().is_some());
    let mut checks = Vec::new();
    if plan.target(route).kind == Kind::Production {
        checks.push(format!("require_release_version \"$VERSION\" {to}"));
    }
    checks.push(match pushed {
        true => format!("skip_if_superseded \"$RELEASE_ID\" {to}"),
        false => format!("require_newer \"$RELEASE_ID\" {to}"),
    });
    deployment(plan, pins, Deployment { route, needs, condition, env, checks, may_be_superseded: pushed })
}
