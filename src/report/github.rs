//! Findings as workflow commands, one a line; GitHub shows them at the lines of a pull request.

use std::fmt::Write;

use super::{File, Reported, message_and_help};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::visible;

pub(super) fn render(files: &[Reported<'_>]) -> String {
    let mut out = String::new();
    for reported in files.iter().filter(|file| !file.diagnostics.is_empty()) {
        let file = File::new(reported.source);
        for diagnostic in reported.diagnostics {
            annotate(&mut out, &file, diagnostic).expect("a string takes everything");
        }
    }
    out
}

fn annotate(out: &mut String, file: &File<'_>, diagnostic: &Diagnostic) -> std::fmt::Result {
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note | Severity::Advice => "notice",
    };
    write!(out, "::{command} file={}", property(&file.source.path))?;
    if let Some(label) = diagnostic.labels.first() {
        let region = file.region(label.span);
        write!(out, ",line={},endLine={}", region.start.line, region.end.line)?;
        // The runner ignores columns of different lines, and says so in its log.
        if region.start.line == region.end.line {
            write!(out, ",col={},endColumn={}", region.start.column, region.end.column)?;
        }
    }
    let (title, message) = (property(diagnostic.code), data(&message_and_help(diagnostic)));
    writeln!(out, ",title={title}::{message}")
}

/// Escapes a message as `@actions/core` does.
fn data(text: &str) -> String {
    visible(text).replace('%', "%25").replace('\n', "%0A")
}

/// Escapes a property as `@actions/core` does.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
