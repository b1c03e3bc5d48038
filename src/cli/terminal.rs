//! What the terminal can show, and writing to it.

use std::io::{ErrorKind, IsTerminal, Write};

use terminal_size::{Height, Width};

use super::Failure;
use crate::text::Style;
use crate::write::WriteError;

/// Finds out what standard error can show, where findings are.
pub(super) fn style() -> Style {
    let stream = std::io::stderr();
    looks(stream.is_terminal(), terminal_size::terminal_size_of(stream))
}

/// Finds out what standard output can show, where results are.
pub(super) fn page() -> Style {
    let stream = std::io::stdout();
    looks(stream.is_terminal(), terminal_size::terminal_size_of(stream))
}

#[allow(
    clippy::disallowed_methods,
    reason = "how findings and pages look, never what they are, depends on the terminal"
)]
fn looks(terminal: bool, size: Option<(Width, Height)>) -> Style {
    let is = |name: &str| std::env::var(name).is_ok_and(|value| !value.is_empty());
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let width = columns.or_else(|| size.map(|(width, _)| usize::from(width.0))).unwrap_or(100);
    Style { color: terminal && !is("NO_COLOR"), width: width.clamp(40, 160), unicode: true }
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
    crate::text::visible(text).replace('\n', "␊")
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
