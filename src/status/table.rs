//! A table that takes the width that there is: one column may be broken, and where even that does not help, it is a list.

use super::words::Tone;
use crate::{
    map::{said, strong},
    text::{Style, columns, wrap},
};

const GAP: &str = "  ";
/// What is narrower than that is no column to read sentences in.
const NARROW: usize = 22;

/// A text, and how it is set off where colours are wanted.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    text: String,
    paint: Paint,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Paint {
    Plain,
    Strong,
    Tone(Tone),
}

/// Rows with a title over each column.
pub(super) struct Table {
    /// No titles: nothing stands above the rows.
    pub(super) head: Vec<&'static str>,
    pub(super) rows: Vec<Row>,
    /// The column that may be broken.
    pub(super) flexible: usize,
}

/// A row, and what stands under it, set in to the second column.
pub(super) struct Row {
    pub(super) cells: Vec<Cell>,
    pub(super) notes: Vec<Cell>,
}

impl Cell {
    pub(super) fn plain(text: impl AsRef<str>) -> Self {
        Self { text: said(text.as_ref()), paint: Paint::Plain }
    }

    pub(super) fn strong(text: impl AsRef<str>) -> Self {
        Self { paint: Paint::Strong, ..Self::plain(text) }
    }

    pub(super) fn toned(text: impl AsRef<str>, tone: Tone) -> Self {
        Self { paint: Paint::Tone(tone), ..Self::plain(text) }
    }

    pub(super) fn faint(text: impl AsRef<str>) -> Self {
        Self::toned(text, Tone::Quiet)
    }

    fn paint(&self, text: &str, style: Style) -> String {
        let code = match self.paint {
            _ if !style.color || text.is_empty() => return text.to_owned(),
            Paint::Plain => return text.to_owned(),
            Paint::Strong => return strong(text, style),
            Paint::Tone(Tone::Good) => "32",
            Paint::Tone(Tone::Bad) => "31",
            Paint::Tone(Tone::Open) => "33",
            Paint::Tone(Tone::Quiet) => "2",
        };
        format!("\x1b[{code}m{text}\x1b[0m")
    }
}

impl Table {
    /// Tells whether it fits beside each other.
    pub(super) fn fits(&self, style: Style) -> bool {
        let widths = self.widths();
        let rest = self.rest(&widths);
        let least = widths.get(self.flexible).map_or(0, |width| NARROW.min(*width));
        rest + least <= style.width
    }

    /// Prints it, as a list where it does not fit.
    pub(super) fn print(&self, style: Style) -> String {
        if !self.fits(style) {
            return self.list(style);
        }
        let mut widths = self.widths();
        let rest = self.rest(&widths);
        if let Some(width) = widths.get_mut(self.flexible) {
            *width = (*width).min(style.width.saturating_sub(rest));
        }
        let mut text = String::new();
        if self.head.iter().any(|title| !title.is_empty()) {
            let titles: Vec<Cell> = self.head.iter().map(Cell::strong).collect();
            text.push_str(&line(&titles, &widths, style));
            let all = widths.iter().sum::<usize>() + GAP.len() * (widths.len() - 1);
            text.push_str(&(Cell::faint("─".repeat(all)).shown(style) + "\n"));
        }
        for row in &self.rows {
            text.push_str(&line(&row.cells, &widths, style));
            let indent = widths.first().map_or(0, |width| width + GAP.len());
            for note in &row.notes {
                text.push_str(&note.set_in(indent, style));
            }
        }
        text
    }

    /// One block a row: the first three words on one line, everything else below.
    fn list(&self, style: Style) -> String {
        let mut text = String::new();
        for row in &self.rows {
            let (first, rest) = row.cells.split_at(row.cells.len().min(3));
            let shown = first.iter().filter(|cell| !cell.text.is_empty()).map(|cell| cell.shown(style));
            text.push_str(&(shown.collect::<Vec<_>>().join(" ") + "\n"));
            for cell in rest.iter().chain(&row.notes).filter(|cell| !cell.text.is_empty()) {
                text.push_str(&cell.set_in(4, style));
            }
        }
        text
    }

    fn widths(&self) -> Vec<usize> {
        let titles = self.head.iter().map(|title| columns(title));
        let mut widths: Vec<usize> = titles.collect();
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(&row.cells) {
                *width = (*width).max(columns(&cell.text));
            }
        }
        widths
    }

    /// What stands beside the column that may be broken.
    fn rest(&self, widths: &[usize]) -> usize {
        let flexible = widths.get(self.flexible).copied().unwrap_or_default();
        widths.iter().sum::<usize>() + GAP.len() * widths.len().saturating_sub(1) - flexible
    }
}

impl Cell {
    fn shown(&self, style: Style) -> String {
        self.paint(&self.text, style)
    }

    /// On lines of its own.
    pub(super) fn set_in(&self, indent: usize, style: Style) -> String {
        let lines = broken(&self.text, style.width.saturating_sub(indent).max(1));
        lines.iter().map(|line| format!("{}{}\n", " ".repeat(indent), self.paint(line, style))).collect()
    }
}

/// A text over several lines, those behind the first one set in. A word that is wider than all of it is cut.
fn broken(text: &str, width: usize) -> Vec<String> {
    if columns(text) <= width {
        return vec![text.to_owned()];
    }
    let lines = wrap(text, 0, width.saturating_sub(2).max(1)).into_iter().enumerate();
    lines.map(|(at, line)| if at == 0 { line } else { format!("  {line}") }).collect()
}

/// The cells of a row beside each other, on as many lines as the tallest one needs.
fn line(cells: &[Cell], widths: &[usize], style: Style) -> String {
    let lines: Vec<Vec<String>> =
        cells.iter().zip(widths).map(|(cell, &width)| broken(&cell.text, width)).collect();
    let mut text = String::new();
    for at in 0..lines.iter().map(Vec::len).max().unwrap_or(0) {
        let mut row = String::new();
        let mut room = 0;
        for ((cell, lines), width) in cells.iter().zip(&lines).zip(widths) {
            let part = lines.get(at).map_or("", String::as_str);
            if !part.is_empty() {
                // Nothing is coloured but words, and no line ends with blanks.
                row.push_str(&" ".repeat(room));
                row.push_str(&cell.paint(part, style));
                room = 0;
            }
            room += width.saturating_sub(columns(part)) + GAP.len();
        }
        text.push_str(&(row + "\n"));
    }
    text
}
