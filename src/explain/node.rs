//! A node of the language, from its table.

use indexmap::IndexMap;

use crate::syntax::shape::{self, Block, Kind, Shape, Support};

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
            match shape.block {
                Block::Of(shapes) | Block::Needed(shapes) | Block::Arrows(shapes) => walk(shapes, names),
                Block::Keys(key) => walk(std::slice::from_ref(key), names),
                Block::None => {}
            }
        }
    }
    let mut found = indexmap::IndexSet::new();
    walk(shape::FILE, &mut found);
    found.into_iter().filter(|name| !name.is_empty())
}

fn describe(shape: &Shape) -> String {
    let mut text = format!("\n    {}\n\n{}.\n", shape.form, shape.sentence);
    for (name, kind) in shape.properties {
        text.push_str(&format!("  {name}={}\n", value(*kind)));
    }
    let children = match shape.block {
        Block::Of(shapes) | Block::Needed(shapes) => shapes,
        Block::None | Block::Keys(_) | Block::Arrows(_) => &[],
    };
    if !children.is_empty() {
        let width = children.iter().map(|child| child.name.len()).max().unwrap_or(0);
        text.push_str("\nIn its block:\n");
        for child in children {
            let later = if child.support == Support::Later { " (not supported yet)" } else { "" };
            text.push_str(&format!("  {:<width$}  {}{later}\n", child.name, child.sentence));
        }
    }
    if shape.support == Support::Later {
        text.push_str("\nNot supported yet: nothing is generated from it in this version.\n");
    }
    text
}

fn value(kind: Kind) -> String {
    match kind {
        Kind::Name => "a name".to_owned(),
        Kind::Key => "the name of a variable or secret".to_owned(),
        Kind::Text => "a text".to_owned(),
        Kind::Count => "a whole number".to_owned(),
        Kind::OneOf(words) => words.join(" | "),
        Kind::Flag => "#true | #false".to_owned(),
        Kind::Value => "a value".to_owned(),
    }
}
