//! A line of `schema`: `PORT integer min=1024`.

use super::node::Node;
use crate::source::Spanned;

/// The types, as written.
pub const TYPES: &[&str] = &["text", "integer", "number", "boolean", "url", "port", "duration"];

/// The signs of which a pattern is made by people who know another dialect than ours.
const FOREIGN_SIGNS: &[char] = &['^', '$', '[', ']', '(', ')', '\\', '+', '?', '|', '{', '}'];

/// Returns the type that the words behind a key name, if they are not a list of values.
pub fn type_of<'a>(words: &[Spanned<&'a str>]) -> Option<&'a str> {
    match words {
        [] => Some("text"),
        [word] => TYPES.contains(&word.value).then_some(word.value),
        _ => None,
    }
}

/// Finds the first sign of a pattern that belongs to another dialect than ours.
pub fn foreign_sign(pattern: &str) -> Option<char> {
    pattern.chars().find(|sign| FOREIGN_SIGNS.contains(sign))
}

/// What a key may be.
#[derive(Debug, Clone, PartialEq)]
pub struct Key<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its type; nothing, if there is a list of values.
    pub of_type: Option<&'a str>,
    /// The values that it may have, if it has no type.
    pub values: Vec<&'a str>,
    /// Whether it can be done without.
    pub is_optional: bool,
    /// The least, as written.
    pub min: Option<String>,
    /// The most, as written.
    pub max: Option<String>,
    /// What it has to look like.
    pub pattern: Option<&'a str>,
    /// The command that says whether the value works.
    pub check: Option<&'a str>,
}

impl<'a> Key<'a> {
    /// Reads the line.
    pub fn read(node: &'a Node) -> Self {
        let mut words: Vec<Spanned<&str>> = node.texts().collect();
        let is_optional = words.pop_if(|word| word.value == "optional").is_some();
        let of_type = type_of(&words);
        let number = |name: &str| node.property(name).map(|one| one.value.value.as_text().replace('_', ""));
        Self {
            name: &node.name.value,
            of_type,
            values: if of_type.is_some() {
                Vec::new()
            } else {
                words.iter().map(|word| word.value).collect()
            },
            is_optional,
            min: number("min"),
            max: number("max"),
            pattern: node.property_text("pattern").map(|text| text.value),
            check: node.property_text("check").map(|text| text.value),
        }
    }
}
