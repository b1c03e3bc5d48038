//! A node of the language, from its table.

use indexmap::IndexMap;

use crate::syntax::shape::{self, Block, Shape, Support, synopsis};

/// Says how a node is written, what it means and what may stand in it; for each place where it may stand.
pub fn node(name: &str) -> Option<String> {
    let mut said: IndexMap<String, Vec<String>> = IndexMap::new();
    if name.is_empty() {
        // That is what the tables call nodes whose names are the team's own.
        return None;
    }
    for (around, shape) in &shape::find(name) {
        let places = said.entry(describe(shape)).or_default();
        let place = match around.iter().rev().find(|name| !name.is_empty()) {
            None => "at the top of a file".to_owned(),
            Some(name) => format!("in `{name}`"),
        };
        if !places.contains(&place) {
            places.push(place);
        }
    }
    let pages = said.into_iter().map(|(text, places)| format!("{name} ({})\n{text}", places.join(", ")));
    let pages: Vec<String> = pages.collect();
    (!pages.is_empty()).then(|| pages.join("\n"))
}

/// The names of all nodes, each once.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    fn walk(shapes: &'static [Shape], names: &mut indexmap::IndexSet<&'static str>) {
        for shape in shapes {
            names.insert(shape.name);
            walk(shape.children(), names);
        }
    }
    let mut found = indexmap::IndexSet::new();
    walk(shape::FILE, &mut found);
    found.into_iter().filter(|name| !name.is_empty())
}

fn describe(shape: &Shape) -> String {
    let mut text = format!("\n    {}\n\n{}.\n", shape.form, shape.sentence);
    let ways = synopsis(shape);
    if ways != [shape.name] {
        text.push_str("\nWritten:\n");
        ways.iter().for_each(|way| text.push_str(&format!("  {way}\n")));
    }
    let children = match shape.block {
        Block::Keys(..) => &[],
        _ => shape.children(),
    };
    if !children.is_empty() {
        let width = children.iter().map(|child| child.name.len()).max().unwrap_or(0);
        text.push_str("\nIn its block:\n");
        for child in children {
            let ahead = match child.support {
                Support::Built => "",
                Support::Refused => " (not enforced yet)",
                Support::LeftOut => " (not generated yet)",
            };
            text.push_str(&format!("  {:<width$}  {}{ahead}\n", child.name, child.sentence));
        }
    }
    text.push_str(match shape.support {
        Support::Built => "",
        Support::Refused => "\nNot enforced yet: `build` refuses a file with it, so that no pipeline claims what does not hold.\n",
        Support::LeftOut => "\nNot generated yet: `build` leaves it out, with a warning.\n",
    });
    text
}
