//! The matrix and the table of approvals in Markdown.

use indexmap::IndexMap;

use super::{
    Map, Passage, Point,
    approvals::{self, ONCE, Way},
    matrix::{Grid, Signs},
};
use crate::markdown::{code, table, text};

/// More environments than this do not fit beside each other on a page.
const MOST_COLUMNS: usize = 16;

const SIGNS: Signs = Signs { open: "✅", forbidden: "❌", same: "─" };

/// A further column of the table of approvals: its title, and what it says of a way.
pub type Extra<'a> = (&'a str, &'a dyn Fn(&Passage) -> String);

/// Writes both tables, each under its title.
pub fn markdown(map: &Map) -> String {
    let mut page = format!("## Where a release may go\n\n{}", matrix(map));
    let approvals = approvals(map, None);
    if !approvals.is_empty() {
        page.push_str(&format!("\n## Who approves\n\n{approvals}"));
    }
    page
}

/// Says which release may go where, and which branch.
pub fn matrix(map: &Map) -> String {
    let (places, branches) = (Grid::of_places(map), Grid::of_branches(map));
    if places.columns.len() > MOST_COLUMNS || branches.columns.len() > MOST_COLUMNS {
        return lists(map);
    }
    let mut parts = Vec::new();
    if !places.columns.is_empty() {
        parts.push(grid("From ↓ to →", &places));
    }
    if !branches.columns.is_empty() {
        parts.push(grid("Merge ↓ into →", &branches));
    }
    let legend = SIGNS.legend([&places, &branches].into_iter());
    if !legend.is_empty() {
        parts.push(legend.join(" · ") + "\n");
    }
    if !map.local.is_empty() {
        let names: Vec<String> = map.local.iter().map(|name| code(name)).collect();
        parts.push(format!("No release travels to {}: a developer's machine.\n", names.join(", ")));
    }
    parts.join("\n")
}

fn grid(corner: &str, grid: &Grid<'_>) -> String {
    let head: Vec<String> =
        std::iter::once(corner.to_owned()).chain(grid.columns.iter().map(|one| one.say(code))).collect();
    let rows: Vec<Vec<String>> = grid
        .rows()
        .map(|row| {
            let cells = row.cells.iter().map(|&cell| SIGNS.sign(cell));
            std::iter::once(row.from.say(code)).chain(cells).collect()
        })
        .collect();
    table(&head, &rows)
}

/// For each start where it leads, when there are too many places for a matrix.
fn lists(map: &Map) -> String {
    let mut targets: IndexMap<String, Vec<String>> = IndexMap::new();
    for passage in &map.passages {
        targets.entry(passage.start(code)).or_default().push(to(passage));
    }
    let rows: Vec<Vec<String>> = targets.into_iter().map(|(from, to)| vec![from, to.join(", ")]).collect();
    table(&["From".to_owned(), "May go to".to_owned()], &rows)
}

fn to(passage: &Passage) -> String {
    Point::say(&passage.to, code)
}

/// Says who approves which way, and what else has to hold.
pub fn approvals(map: &Map, extra: Option<Extra<'_>>) -> String {
    let rows: Vec<approvals::Row<'_>> = approvals::rows(map).collect();
    if rows.is_empty() {
        return String::new();
    }
    let has_terms = rows.iter().any(|row| !row.terms().is_empty());
    let mut head = vec!["Way".to_owned(), "People".to_owned(), "Who".to_owned()];
    head.extend(has_terms.then(|| "What else".to_owned()));
    head.extend(extra.map(|(title, _)| title.to_owned()));
    let cells: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            let mut cells = vec![row.say(code), row.people(), text(&row.gate.people.words())];
            let terms: Vec<String> = row.terms().iter().map(|term| text(term)).collect();
            cells.extend(has_terms.then(|| terms.join("; ")));
            cells.extend(extra.map(|(_, say)| match &row.way {
                Way::Passage(passage) => say(passage),
                Way::Hotfix(_) => String::new(),
            }));
            cells
        })
        .collect();
    let mut body = table(&head, &cells);
    if rows.iter().any(|row| row.gate.people.asks()) {
        body.push_str(&format!("\n{ONCE}\n"));
    }
    body
}
