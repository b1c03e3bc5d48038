//! `deploy/lib.sh`: the map, the rules, the records, the people, the bytes; and the libraries of the work.

use serde::Serialize;

use super::{super::template::render, library};
use crate::{
    output::Output,
    plan::{Plan, Trigger},
    syntax::Kind,
};

pub(super) fn emit(plan: &Plan) -> Vec<Output> {
    let mut outputs = vec![shared(plan), steps(plan)];
    let mut libraries: Vec<&str> =
        plan.environments.iter().flat_map(|one| one.libraries.iter().copied()).collect();
    libraries.extend(plan.environments.iter().filter_map(|one| one.probe.as_ref()).map(|_| "verify"));
    if !plan.build.images.is_empty() {
        libraries.push("images");
    }
    libraries.sort_unstable();
    libraries.dedup();
    // Plain bash, that nothing is filled into.
    let text = |name: &str| plan.templates.text(&format!("{name}.sh"));
    outputs.extend(libraries.into_iter().map(|name| library(plan, plan.names.work(name), text(name))));
    outputs
}

#[derive(Serialize)]
struct Steps {
    lib: String,
}

fn steps(plan: &Plan) -> Output {
    library(
        plan,
        plan.names.steps(),
        &render(&plan.templates, "steps.sh", Steps { lib: plan.names.library() }),
    )
}

#[derive(Serialize)]
struct Library<'a> {
    default_branch: &'a str,
    deploy_workflow: String,
    promote_workflow: String,
    adopt_workflow: String,
    workflows: Vec<String>,
    environments: Vec<Named<'a>>,
    promotions: Vec<Arrow<'a>>,
    automatic: Vec<Automatic<'a>>,
    rehearsals: Vec<Rehearsal<'a>>,
    rollback_sources: Vec<RollbackSource<'a>>,
    pushes: Vec<Way<'a>>,
    manuals: Vec<Way<'a>>,
    tags: Vec<Way<'a>>,
    release: ReleaseData<'a>,
}

#[derive(Serialize)]
struct Named<'a> {
    name: &'a str,
    production: bool,
}

#[derive(Serialize)]
struct Arrow<'a> {
    from: &'a str,
    to: &'a str,
    way: &'a str,
}

#[derive(Serialize)]
struct Rehearsal<'a> {
    target: &'a str,
    place: &'a str,
}

#[derive(Serialize)]
struct RollbackSource<'a> {
    environment: &'a str,
    source: &'a str,
}

#[derive(Serialize)]
struct Automatic<'a> {
    from: &'a str,
    to: &'a str,
}

#[derive(Serialize)]
struct Way<'a> {
    pattern: &'a str,
    branch: String,
    prefix: &'a str,
    to: &'a str,
}

#[derive(Serialize)]
struct ReleaseData<'a> {
    id_head: &'a str,
    id_tail: &'a str,
    id_pattern: &'a str,
    id_example: &'a str,
    branch_pattern: &'a str,
    branch_example: &'a str,
    version_from: &'a str,
}

fn shared(plan: &Plan) -> Output {
    let (deploy, promote, adopt) = (plan.names.deploy(), plan.names.promote(), plan.names.adopt());
    let rehearse = Some(plan.names.rehearse()).filter(|_| !plan.rehearsals.is_empty());
    let rollback = Some(plan.names.rollback()).filter(|_| !plan.rollbacks.is_empty());
    let (mut promotions, mut automatic) = (Vec::new(), Vec::new());
    let (mut pushes, mut manuals, mut tags) = (Vec::new(), Vec::new(), Vec::new());
    // The ways with windows and freezes lifted are chosen by a reason, not by where they start.
    for route in plan.routes.iter().filter(|route| !route.lifts()) {
        let to = route.to.as_str();
        automatic.extend(route.automatic.iter().map(|from| Automatic { from, to }));
        for trigger in &route.triggers {
            let (ways, pattern) = match trigger {
                Trigger::From(from) => {
                    promotions.push(Arrow { from, to, way: &route.way });
                    continue;
                }
                Trigger::Push(pattern) => (&mut pushes, pattern),
                Trigger::Manual(pattern) => (&mut manuals, pattern),
                Trigger::Tag(pattern) => (&mut tags, pattern),
            };
            let prefix = pattern.prefix();
            let branch = match trigger {
                Trigger::Tag(_) => plan.release.tag_expression(pattern),
                _ => pattern.expression(),
            };
            ways.push(Way { pattern: &pattern.text, branch, prefix, to });
        }
    }
    let data = Library {
        default_branch: &plan.default_branch,
        workflows: [&deploy, &promote, &adopt]
            .into_iter()
            .chain(&rehearse)
            .chain(&rollback)
            .map(|file| plan.names.workflow(file))
            .collect(),
        deploy_workflow: deploy,
        promote_workflow: promote,
        adopt_workflow: adopt,
        environments: plan
            .environments
            .iter()
            .map(|one| Named { name: &one.name, production: one.kind == Kind::Production })
            .collect(),
        promotions,
        automatic,
        rehearsals: plan
            .rehearsals
            .iter()
            .map(|one| Rehearsal { target: &one.target, place: &one.route.to })
            .collect(),
        rollback_sources: plan
            .rollbacks
            .iter()
            .filter(|one| !one.source.is_empty())
            .map(|one| RollbackSource { environment: &one.route.to, source: &one.source })
            .collect(),
        pushes,
        manuals,
        tags,
        release: ReleaseData {
            id_head: &plan.release.id_head,
            id_tail: &plan.release.id_tail,
            id_pattern: &plan.release.id_pattern,
            id_example: &plan.release.id_example,
            branch_pattern: &plan.release.branch_pattern,
            branch_example: &plan.release.branch_example,
            version_from: &plan.release.version_from,
        },
    };
    library(plan, plan.names.library(), &render(&plan.templates, "lib.sh", data))
}
