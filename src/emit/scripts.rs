//! The scripts that do the work: the libraries, the build, one for each environment and its way back, one for a
//! developer's machine.

mod checks;
mod deploy;
mod library;
mod plans;
mod probe;
mod rollback;
mod work;

use serde::Serialize;

use super::{header, template::render};
use crate::{
    output::Output,
    plan::{Environment, Plan},
};
use work::{Text, VariableData, phases, texts, variables};

pub(super) fn emit(plan: &Plan) -> Vec<Output> {
    let mut outputs = library::emit(plan);
    outputs.push(build(plan));
    outputs.extend(plan.environments.iter().map(|environment| deploy::emit(plan, environment)));
    outputs.extend(plan.environments.iter().filter_map(|environment| plans::emit(plan, environment)));
    outputs.extend(plan.rollbacks.iter().map(|rollback| rollback::emit(plan, rollback)));
    outputs.extend(plan.environments.iter().filter_map(|environment| rollback::data(plan, environment)));
    outputs.extend(plan.environments.iter().filter_map(|environment| probe::emit(plan, environment)));
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
struct BuildData<'a> {
    lib: String,
    install: Option<Text<'a>>,
    literal: bool,
    run: Vec<CommandData<'a>>,
    artifact: Vec<&'a str>,
    library: String,
    images: Vec<ImageData<'a>>,
}

#[derive(Serialize)]
struct ImageData<'a> {
    service: &'a str,
    place: &'a str,
    folder: &'a str,
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
        lib: plan.names.steps(),
        install: plan.install.as_ref().map(Text::of),
        literal: plan.build.run.iter().chain(&plan.build.artifact).any(|one| one.literal),
        library: plan.names.work("images"),
        images: plan
            .build
            .images
            .iter()
            .map(|image| ImageData { service: &image.service, place: &image.place, folder: &image.folder })
            .collect(),
        run: plan
            .build
            .run
            .iter()
            .map(|run| CommandData { title: title(&run.text), text: &run.text })
            .collect(),
        artifact: plan.build.artifact.iter().map(|glob| glob.text.as_str()).collect(),
    };
    script(plan, plan.names.build(), &render(&plan.templates, "build.sh", data))
}

#[derive(Serialize)]
struct LocalData<'a> {
    lib: String,
    install: Option<Text<'a>>,
    variables: Vec<VariableData<'a>>,
    phases: Vec<work::PhaseData<'a>>,
}

fn check_local(plan: &Plan, local: &Environment) -> Output {
    let data = LocalData {
        lib: plan.names.steps(),
        install: plan.install.as_ref().map(Text::of),
        variables: variables(local),
        phases: phases(&local.phases),
    };
    script(plan, plan.names.check_local(), &render(&plan.templates, "check-local.sh", data))
}
