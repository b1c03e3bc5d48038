//! The scripts that do the work: the library, the build, one for each environment, one for a developer's machine.

mod checks;

use serde::Serialize;

use super::{header, template::render};
use crate::{
    output::Output,
    plan::{Command, Environment, Phase, Plan, Trigger},
    syntax::Kind,
};

const LIBRARY: &str = include_str!("../../templates/lib.sh");
const BUILD: &str = include_str!("../../templates/build.sh");
const DEPLOY: &str = include_str!("../../templates/deploy.sh");
const CHECK_LOCAL: &str = include_str!("../../templates/check-local.sh");

pub(super) fn emit(plan: &Plan) -> Vec<Output> {
    let mut outputs = vec![shared(plan), build(plan)];
    outputs.extend(plan.environments.iter().map(|environment| deploy(plan, environment)));
    outputs.extend(checks::emit(plan));
    outputs.extend(plan.local.as_ref().map(|local| check_local(plan, local)));
    outputs
}

/// Puts the header behind the first line, which says what runs the script.
pub(super) fn script(plan: &Plan, path: String, rendered: &str) -> Output {
    let (first, rest) = rendered.split_once('\n').unwrap_or((rendered, ""));
    Output { path, text: format!("{first}\n# {}\n{rest}", header(plan)), executable: true }
}

/// A script that is sourced, and does nothing by itself.
pub(super) fn library(plan: &Plan, path: String, rendered: &str) -> Output {
    Output { executable: false, ..script(plan, path, rendered) }
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
    library(plan, plan.names.library(), &render("lib.sh", LIBRARY, data))
}

#[derive(Serialize)]
struct Text<'a> {
    text: &'a str,
    literal: bool,
}

fn texts(commands: &[Command]) -> Vec<Text<'_>> {
    commands.iter().map(|one| Text { text: &one.text, literal: one.literal }).collect()
}

#[derive(Serialize)]
struct BuildData<'a> {
    lib: String,
    literal: bool,
    run: Vec<CommandData<'a>>,
    artifact: Vec<&'a str>,
}

#[derive(Serialize)]
struct CommandData<'a> {
    title: String,
    text: &'a str,
}

/// What the log says before a command: its first line, with a mark where more follow.
fn title(command: &str) -> String {
    let mut lines = command.trim().lines();
    let first = lines.next().unwrap_or_default();
    if lines.next().is_some() { format!("{first} …") } else { first.to_owned() }
}

fn build(plan: &Plan) -> Output {
    let data = BuildData {
        lib: plan.names.library(),
        literal: plan.build.run.iter().chain(&plan.build.artifact).any(|one| one.literal),
        run: plan
            .build
            .run
            .iter()
            .map(|run| CommandData { title: title(&run.text), text: &run.text })
            .collect(),
        artifact: plan.build.artifact.iter().map(|glob| glob.text.as_str()).collect(),
    };
    script(plan, plan.names.build(), &render("build.sh", BUILD, data))
}

#[derive(Serialize)]
struct VariableData<'a> {
    name: &'a str,
    value: &'a str,
    literal: bool,
}

fn variables(environment: &Environment) -> Vec<VariableData<'_>> {
    let data = environment.variables.iter().map(|one| VariableData {
        name: &one.name,
        value: &one.value.text,
        literal: one.value.literal,
    });
    data.collect()
}

#[derive(Serialize)]
struct PhaseData<'a> {
    name: &'a str,
    steps: Vec<StepData<'a>>,
}

#[derive(Serialize)]
struct StepData<'a> {
    title: &'a str,
    literal: bool,
    run: Vec<Text<'a>>,
    timeout_seconds: u64,
    optional: bool,
}

fn phases(phases: &[Phase]) -> Vec<PhaseData<'_>> {
    let data = phases.iter().map(|phase| PhaseData {
        name: phase.name,
        steps: phase
            .steps
            .iter()
            .map(|step| StepData {
                title: &step.title.text,
                literal: step.title.literal,
                run: texts(&step.run),
                timeout_seconds: step.timeout_seconds,
                optional: step.optional,
            })
            .collect(),
    });
    data.collect()
}

#[derive(Serialize)]
struct DeployData<'a> {
    lib: String,
    environment: &'a str,
    url: &'a str,
    protected: bool,
    workflow: String,
    variables: Vec<VariableData<'a>>,
    secrets: Vec<&'a str>,
    phases: Vec<PhaseData<'a>>,
}

fn deploy(plan: &Plan, environment: &Environment) -> Output {
    let promoted = plan.promotions().any(|route| route.to == environment.name);
    let data = DeployData {
        lib: plan.names.library(),
        environment: &environment.name,
        url: environment.url(),
        protected: environment.kind.is_protected(),
        workflow: if promoted { plan.names.promote() } else { plan.names.deploy() },
        variables: variables(environment),
        secrets: environment.secrets.iter().map(|(seen, _)| seen.as_str()).collect(),
        phases: phases(&environment.phases),
    };
    script(plan, plan.names.script(&environment.name), &render("deploy.sh", DEPLOY, data))
}

#[derive(Serialize)]
struct LocalData<'a> {
    lib: String,
    variables: Vec<VariableData<'a>>,
    phases: Vec<PhaseData<'a>>,
}

fn check_local(plan: &Plan, local: &Environment) -> Output {
    let data =
        LocalData { lib: plan.names.library(), variables: variables(local), phases: phases(&local.phases) };
    script(plan, plan.names.check_local(), &render("check-local.sh", CHECK_LOCAL, data))
}
