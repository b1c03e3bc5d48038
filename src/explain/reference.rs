//! The reference of the language: one page, made from the table of nodes, in the order in which a newcomer needs it.

use indexmap::IndexMap;

use crate::syntax::shape::{self, Block, Shape, Support, synopsis};

/// What is to be known before the nodes.
const INTRODUCTION: &str = include_str!("reference.md");

/// Returns the whole page, as Markdown.
pub fn reference() -> String {
    let mut page = INTRODUCTION.to_owned();
    for shape in shape::FILE {
        chapter(&mut page, shape, &[]);
    }
    page
}

/// A node with its block gets a chapter of its own; what is in it and small gets a line of the chapter's table.
fn chapter(page: &mut String, shape: &'static Shape, around: &[&'static str]) {
    let level = "#".repeat((around.len() + 2).min(4));
    // Where names are the user's own, the example has one.
    let name = if shape.name.is_empty() { "NAME" } else { shape.name };
    let title = match (around, shape.variant()) {
        ([], _) => format!("`{name}`"),
        (around, None) => format!("`{name}` in `{}`", around.join("/")),
        (around, Some(word)) => format!("`{name} {word}` in `{}`", around.join("/")),
    };
    page.push_str(&format!("\n{level} {title}\n\n```kdl\n{}\n```\n\n{}.", shape.form, shape.sentence));
    page.push_str(match shape.support {
        Support::Built => "\n",
        Support::Refused => " *Not enforced yet: `build` refuses it.*\n",
        Support::LeftOut => " *Not generated yet: `build` leaves it out.*\n",
    });
    let ways = synopsis(shape);
    if ways != [shape.name] {
        let ways: Vec<String> = ways.iter().map(|way| format!("`{way}`")).collect();
        page.push_str(&format!("\nWritten {}.\n", ways.join(" or ")));
    }
    let children = children(shape);
    if !children.is_empty() {
        page.push_str("\n| in its block | |\n|---|---|\n");
    }
    for (written, child) in &children {
        let ahead = match child.support {
            Support::Refused if shape.support == Support::Built => " *(not enforced yet)*",
            Support::LeftOut if shape.support == Support::Built => " *(not generated yet)*",
            _ => "",
        };
        let more = if is_large(child) { ", see below" } else { "" };
        page.push_str(&format!("| {written} | {}{more}{ahead} |\n", cell(child.sentence)));
    }
    let inner = [around, &[shape.name]].concat();
    let mut told: Vec<&str> = Vec::new();
    for (_, child) in children.iter().filter(|(_, child)| is_large(child)) {
        // What `defaults` may have is told where it stands in an environment.
        if shape.name != "defaults" && !told.contains(&child.form) && !was_told(page, child) {
            told.push(child.form);
            chapter(page, child, &inner);
        }
    }
}

/// The nodes of a block and how each is written, one line for those that are written alike.
fn children(shape: &'static Shape) -> IndexMap<String, &'static Shape> {
    let mut children = IndexMap::new();
    let beside: &'static [Shape] = match shape.block {
        Block::Arrows(_, beside) => beside,
        _ => &[],
    };
    for child in shape.children().iter().chain(beside) {
        let ways: Vec<String> = synopsis(child).iter().map(|way| format!("`{}`", cell(way))).collect();
        children.insert(ways.join("<br>"), child);
    }
    children
}

/// Tells whether a node has a block worth a chapter.
fn is_large(shape: &Shape) -> bool {
    shape.name != "allow" && !shape.children().is_empty()
}

/// Tells whether the same node has its chapter already, in another block.
fn was_told(page: &str, shape: &Shape) -> bool {
    page.contains(&format!("\n```kdl\n{}\n```\n", shape.form))
}

/// A text as a cell of a Markdown table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
