//! Findings for other programs, version 1: additions keep the number, anything else raises it.

use serde::Serialize;

use super::{File, Region, Reported, Summary, pretty};
use crate::diagnostic::Diagnostic;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    files: Vec<FileOut<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct FileOut<'a> {
    path: &'a str,
    diagnostics: Vec<DiagnosticOut<'a>>,
}

#[derive(Serialize)]
struct DiagnosticOut<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    labels: Vec<Piece<'a>>,
    fix: Option<FixOut<'a>>,
}

#[derive(Serialize)]
struct FixOut<'a> {
    title: &'a str,
    edits: Vec<EditOut<'a>>,
}

/// A label: what is to be seen, and where.
#[derive(Serialize)]
struct Piece<'a> {
    text: &'a str,
    #[serde(flatten)]
    region: Region,
}

/// An edit: where, and what stands there afterwards.
#[derive(Serialize)]
struct EditOut<'a> {
    #[serde(flatten)]
    region: Region,
    text: &'a str,
}

pub(super) fn render(files: &[Reported<'_>]) -> String {
    let summary = Summary::of(files);
    let files = files.iter().map(|reported| {
        let file = File::new(reported.source);
        let diagnostics = reported.diagnostics.iter().map(|one| diagnostic(&file, one)).collect();
        FileOut { path: &reported.source.path, diagnostics }
    });
    pretty(&Document { version: 1, files: files.collect(), summary })
}

fn diagnostic<'a>(file: &File<'_>, diagnostic: &'a Diagnostic) -> DiagnosticOut<'a> {
    let labels = diagnostic.labels.iter();
    DiagnosticOut {
        code: diagnostic.code,
        severity: diagnostic.severity.word(),
        message: &diagnostic.message,
        help: diagnostic.help.as_deref(),
        labels: labels.map(|label| Piece { text: &label.text, region: file.region(label.span) }).collect(),
        fix: diagnostic.fix.as_ref().map(|fix| {
            let edits = fix.edits.iter();
            let edits = edits.map(|edit| EditOut { region: file.region(edit.span), text: &edit.text });
            FixOut { title: &fix.title, edits: edits.collect() }
        }),
    }
}
