//! What the terminal can show, and writing to it.

use std::io::{ErrorKind, IsTerminal, Write};

use super::Failure;
use crate::report::{self, Style};
use crate::write::WriteError;

/// Finds out what standard error can show.
#[allow(
    clippy::disallowed_methods,
    reason = "how findings look, never what they are, depends on the terminal"
)]
pub(super) fn style() -> Style {
    let is = |name: &str| std::env::var(name).is_ok_and(|value| !value.is_empty());
    let terminal = std::io::stderr().is_terminal();
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let width = columns.or_else(|| terminal.then(terminal_width).flatten()).unwrap_or(100);
    Style { color: terminal && !is("NO_COLOR"), width: width.clamp(40, 160), unicode: true }
}

fn terminal_width() -> Option<usize> {
    terminal_size::terminal_size_of(std::io::stderr()).map(|(width, _)| usize::from(width.0))
}

/// Writes a result. A reader that went away has seen enough; a result that got lost is a failure.
pub(super) fn say(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(WriteError::from_io("write", "standard output", &error).into())
        }
        _ => Ok(()),
    }
}

/// Writes what a person has to know.
pub(super) fn complain(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// Makes a text safe to print on one line: names of files and arguments can hold anything.
pub(super) fn line(text: &str) -> String {
    report::visible(text).replace('\n', "␊")
}

/// Makes a text safe for the log of a workflow, where a line can be a command: after blanks, or anywhere behind `##[`.
pub(super) fn inert(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with("::") {
            safe.push('|');
        }
        safe.push_str(&line.replace("##[", "## ["));
    }
    safe
}
