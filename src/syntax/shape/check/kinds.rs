//! What a value may be, and how an argument list fits.

use super::{Argument, Kind, Node, Shape, Value};
use crate::{nearest::list, source::Spanned, syntax::quantity};

/// How far an argument list fits.
pub(super) struct Match {
    pub(super) complete: bool,
    /// The kind of each value that fits.
    pub(super) kinds: Vec<Kind>,
    /// Words of the list that stand there as they are: of two lists that fit, the one with more of them is meant.
    pub(super) words: usize,
    /// Places of the list that are filled.
    pub(super) places: usize,
}

/// Holds values against a list. With `numbers`, a number is taken where a text belongs, to be reported later.
pub(super) fn matched(values: &[Spanned<Value>], list: &[Argument], numbers: bool) -> Match {
    let fits = |at: usize, kind: Kind| {
        values.get(at).is_some_and(|value| {
            is_like(&value.value, kind) || (numbers && is_number_for(&value.value, kind))
        })
    };
    let says = |at: usize, word: &str| {
        values.get(at).is_some_and(|value| matches!(&value.value, Value::Text(text) if text == word))
    };
    let mut kinds = Vec::with_capacity(values.len());
    for (places, argument) in list.iter().enumerate() {
        let from = kinds.len();
        match argument {
            // A word is right already.
            Argument::Word(word) => kinds.extend(says(from, word).then_some(Kind::Value)),
            Argument::One(kind) => kinds.extend(fits(from, *kind).then_some(*kind)),
            Argument::Many(kind) => {
                let end = match list.get(places + 1) {
                    Some(Argument::Word(word)) => Some(*word),
                    _ => None,
                };
                while fits(kinds.len(), *kind) && !end.is_some_and(|word| says(kinds.len(), word)) {
                    kinds.push(*kind);
                }
            }
        }
        if kinds.len() == from {
            return Match { complete: false, kinds, words: 0, places };
        }
    }
    let complete = kinds.len() == values.len();
    let words = list.iter().filter(|argument| complete && matches!(argument, Argument::Word(_))).count();
    Match { complete, kinds, words, places: list.len() }
}

/// The kinds of a node's values, by the argument list that it has.
pub(in crate::syntax::shape) fn kinds_of(shape: &'static Shape, node: &Node) -> Vec<Kind> {
    let found = shape.arguments.iter().map(|list| matched(&node.arguments, list, false));
    found
        .max_by_key(|found| (found.complete, found.words, found.kinds.len()))
        .map(|found| found.kinds)
        .unwrap_or_default()
}

/// A word that is not one of those known is reported as such, and not as missing.
fn is_like(value: &Value, kind: Kind) -> bool {
    matches!((kind, value), (Kind::OneOf(_), Value::Text(_))) || is_of(value, kind)
}

/// Tells whether quotes are all that is missing.
pub(super) fn is_number_for(value: &Value, kind: Kind) -> bool {
    let takes_numbers = matches!(kind, Kind::Cpu);
    is_text(kind) && !takes_numbers && matches!(value, Value::Integer(_) | Value::Decimal(_))
}

/// Tells whether a kind is written as a text.
fn is_text(kind: Kind) -> bool {
    match kind {
        Kind::Name(_)
        | Kind::Ref(_)
        | Kind::Key
        | Kind::Text
        | Kind::Own
        | Kind::Duration
        | Kind::Memory
        | Kind::Cpu
        | Kind::Endpoint
        | Kind::Path
        | Kind::Branch
        | Kind::Tag
        | Kind::Template(_)
        | Kind::Hours
        | Kind::Day => true,
        Kind::Count
        | Kind::Percent
        | Kind::Port
        | Kind::Number
        | Kind::OneOf(_)
        | Kind::Flag
        | Kind::Value => false,
    }
}

pub(super) fn is_of(value: &Value, kind: Kind) -> bool {
    match (kind, value) {
        (Kind::Count, Value::Integer(number)) => u32::try_from(*number).is_ok(),
        (Kind::Number, Value::Integer(_) | Value::Decimal(_)) => {
            value.number().is_some_and(|number| (0.0..1e15).contains(&number))
        }
        // `cpu=2` are two processors.
        (Kind::Cpu, Value::Integer(_) | Value::Decimal(_)) => quantity::cpu(value).is_some(),
        (Kind::Percent, Value::Integer(number)) => (1..=100).contains(number),
        (Kind::Port, Value::Integer(number)) => (1..=65_535).contains(number),
        (Kind::OneOf(words), Value::Text(text)) => words.contains(&text.as_str()),
        (Kind::Flag, Value::Flag(_)) => true,
        (Kind::Value, value) => !matches!(value, Value::Other),
        (kind, Value::Text(_)) => is_text(kind),
        _ => false,
    }
}

/// Tells whether a list of words is the units of time.
pub(in crate::syntax::shape) fn are_units(words: &[&str]) -> bool {
    words.contains(&"minutes") && words.contains(&"weeks")
}

pub(super) fn describe(kind: Kind) -> String {
    match kind {
        Kind::Name(_) => "a name".to_owned(),
        Kind::Ref(names) => {
            format!("the name of a {}", names.word()).replace("a environment", "an environment")
        }
        Kind::Key => "the name of a variable or secret".to_owned(),
        Kind::Text | Kind::Own | Kind::Template(_) => "a text".to_owned(),
        Kind::Count => "a whole number".to_owned(),
        Kind::Percent => "a whole number from 1 to 100".to_owned(),
        Kind::Port => "a port from 1 to 65535".to_owned(),
        Kind::Number => "a number".to_owned(),
        Kind::OneOf(words) if are_units(words) => "a unit such as `minutes`".to_owned(),
        Kind::OneOf(words) => format!("one of {}", list(words.iter().copied())),
        Kind::Flag => "`#true` or `#false`".to_owned(),
        Kind::Value => "a value".to_owned(),
        Kind::Duration => "a length of time such as `\"30m\"`".to_owned(),
        Kind::Memory => "an amount such as `\"256Mi\"`".to_owned(),
        Kind::Cpu => "a share of processors such as `\"250m\"`".to_owned(),
        Kind::Endpoint => "a path or an address such as `\"/health\"`".to_owned(),
        Kind::Path => "a path in the repository".to_owned(),
        Kind::Branch => "a branch".to_owned(),
        Kind::Tag => "a pattern of tags such as `\"v*.*.*\"`".to_owned(),
        Kind::Hours => "hours such as `\"Mon-Thu 09:00-16:00\"`".to_owned(),
        Kind::Day => "a day such as `\"2026-12-18\"`".to_owned(),
    }
}
