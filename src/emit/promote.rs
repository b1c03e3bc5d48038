//! `promote-release.yml`: a person lets a release go on along an arrow of the map.

use indexmap::IndexMap;

use super::{
    answers::rejection,
    deploy::{no_concurrency, outputs},
    gates, go_on, header,
    job::{Deployment, checkout_scripts, deployment, runner, script, source, token},
    stages::{self, Stages, has_issues},
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
        let condition = format!("needs.guard.outputs.way == '{}'", route.way);
        let env = release_env();
        let (before, needs) = Stages::new(plan, pins, route, &["guard"], &condition, &env).all().finish();
        jobs.extend(before);
        jobs.insert(route.job.clone(), deploy(plan, pins, route, needs, condition.clone()));
        jobs.extend(rejection(plan, pins, route, &["guard"], &condition, &env));
        jobs.extend(go_on::job(plan, pins, route));
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
        Input::optional(match routes.iter().any(|route| route.lifts()) {
            true => "Reason to lift windows and freezes, or to bring back a withdrawn release (recorded)",
            false => "Reason to bring back a release that was withdrawn (recorded)",
        }),
    );
    if plan.asks_what_is_destroyed(false) {
        inputs.insert("destroys".to_owned(), Input::optional(stages::DESTROYS));
    }
    Triggers { workflow_dispatch: Some(Dispatch { inputs }), ..Triggers::default() }
}

fn guard(plan: &Plan, pins: &Pins) -> Job {
    let rules = gates::are_needed(plan);
    let mut lines = [
        "require_default_branch",
        "require_release_id \"$RELEASE_ID\"",
        "require_path \"$SOURCE\" \"$TARGET\"",
        "record=$(require_running \"$RELEASE_ID\" \"$SOURCE\")",
        "require_release_version \"$(field version \"$record\")\" \"$TARGET\"",
        "require_newer \"$RELEASE_ID\" \"$TARGET\"",
        "require_not_withdrawn \"$RELEASE_ID\" \"$TARGET\" \"$REASON\"",
        "output_release \"$record\"",
    ]
    .map(str::to_owned)
    .to_vec();
    if !rules {
        lines.push("output way \"$(way_of \"$SOURCE\" \"$TARGET\")\"".to_owned());
    }
    let inputs = |step: Step| {
        token(step)
            .env("RELEASE_ID", "${{ inputs.release_id }}")
            .env("SOURCE", "${{ inputs.source_environment }}")
            .env("TARGET", "${{ inputs.target_environment }}")
            .env("REASON", "${{ inputs.override }}")
    };
    let check = Step::run("The path, the release and what runs there", script(plan, &lines)).id("check");
    let mut steps = vec![checkout_scripts(pins), inputs(check)];
    let mut outputs = outputs(&["release", "version", "commit", "digest"], "check");
    let of = if rules { "rules" } else { "check" };
    outputs.insert_before(0, "way".to_owned(), format!("${{{{ steps.{of}.outputs.way }}}}"));
    if rules {
        let lines = [
            "way=$(choose_way \"$SOURCE\" \"$TARGET\" \"$REASON\")",
            "require_rules \"$way\"",
            "output way \"$way\"",
        ];
        let step = Step::run("The rules of the way", source(&plan.names.gates(), &lines)).id("rules");
        steps.push(inputs(step).env("COMMIT", "${{ steps.check.outputs.commit }}"));
    }
    let mut permissions = vec![
        Permission::contents(),
        Permission::read(Scope::Actions, "the runs behind the records"),
        Permission::read(Scope::Deployments, "what runs where"),
    ];
    if plan.promotions().any(has_issues) {
        permissions.push(Permission::read(Scope::Issues, "the issues that block it"));
    }
    Job {
        name: "Check the promotion".to_owned(),
        runs_on: runner(),
        timeout_minutes: 10,
        permissions,
        outputs,
        steps,
        ..Job::default()
    }
}

/// What every job of a promotion knows of the release.
fn release_env() -> Vec<(&'static str, String)> {
    let output = |name: &str| format!("${{{{ needs.guard.outputs.{name} }}}}");
    vec![
        ("VERSION", output("version")),
        ("COMMIT", output("commit")),
        ("DIGEST", output("digest")),
        ("SOURCE", "${{ inputs.source_environment }}".to_owned()),
        ("REASON", "${{ inputs.override }}".to_owned()),
    ]
}

fn deploy(plan: &Plan, pins: &Pins, route: &Route, needs: Vec<String>, condition: String) -> Job {
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
    let env = release_env();
    deployment(plan, pins, Deployment { route, needs, condition, env, checks, may_be_superseded: false })
}
