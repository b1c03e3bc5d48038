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

/// Reports each pipeline that wants a file of another one, once for each other one.
pub(super) fn same_output(found: &mut [Found], job: &Job<'_>) {
    let collisions =
        write::collisions(job.files).into_iter().map(|(first, second)| (first.0.as_str(), second));
    let claims = write::claimed(job).into_iter().map(|(wanted, owner)| (owner, wanted));
    let mut reported: Vec<(&str, &String)> = Vec::new();
    for (first, (second, output)) in collisions.chain(claims) {
        if reported.contains(&(first, second)) {
            continue;
        }
        reported.push((first, second));
        let Some(file) = found.iter_mut().find(|file| file.locked == *second) else { continue };
        let Some(model) = &file.model else { continue };
        let mut diagnostics = Diagnostics::default();
        let error = diagnostics.error(
            "same-output",
            model.pipeline.head,
            format!("`{first}` generates `{}` too, and one would overwrite the other", output.path),
        );
        error.label("this pipeline's files have the same names");
        match prefix(model, &file.source) {
            Some((words, fix)) => error.help(words).fix = Some(fix),
            None => drop(error.help("give one of them another `file-prefix` in its `pipeline` block")),
        }
        file.diagnostics.extend(diagnostics.into_sorted());
    }
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
