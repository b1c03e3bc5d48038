//! `explain`: what a code, a node, an environment or an arrow is about, in words.

mod arrow;
mod condition;
mod environment;
mod gate;
mod hotfix;
mod node;
mod page;
mod reference;
mod verdicts;

pub use arrow::arrow;
pub use environment::environment;
pub use node::node;
pub(crate) use page::Page;
pub use reference::reference;

use crate::{codes, lint};

/// Returns the page of a code.
pub fn code(code: &str) -> Option<&'static str> {
    lint::page(code).or_else(|| codes::page(code)).or_else(|| verdicts::page(code))
}

/// Returns the page of a word that needs no pipeline: a code, a node, or `language` for all nodes.
pub fn word(word: &str) -> Option<String> {
    match word {
        "language" => Some(reference()),
        _ => code(word).map(str::to_owned).or_else(|| node(word)),
    }
}

/// Returns what a page says between its title and its examples, as one line.
pub fn why(page: &str) -> Option<String> {
    let body = page.split("\n## ").next()?;
    let lines = body.lines().filter(|line| !line.starts_with('#'));
    let words: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Lists everything that could have been meant: codes and nodes.
pub fn known() -> impl Iterator<Item = &'static str> {
    let codes = codes::CODES.iter().chain(verdicts::PAGES).map(|(code, _)| *code);
    lint::RULES.iter().map(|rule| rule.code).chain(codes).chain(node::names())
}
