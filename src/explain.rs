//! `explain`: what a code, a node or an environment is about, in words.

mod environment;
mod node;

pub use environment::environment;
pub use node::node;

use crate::lint;

/// Returns the page of a code.
pub fn code(code: &str) -> Option<&'static str> {
    lint::page(code)
}

/// Lists everything that could have been meant: codes and nodes.
pub fn known() -> impl Iterator<Item = &'static str> {
    lint::RULES.iter().map(|rule| rule.code).chain(node::names())
}
