//! `10 minutes`, or `"10m"`.

use super::{
    name::shown,
    node::{Node, Value},
    shape::UNITS,
};
use crate::{
    diagnostic::Diagnostics,
    source::{Span, Spanned},
};

/// Reads the first length of time among a node's arguments, in milliseconds, and where it stands.
pub fn of(node: &Node) -> Option<Spanned<u64>> {
    let at = |index: usize| read(&node.arguments[index..]);
    (0..node.arguments.len()).find_map(at)
}

/// Reads a length of time at the beginning of a list.
fn read(values: &[Spanned<Value>]) -> Option<Spanned<u64>> {
    match values {
        [Spanned { value: Value::Integer(count), span }, unit, ..] => {
            let Value::Text(word) = &unit.value else { return None };
            let (_, length) = UNITS.iter().find(|(name, _)| name == word)?;
            let total = u64::try_from(*count).ok()?.checked_mul(*length).filter(|length| *length > 0)?;
            Some(Spanned::new(total, span.to(unit.span)))
        }
        [Spanned { value: Value::Text(text), span }, ..] => {
            compact(text).filter(|length| *length > 0).map(|length| Spanned::new(length, *span))
        }
        _ => None,
    }
}

/// Reports a number and a unit that are no length of time.
pub(super) fn check_words(values: &[Spanned<Value>], diagnostics: &mut Diagnostics) -> bool {
    let [Spanned { value: Value::Integer(count), span }, unit, ..] = values else { return true };
    let Value::Text(word) = &unit.value else { return true };
    read(values).is_some()
        || complain(format!("`{count} {word}`"), *count == 0, span.to(unit.span), diagnostics)
}

/// Reports a text that is no length of time.
pub(super) fn check(text: Spanned<&str>, diagnostics: &mut Diagnostics) -> bool {
    match compact(text.value) {
        Some(length) if length > 0 => true,
        length => complain(format!("`{}`", shown(text.value)), length == Some(0), text.span, diagnostics),
    }
}

fn complain(text: String, is_zero: bool, span: Span, diagnostics: &mut Diagnostics) -> bool {
    let message =
        if is_zero { format!("{text} is no time at all") } else { format!("{text} is no length of time") };
    diagnostics
        .error("not-a-duration", span, message)
        .label("a number above zero, and a unit")
        .help("`30 seconds`, `10 minutes`, `24 hours`, or short: `\"90s\"`, `\"1h30m\"`");
    false
}

/// Reads `30m`, `1h30m`, `2 days`: in milliseconds.
pub fn compact(text: &str) -> Option<u64> {
    let mut rest = text.trim();
    let mut total: u64 = 0;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit())?;
        let number: u64 = rest[..digits].parse().ok()?;
        rest = rest[digits..].trim_start();
        let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        let length = match &rest[..end] {
            "s" => 1_000,
            "m" | "min" => 60_000,
            "h" => 3_600_000,
            "d" => 86_400_000,
            "w" => 604_800_000,
            word => UNITS.iter().find(|(name, _)| *name == word)?.1,
        };
        rest = rest[end..].trim_start();
        total = total.checked_add(number.checked_mul(length)?)?;
    }
    Some(total)
}

/// Says a length of time as people do: `90 seconds`, `20 minutes`, `2 hours`.
pub fn words(milliseconds: u64) -> String {
    let seconds = milliseconds.div_ceil(1_000);
    let (number, unit) = match seconds {
        _ if seconds.is_multiple_of(86_400) => (seconds / 86_400, "day"),
        _ if seconds.is_multiple_of(3_600) => (seconds / 3_600, "hour"),
        _ if seconds.is_multiple_of(60) => (seconds / 60, "minute"),
        _ => (seconds, "second"),
    };
    format!("{number} {unit}{}", if number == 1 { "" } else { "s" })
}
