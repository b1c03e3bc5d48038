//! `promote-release.yml`: a person lets a release go on along an arrow of the map.

use indexmap::IndexMap;

use super::{
    deploy::{no_concurrency, outputs},
    header,
    job::{Deployment, approvals, checkout_scripts, deployment, runner, script, token},
    text, yaml,
};
use crate::{
    github::{Commented, Defaults, Dispatch, Input, Job, Permission, Pins, Scope, Step, Triggers, Workflow},
    output::Output,
    plan::{Plan, Route},
    syntax::Kind,
};

pub(super) fn emit(plan: &Plan, pins: &Pins) -> Option<Output> {
    let routes: Vec<&Route> = plan.promotions().collect();
    if routes.is_empty() {
        return None;
    }
    let mut jobs = IndexMap::new();
    jobs.insert("guard".to_owned(), guard(plan, pins));
    for route in &routes {
        let condition = format!("needs.guard.outputs.job == '{}'", route.job);
        jobs.extend(approvals(route, &["guard"], &condition));
        jobs.insert(route.job.clone(), deploy(plan, pins, route, condition));
    }
    let run_name = "Promote ${{ inputs.release_id }} from ${{ inputs.source_environment }} to \
                    ${{ inputs.target_environment }}${{ inputs.override && ' (override)' || '' }}";
    let workflow = Workflow {
        name: plan.names.title("Promote release"),
        run_name: Some(run_name.to_owned()),
        on: Commented::new(triggers(plan, &routes), no_concurrency()),
        defaults: Some(Defaults::bash()),
        jobs,
        ..Workflow::default()
    };
    Some(text(plan.names.workflow(&plan.names.promote()), yaml::print(&header(plan), &workflow)))
}

fn triggers(plan: &Plan, routes: &[&Route]) -> Triggers {
    // In the order of the file, each once, and only what stands on an arrow.
    let named = |wanted: &dyn Fn(&str) -> bool| -> Vec<String> {
        plan.environments
            .iter()
            .map(|environment| environment.name.clone())
            .filter(|name| wanted(name))
            .collect()
    };
    let sources: std::collections::BTreeSet<&str> = routes.iter().flat_map(|route| route.sources()).collect();
    let targets: std::collections::BTreeSet<&str> = routes.iter().map(|route| route.to.as_str()).collect();
    let sources = named(&|name| sources.contains(name));
    let targets = named(&|name| targets.contains(name));
    let example = format!("The release, for example {}", plan.release.id_example);
    let mut inputs = IndexMap::new();
    inputs.insert("release_id".to_owned(), Input::required(example));
    inputs.insert("source_environment".to_owned(), Input::choice("Where it runs now", sources));
    inputs.insert("target_environment".to_owned(), Input::choice("Where it goes", targets));
    inputs.insert(
        "override".to_owned(),
        Input::optional("Reason to bring back a release that was withdrawn (recorded)"),
    );
    Triggers { workflow_dispatch: Some(Dispatch { inputs }), ..Triggers::default() }
}

fn guard(plan: &Plan, pins: &Pins) -> Job {
    let lines = [
        "require_default_branch",
        "require_release_id \"$RELEASE_ID\"",
        "require_path \"$SOURCE\" \"$TARGET\"",
        "record=$(require_running \"$RELEASE_ID\" \"$SOURCE\")",
        "require_release_version \"$(field version \"$record\")\" \"$TARGET\"",
        "require_newer \"$RELEASE_ID\" \"$TARGET\"",
        "require_not_withdrawn \"$RELEASE_ID\" \"$TARGET\" \"$REASON\"",
        "output job \"$(job_of \"$SOURCE\" \"$TARGET\")\"",
        "output_release \"$record\"",
    ]
    .map(str::to_owned);
    let step =
        token(Step::run("The path, the release and what runs there", script(plan, &lines)).id("check"))
            .env("RELEASE_ID", "${{ inputs.release_id }}")
            .env("SOURCE", "${{ inputs.source_environment }}")
            .env("TARGET", "${{ inputs.target_environment }}")
            .env("REASON", "${{ inputs.override }}");
    Job {
        name: "Check the promotion".to_owned(),
        runs_on: runner(),
        timeout_minutes: 10,
        permissions: vec![
            Permission::contents(),
            Permission::read(Scope::Actions, "the runs behind the records"),
            Permission::read(Scope::Deployments, "what runs where"),
        ],
        outputs: outputs(&["job", "release", "version", "commit", "digest"], "check"),
        steps: vec![checkout_scripts(pins), step],
        ..Job::default()
    }
}

fn deploy(plan: &Plan, pins: &Pins, route: &Route, condition: String) -> Job {
    let to = &route.to;
    let mut checks = vec![
        format!("require_path \"$SOURCE\" {to}"),
        "require_running \"$RELEASE_ID\" \"$SOURCE\" >/dev/null".to_owned(),
    ];
    if plan.target(route).kind == Kind::Production {
        checks.push(format!("require_release_version \"$VERSION\" {to}"));
    }
    checks.push(format!("require_newer \"$RELEASE_ID\" {to}"));
    checks.push(format!("require_not_withdrawn \"$RELEASE_ID\" {to} \"$REASON\""));
    let output = |name: &str| format!("${{{{ needs.guard.outputs.{name} }}}}");
    let env = vec![
        ("VERSION", output("version")),
        ("COMMIT", output("commit")),
        ("DIGEST", output("digest")),
        ("SOURCE", "${{ inputs.source_environment }}".to_owned()),
        ("REASON", "${{ inputs.override }}".to_owned()),
    ];
    deployment(
        plan,
        pins,
        Deployment { route, before: &["guard"], condition, env, checks, may_be_superseded: false },
    )
}
