//! What a value may be, and how an argument list fits.

use super::{Argument, Kind, Value};
use crate::{nearest::list, source::Spanned};

/// How far an argument list fits.
pub(super) struct Match {
    pub(super) complete: bool,
    /// Values that fit.
    pub(super) values: usize,
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
    let mut at = 0;
    for (places, argument) in list.iter().enumerate() {
        let from = at;
        match argument {
            Argument::Word(word) => {
                let is_it =
                    |value: &Spanned<Value>| matches!(&value.value, Value::Text(text) if text == word);
                at += usize::from(values.get(at).is_some_and(is_it));
            }
            Argument::One(kind) => at += usize::from(fits(at, *kind)),
            Argument::Many(kind) => {
                while fits(at, *kind) {
                    at += 1;
                }
            }
        }
        if at == from {
            return Match { complete: false, values: at, places };
        }
    }
    Match { complete: at == values.len(), values: at, places: list.len() }
}

/// The kind that each value has to be of; words are right already.
pub(super) fn kinds(list: &'static [Argument]) -> impl Iterator<Item = Kind> {
    list.iter().flat_map(|argument| match argument {
        Argument::Word(_) => std::iter::repeat_n(Kind::Value, 1),
        Argument::One(kind) => std::iter::repeat_n(*kind, 1),
        Argument::Many(kind) => std::iter::repeat_n(*kind, usize::MAX),
    })
}

/// A word that is not one of those known is reported as such, and not as missing.
fn is_like(value: &Value, kind: Kind) -> bool {
    matches!((kind, value), (Kind::OneOf(_), Value::Text(_))) || is_of(value, kind)
}

/// Tells whether quotes are all that is missing.
pub(super) fn is_number_for(value: &Value, kind: Kind) -> bool {
    matches!(kind, Kind::Name | Kind::Key | Kind::Text)
        && matches!(value, Value::Integer(_) | Value::Decimal(_))
}

pub(super) fn is_of(value: &Value, kind: Kind) -> bool {
    match (kind, value) {
        (Kind::Name | Kind::Key | Kind::Text, Value::Text(_)) => true,
        (Kind::Count, Value::Integer(number)) => u32::try_from(*number).is_ok(),
        (Kind::OneOf(words), Value::Text(text)) => words.contains(&text.as_str()),
        (Kind::Flag, Value::Flag(_)) => true,
        (Kind::Value, Value::Other) => false,
        (Kind::Value, _) => true,
        _ => false,
    }
}

/// Tells whether a list of words is the units of time.
pub(super) fn are_units(words: &[&str]) -> bool {
    words.contains(&"minutes")
}

pub(super) fn describe(kind: Kind) -> String {
    match kind {
        Kind::Name => "a name".to_owned(),
        Kind::Key => "the name of a variable or secret".to_owned(),
        Kind::Text => "a text".to_owned(),
        Kind::Count => "a whole number".to_owned(),
        Kind::OneOf(words) if are_units(words) => "a unit such as `minutes`".to_owned(),
        Kind::OneOf(words) => format!("one of {}", list(words.iter().copied())),
        Kind::Flag => "`#true` or `#false`".to_owned(),
        Kind::Value => "a value".to_owned(),
    }
}
