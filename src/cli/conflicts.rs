//! What several files together get wrong: two pipelines that want one place, workflows that pin one action twice.

use std::path::Path;

use super::{check::Found, read};
use crate::{
    diagnostic::{Diagnostics, Edit, Fix},
    github::pins::{self, Conflict, Pins},
    model::Model,
    source::{Source, Span},
    surroundings::Surroundings,
    write::{self, Job},
};

/// Finds the pins of our own workflows on disk, which bots bump; with what they contradict each other in.
pub(super) fn pins(surroundings: &Surroundings, out: &Path) -> (Pins, Vec<Found>) {
    let ours = surroundings.workflows.iter().filter(|workflow| surroundings.ours.contains(&workflow.path));
    let pins: Vec<pins::Found> =
        ours.flat_map(|workflow| pins::find(&workflow.path, &workflow.text)).collect();
    match pins::agree(&pins, &Pins::shipped()) {
        Ok(pins) => (pins, Vec::new()),
        Err(conflicts) => {
            let found = conflicts.iter().filter_map(|conflict| disagreement(conflict, surroundings, out));
            (Pins::shipped(), found.collect())
        }
    }
}

fn disagreement(conflict: &Conflict, surroundings: &Surroundings, out: &Path) -> Option<Found> {
    let (first, other) = (&conflict.first, &conflict.other);
    let workflow = surroundings.workflows.iter().find(|workflow| workflow.path == other.path)?;
    let start = workflow.text.to_ascii_lowercase().find(&other.pin.sha).unwrap_or_default();
    let mut diagnostics = Diagnostics::default();
    diagnostics
        .error(
            "pins-disagree",
            Span::new(start, start + other.pin.sha.len()),
            format!(
                "`{}` is pinned to two different commits, and nobody can say which one is meant",
                other.pin.action
            ),
        )
        .label(format!("{} here; {} in {}", other.pin.version, first.pin.version, first.path))
        .help("give all generated workflows the same line, or delete the one that is wrong and build again");
    let source = Source::new(read::with_slashes(&out.join(&workflow.path)), workflow.text.as_str());
    Some(Found { locked: String::new(), source, diagnostics: diagnostics.into_sorted(), model: None })
}

/// Why two pipelines cannot both have a file, and so what keeps them apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Clash<'a> {
    /// An environment belongs to the whole repository on GitHub.
    Environment(&'a str),
    /// GitHub reads one file about owners.
    Owners,
    /// Files of the same name.
    Names,
}

impl<'a> Clash<'a> {
    fn of(path: &'a str) -> Self {
        let settings = path.strip_prefix(".github/environments/").and_then(|file| file.strip_suffix(".json"));
        match settings {
            Some(environment) => Self::Environment(environment),
            None if path == ".github/CODEOWNERS" => Self::Owners,
            None => Self::Names,
        }
    }
}

/// Reports each pipeline that wants files of another one, once for each way to keep them apart.
pub(super) fn same_output(found: &mut [Found], job: &Job<'_>) {
    let collisions =
        write::collisions(job.files).into_iter().map(|(first, second)| (first.0.as_str(), second));
    let claims = write::claimed(job).into_iter().map(|(wanted, owner)| (owner, wanted));
    let mut reported: Vec<(&str, &String, Clash<'_>)> = Vec::new();
    for (first, (second, output)) in collisions.chain(claims) {
        let clash = Clash::of(&output.path);
        if reported.contains(&(first, second, clash)) {
            continue;
        }
        reported.push((first, second, clash));
        let Some(file) = found.iter_mut().find(|file| file.locked == *second) else { continue };
        let Some(model) = &file.model else { continue };
        file.diagnostics.extend(finding(clash, first, &output.path, model, &file.source).into_sorted());
    }
}

fn finding(clash: Clash<'_>, first: &str, path: &str, model: &Model, source: &Source) -> Diagnostics {
    let environment = match clash {
        Clash::Environment(name) => model.environments.get(name),
        Clash::Owners | Clash::Names => None,
    };
    let mut diagnostics = Diagnostics::default();
    let error = diagnostics.error(
        "same-output",
        environment.map_or(model.pipeline.head, |one| one.name.span),
        format!("`{first}` generates `{path}` too, and one would overwrite the other"),
    );
    match clash {
        Clash::Environment(_) => error
            .label("an environment belongs to the whole repository on GitHub")
            .help("give this one a name that no other pipeline of the repository has"),
        Clash::Owners => error.label("GitHub reads one file about owners, for all pipelines").help(
            "write a `CODEOWNERS` of your own at the top, with the approvers of both; then none is generated",
        ),
        Clash::Names => {
            error.label("this pipeline's files have the same names");
            match prefix(model, source) {
                Some((words, fix)) => {
                    error.fix = Some(fix);
                    error.help(words)
                }
                None => error.help("give one of them another `file-prefix` in its `pipeline` block"),
            }
        }
    };
    diagnostics
}

/// The prefix that would keep a pipeline's files apart; nothing where it has one already.
fn prefix(model: &Model, source: &Source) -> Option<(String, Fix)> {
    let pipeline = &model.pipeline;
    if pipeline.file_prefix.is_some() {
        return None;
    }
    let node = format!("file-prefix \"{}-\"", pipeline.name.value);
    let behind = source.text.get(pipeline.head.end..)?;
    let (at, text) = match behind.trim_start_matches([' ', '\t']).strip_prefix('{') {
        Some(block) => (source.text.len() - block.len(), format!("\n    {node}")),
        None => (pipeline.head.end, format!(" {{\n    {node}\n}}")),
    };
    let words = format!("give this one a prefix: `{node}` in its `pipeline` block");
    let edits = vec![Edit { span: Span::new(at, at), text }];
    Some((words, Fix { title: format!("add `{node}`"), edits }))
}
