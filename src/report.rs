//! Findings, shown: to a person in a terminal, as JSON, as SARIF, as annotations on a pull request.

mod github;
mod human;
mod json;
mod line;
mod sarif;
mod snippet;
mod window;

use std::fmt::{self, Write};

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Lines, Source, Span};
pub use crate::text::Style;

/// The forms in which findings can be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Snippets with labels, for a person.
    Human,
    /// Our own JSON, version 1.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands, which GitHub shows as annotations.
    Github,
}

/// One file of a run and what was found in it, in the order in which it is shown.
#[derive(Debug, Clone, Copy)]
pub struct Reported<'a> {
    /// The file.
    pub source: &'a Source,
    /// The findings in it.
    pub diagnostics: &'a [Diagnostic],
}

/// Renders the findings of a run; ends with a line end unless there is nothing to say.
pub fn render(format: Format, files: &[Reported<'_>], style: Style) -> String {
    match format {
        Format::Human => human::render(files, style),
        Format::Json => json::render(files),
        Format::Sarif => sarif::render(files),
        Format::Github => github::render(files),
    }
}

/// How many findings of each severity there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Summary {
    /// Findings that stop the build.
    pub errors: usize,
    /// Findings that count with `--deny-warnings`.
    pub warnings: usize,
    /// Findings about a meaning.
    pub notes: usize,
    /// Findings about good practice.
    pub advice: usize,
}

impl Summary {
    /// Counts the findings of all files of a run.
    pub fn of(files: &[Reported<'_>]) -> Self {
        let mut summary = Self::default();
        for diagnostic in files.iter().flat_map(|file| file.diagnostics) {
            *match diagnostic.severity {
                Severity::Error => &mut summary.errors,
                Severity::Warning => &mut summary.warnings,
                Severity::Note => &mut summary.notes,
                Severity::Advice => &mut summary.advice,
            } += 1;
        }
        summary
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = [
            (self.errors, "error", "errors"),
            (self.warnings, "warning", "warnings"),
            (self.notes, "note", "notes"),
            (self.advice, "piece of advice", "pieces of advice"),
        ];
        let mut separator = "";
        for (count, one, many) in counts.into_iter().filter(|(count, ..)| *count > 0) {
            write!(f, "{separator}{count} {}", if count == 1 { one } else { many })?;
            separator = ", ";
        }
        if separator.is_empty() { f.write_str("no problems") } else { Ok(()) }
    }
}

/// A file whose lines were looked for once, however many findings it has.
struct File<'a> {
    source: &'a Source,
    lines: Lines<'a>,
}

impl<'a> File<'a> {
    fn new(source: &'a Source) -> Self {
        Self { source, lines: Lines::new(&source.text) }
    }

    /// Brings a span into the file and onto whole characters, so that no finding, however wrong its span, ends the
    /// program that was about to show it.
    fn within(&self, span: Span) -> Span {
        let text = &self.source.text;
        let mut start = span.start.min(span.end).min(text.len());
        let mut end = span.start.max(span.end).min(text.len());
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        while !text.is_char_boundary(end) {
            end += 1;
        }
        Span::new(start, end)
    }

    fn region(&self, span: Span) -> Region {
        let span = self.within(span);
        let point = |offset| {
            let position = self.lines.position(offset);
            Point { line: position.line, column: position.column, offset }
        };
        Region { start: point(span.start), end: point(span.end) }
    }
}

/// A place in a file, both as people and as programs count.
#[derive(Serialize)]
struct Point {
    line: usize,
    column: usize,
    offset: usize,
}

/// A half-open part of a file.
#[derive(Serialize)]
struct Region {
    start: Point,
    end: Point,
}

/// Returns what a reader is told to do: the help, or else what the fix would do.
fn help(diagnostic: &Diagnostic) -> Option<&str> {
    diagnostic.help.as_deref().or(diagnostic.fix.as_ref().map(|fix| fix.title.as_str()))
}

/// Returns the message and, on lines of its own, the help.
fn message_and_help(diagnostic: &Diagnostic) -> String {
    match help(diagnostic) {
        Some(help) => format!("{}\n{help}", diagnostic.message),
        None => diagnostic.message.clone(),
    }
}

/// Prints JSON for people too: two spaces, and an escape for every character that a terminal would obey or hide.
pub(crate) fn pretty(value: &impl Serialize) -> String {
    let json = serde_json::to_string_pretty(value).expect("strings, numbers and lists are always JSON");
    let mut out = String::with_capacity(json.len() + 1);
    for c in json.chars() {
        // Such a character can only stand in a string: outside of strings there is nothing but ASCII.
        if c != '\n' && crate::text::is_hidden(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}").expect("a string takes everything");
            }
        } else {
            out.push(c);
        }
    }
    out.push('\n');
    out
}
