//! What the terminal can show, and writing to it.

use std::io::{IsTerminal, Write};

use crate::report::Style;

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

/// Writes a result. A reader that went away is no failure.
pub(super) fn say(text: &str) {
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}

/// Writes what a person has to know.
pub(super) fn complain(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}
