//! The matrix and the table of approvals in a terminal: aligned columns, and lists where they do not fit.

use super::{
    Map,
    approvals::{self, ONCE},
    matrix::{Cell, Grid, Row, Signs},
};
use crate::text::{Style, columns, visible, wrap};

const SIGNS: Signs = Signs { open: "✔", forbidden: "·", same: "─" };
const GAP: &str = "  ";
/// What is narrower than that is no column to read sentences in.
const NARROW: usize = 24;

/// Shows both tables.
pub fn screen(map: &Map, style: Style) -> String {
    let (places, branches) = (Grid::of_places(map), Grid::of_branches(map));
    let mut parts = Vec::new();
    let is_wide = |grid: &Grid<'_>| Table::of("", grid).width() > style.width;
    match is_wide(&places) || is_wide(&branches) {
        true => parts.push(lists(map, style)),
        false => {
            parts.extend(
                (!places.columns.is_empty()).then(|| Table::of("from ↓  to →", &places).print(style)),
            );
            parts.extend(
                (!branches.columns.is_empty()).then(|| Table::of("merge ↓  into →", &branches).print(style)),
            );
            let legend = SIGNS.legend([&places, &branches].into_iter());
            parts.extend((!legend.is_empty()).then(|| flowed(&legend, style.width)));
        }
    }
    parts.push(asked(map, style));
    if !map.local.is_empty() {
        parts
            .push(format!("No release travels to {}: a developer's machine.\n", said(&map.local.join(", "))));
    }
    parts.retain(|part| !part.is_empty());
    parts.join("\n")
}

/// Words of the user's, on one line.
pub(crate) fn said(text: &str) -> String {
    visible(text).replace('\n', " ")
}

/// Sets a text off, where colours are wanted.
pub(crate) fn strong(text: &str, style: Style) -> String {
    if style.color { format!("\x1b[1m{text}\x1b[0m") } else { text.to_owned() }
}

fn faint(text: &str, style: Style) -> String {
    if style.color { format!("\x1b[2m{text}\x1b[0m") } else { text.to_owned() }
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(columns(text))))
}

/// A matrix, as texts.
struct Table {
    head: Vec<String>,
    /// The ways in, then the places.
    blocks: [Vec<Vec<(String, bool)>>; 2],
}

impl Table {
    fn of(corner: &str, grid: &Grid<'_>) -> Self {
        let head = std::iter::once(corner.to_owned()).chain(grid.columns.iter().map(|one| one.say(said)));
        let row = |row: &Row<'_>| {
            let cells = row.cells.iter().map(|&cell| (SIGNS.sign(cell), cell == Cell::Forbidden));
            std::iter::once((row.from.say(said), false)).chain(cells).collect()
        };
        let blocks = [&grid.ways_in, &grid.places].map(|rows| rows.iter().map(row).collect());
        Self { head: head.collect(), blocks }
    }

    fn widths(&self) -> Vec<usize> {
        let rows = || self.blocks.iter().flatten();
        let width = |at: usize| rows().map(|row| columns(&row[at].0)).chain([columns(&self.head[at])]).max();
        (0..self.head.len()).map(|at| width(at).unwrap_or(0)).collect()
    }

    fn width(&self) -> usize {
        self.widths().iter().sum::<usize>() + GAP.len() * self.head.len().saturating_sub(1)
    }

    fn print(&self, style: Style) -> String {
        let widths = self.widths();
        let rule = faint(&"─".repeat(self.width()), style) + "\n";
        let line = |cells: Vec<String>| cells.join(GAP).trim_end().to_owned() + "\n";
        let head = self.head.iter().zip(&widths).map(|(name, &width)| strong(&padded(name, width), style));
        let mut text = line(head.collect());
        for block in self.blocks.iter().filter(|block| !block.is_empty()) {
            text.push_str(&rule);
            for row in block {
                let cell = |((sign, quiet), &width): (&(String, bool), &usize)| {
                    let sign = padded(sign, width);
                    if *quiet { faint(&sign, style) } else { sign }
                };
                text.push_str(&line(row.iter().zip(&widths).map(cell).collect()));
            }
        }
        text
    }
}

/// For each start where it leads.
fn lists(map: &Map, style: Style) -> String {
    let mut targets: indexmap::IndexMap<String, Vec<String>> = indexmap::IndexMap::new();
    for passage in &map.passages {
        let people = passage.gate.people.count();
        let cell = SIGNS.sign(Cell::Open(people, passage.gate.holds().next().is_some()));
        targets.entry(passage.start(said)).or_default().push(format!("{} {cell}", passage.to.say(said)));
    }
    let mut text = String::new();
    for (from, to) in targets {
        text.push_str(&format!("{}\n", strong(&from, style)));
        for to in to {
            text.push_str(&format!("  → {to}\n"));
        }
    }
    text
}

/// Texts beside each other, on as many lines as they need.
fn flowed(texts: &[String], width: usize) -> String {
    let mut lines: Vec<String> = Vec::new();
    for text in texts {
        match lines.last_mut() {
            Some(line) if columns(line) + 3 + columns(text) <= width => line.push_str(&format!("   {text}")),
            _ => lines.push(text.clone()),
        }
    }
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// The table of approvals.
fn asked(map: &Map, style: Style) -> String {
    let rows: Vec<[Vec<String>; 4]> = approvals::rows(map)
        .map(|row| {
            let terms = row.terms().iter().map(|term| said(term)).collect();
            [row.lines(said), vec![row.people()], vec![said(&row.gate.people.words())], terms]
        })
        .collect();
    if rows.is_empty() {
        return String::new();
    }
    let once = match approvals::rows(map).any(|row| row.gate.people.asks()) {
        true => format!(
            "\n{}",
            wrap(ONCE, 0, style.width).iter().map(|line| format!("{line}\n")).collect::<String>()
        ),
        false => String::new(),
    };
    let titles = ["way", "people", "who", "what else"];
    let width = |at: usize| {
        let texts = rows.iter().flat_map(|row| &row[at]).map(|text| columns(text));
        texts.chain([columns(titles[at])]).max().unwrap_or(0)
    };
    let before: usize = (0..3).map(|at| width(at) + GAP.len()).sum();
    let has_terms = rows.iter().any(|row| !row[3].is_empty());
    let left = style.width.saturating_sub(before);
    if before > style.width || has_terms && left < NARROW.min(width(3)) {
        return stacked(&rows, style) + &once;
    }
    let shown = if has_terms { 4 } else { 3 };
    let widths: Vec<usize> =
        (0..shown).map(|at| if at == 3 { width(3).min(left) } else { width(at) }).collect();
    let head = (0..shown).map(|at| strong(&padded(titles[at], widths[at]), style));
    let mut text = head.collect::<Vec<_>>().join(GAP).trim_end().to_owned() + "\n";
    let all = widths.iter().sum::<usize>() + GAP.len() * (shown - 1);
    text.push_str(&(faint(&"─".repeat(all), style) + "\n"));
    for row in &rows {
        let lines: Vec<Vec<String>> =
            (0..shown).map(|at| row[at].iter().flat_map(|one| indented(one, widths[at])).collect()).collect();
        for line in 0..lines.iter().map(Vec::len).max().unwrap_or(0) {
            let cell = |at: usize| padded(lines[at].get(line).map_or("", String::as_str), widths[at]);
            text.push_str((0..shown).map(cell).collect::<Vec<_>>().join(GAP).trim_end());
            text.push('\n');
        }
    }
    text + &once
}

/// A text over several lines, those behind the first one set in.
fn indented(text: &str, width: usize) -> Vec<String> {
    if columns(text) <= width {
        return vec![text.to_owned()];
    }
    let lines = wrap(text, 0, width.saturating_sub(2)).into_iter().enumerate();
    lines.map(|(at, line)| if at == 0 { line } else { format!("  {line}") }).collect()
}

/// One block a way, for a narrow terminal.
fn stacked(rows: &[[Vec<String>; 4]], style: Style) -> String {
    let mut text = String::new();
    for [way, people, who, terms] in rows {
        text.push_str(&format!("{}\n", strong(&way.concat(), style)));
        let asked = match people.concat().as_str() {
            "0" | "same" => who.concat(),
            people => format!("{people}: {}", who.concat()),
        };
        for line in std::iter::once(&asked).chain(terms) {
            for line in indented(line, style.width.saturating_sub(2)) {
                text.push_str(&format!("  {line}\n"));
            }
        }
    }
    text
}
