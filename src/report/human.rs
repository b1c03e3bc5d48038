//! Findings for a person: what is wrong, the places, what to type.

use std::borrow::Cow;
use std::fmt::Write;

use super::snippet;
use super::{File, Reported, Style, help};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Source;
use crate::text::{columns, visible, wrap};

/// Below this nothing can be read, however narrow the terminal says it is.
const NARROWEST: usize = 40;

pub(super) fn render(files: &[Reported<'_>], style: Style) -> String {
    let style = Style { width: style.width.max(NARROWEST), ..style };
    let mut out = String::new();
    for reported in files.iter().filter(|file| !file.diagnostics.is_empty()) {
        let source = conceal(reported.source, reported.diagnostics);
        let file = File::new(&source);
        for diagnostic in reported.diagnostics {
            if !out.is_empty() {
                out.push('\n');
            }
            headline(&mut out, diagnostic, style);
            snippet::draw(&mut out, &file, diagnostic, style);
            if let Some(help) = help(diagnostic) {
                advise(&mut out, help, style);
            }
        }
    }
    out
}

/// Makes stars of what must not be shown, byte for byte, so that every place stays where it is.
fn conceal<'a>(source: &'a Source, diagnostics: &[Diagnostic]) -> Cow<'a, Source> {
    /// Enough to recognize a key by, and the quote before it.
    const SHOWN: usize = 5;
    let mut source = Cow::Borrowed(source);
    for span in diagnostics.iter().filter_map(|diagnostic| diagnostic.concealed) {
        let Some(text) = source.text.get(span.start..span.end) else { continue };
        let stars: String = text
            .char_indices()
            .map(|(at, c)| match c {
                '"' | '\n' | '\r' => c.to_string(),
                c if at < SHOWN => c.to_string(),
                c => "*".repeat(c.len_utf8()),
            })
            .collect();
        source.to_mut().text.replace_range(span.start..span.end, &stars);
    }
    source
}

fn headline(out: &mut String, diagnostic: &Diagnostic, style: Style) {
    let color = match diagnostic.severity {
        Severity::Error => "1;31",
        Severity::Warning => "1;33",
        Severity::Note | Severity::Advice => "1;36",
    };
    let head = format!("{}[{}]", diagnostic.severity.word(), diagnostic.code);
    let lines = wrap(&visible(&diagnostic.message), columns(&head) + 2, style.width - 2);
    write!(out, "{}:", paint(style, color, &head)).expect("a string takes everything");
    hang(out, &lines, " ", "  ", |line| paint(style, "1", line));
}

fn advise(out: &mut String, help: &str, style: Style) {
    let lines = wrap(&visible(help), 0, style.width - "  help: ".len());
    write!(out, "  {}", paint(style, "36", "help:")).expect("a string takes everything");
    hang(out, &lines, " ", "        ", str::to_string);
}

/// Writes the lines below each other, with nothing behind an empty one.
fn hang(out: &mut String, lines: &[String], first: &str, rest: &str, show: impl Fn(&str) -> String) {
    for (number, line) in lines.iter().enumerate() {
        if !line.is_empty() {
            out.push_str(if number == 0 { first } else { rest });
            out.push_str(&show(line));
        }
        out.push('\n');
    }
    if lines.is_empty() {
        out.push('\n');
    }
}

/// Colours a text with the parameters of an SGR sequence, if colours are wanted.
pub(super) fn paint(style: Style, sgr: &str, text: &str) -> String {
    if style.color { format!("\x1b[{sgr}m{text}\x1b[0m") } else { text.to_string() }
}
