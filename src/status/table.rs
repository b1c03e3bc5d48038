//! A table that takes the width that there is: one column may be broken, and where even that does not help, it is a list.

use super::words::Tone;
use crate::{
    map::{said, strong},
    text::{Style, columns, wrap},
};

const GAP: &str = "  ";
/// What is narrower than that is no column to read sentences in.
const NARROW: usize = 22;
/// In a list: the sign, what it is about, the version, and how it is.
const MOST_ON_ONE_LINE: usize = 4;
/// Behind the sign, and a little further than what the row is about.
const SET_IN: usize = 5;

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
    /// The column that may be broken, if one may.
    pub(super) flexible: Option<usize>,
}

/// A row, and what stands under it, set in.
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
    /// Prints the first of several that fits, or else the last one as a list.
    pub(super) fn first_that_fits(tables: impl IntoIterator<Item = Self>, style: Style) -> String {
        let mut last = None;
        for table in tables {
            if table.fits(style) {
                return table.print(style);
            }
            last = Some(table);
        }
        last.map(|table| table.list(style)).unwrap_or_default()
    }

    fn fits(&self, style: Style) -> bool {
        let widths = self.widths();
        let wish = self.flexible.and_then(|at| widths.get(at)).copied().unwrap_or_default();
        total(&widths) - wish + wish.min(NARROW) <= style.width
    }

    fn print(&self, style: Style) -> String {
        let mut widths = self.widths();
        let too_much = total(&widths).saturating_sub(style.width);
        if let Some(width) = self.flexible.and_then(|at| widths.get_mut(at)) {
            *width = width.saturating_sub(too_much);
        }
        let mut text = String::new();
        if self.head.iter().any(|title| !title.is_empty()) {
            let titles: Vec<Cell> = self.head.iter().map(Cell::strong).collect();
            text.push_str(&line(&titles, &widths, style));
            text.push_str(&(Cell::faint("─".repeat(total(&widths))).shown(style) + "\n"));
        }
        for row in &self.rows {
            text.push_str(&line(&row.cells, &widths, style));
            text.extend(row.notes.iter().map(|note| note.set_in(SET_IN, style)));
        }
        text
    }

    /// One block a row: what it is and how it is on one line, everything else below.
    fn list(&self, style: Style) -> String {
        let mut text = String::new();
        for row in &self.rows {
            let cells: Vec<&Cell> = row.cells.iter().filter(|cell| !cell.text.is_empty()).collect();
            let mut first = 0;
            let mut room = style.width;
            for cell in &cells {
                let width = columns(&cell.text) + 1;
                if first >= MOST_ON_ONE_LINE || first > 1 && width > room {
                    break;
                }
                room = room.saturating_sub(width);
                first += 1;
            }
            let (first, rest) = cells.split_at(first);
            let shown: Vec<String> = first.iter().map(|cell| cell.shown(style)).collect();
            text.push_str(&(shown.join(" ") + "\n"));
            let rest: Vec<&str> = rest.iter().map(|cell| cell.text.as_str()).collect();
            if !rest.is_empty() {
                text.push_str(&Cell::plain(rest.join(" · ")).set_in(SET_IN, style));
            }
            text.extend(row.notes.iter().map(|note| note.set_in(SET_IN, style)));
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
}

fn total(widths: &[usize]) -> usize {
    widths.iter().sum::<usize>() + GAP.len() * widths.len().saturating_sub(1)
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
