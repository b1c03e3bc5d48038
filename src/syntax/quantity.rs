//! Amounts of memory and shares of processors, as Kubernetes writes them: `256Mi`, `1GB`, `250m`, `2`.

use super::{name::shown, node::Value};
use crate::{
    diagnostic::Diagnostics,
    source::{Span, Spanned},
};

const SUFFIXES: &[(&str, u64)] = &[
    ("Ki", 1 << 10),
    ("Mi", 1 << 20),
    ("Gi", 1 << 30),
    ("Ti", 1 << 40),
    ("k", 1_000),
    ("M", 1_000_000),
    ("G", 1_000_000_000),
    ("T", 1_000_000_000_000),
    ("KB", 1_000),
    ("kB", 1_000),
    ("MB", 1_000_000),
    ("GB", 1_000_000_000),
    ("TB", 1_000_000_000_000),
];

/// Reads an amount of memory, in bytes.
pub fn memory(value: &Value) -> Option<u64> {
    let Value::Text(text) = value else { return None };
    let unit = text.find(|c: char| c.is_ascii_alphabetic())?;
    let (number, suffix) = text.split_at(unit);
    let (_, bytes) = SUFFIXES.iter().find(|(known, _)| *known == suffix)?;
    let amount = decimal(number.trim_end())? * *bytes as f64;
    (1.0..1e18).contains(&amount).then_some(amount as u64)
}

/// Writes an amount of memory as Kubernetes reads it, which knows `M` and `Mi`, and no `MB`.
pub fn in_kubernetes(value: &Value) -> Option<String> {
    memory(value)?;
    let text = value.as_text();
    Some(match text.strip_suffix('B') {
        Some(number) => number.replace('K', "k").replace(' ', ""),
        None => text.replace(' ', ""),
    })
}

/// Reads a share of processors, in thousandths of one.
pub fn cpu(value: &Value) -> Option<u64> {
    let amount = match value {
        Value::Text(text) => match text.strip_suffix('m') {
            Some(thousandths) => decimal(thousandths)?,
            None => decimal(text)? * 1_000.0,
        },
        value => value.number()? * 1_000.0,
    };
    (1.0..1e9).contains(&amount).then_some(amount.round() as u64)
}

/// `1`, `0.5`: digits and at most one point.
fn decimal(text: &str) -> Option<f64> {
    let plain = text.chars().all(|c| c.is_ascii_digit() || c == '.');
    (plain && text.starts_with(|c: char| c.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

pub(super) fn check_memory(text: Spanned<&str>, diagnostics: &mut Diagnostics) -> bool {
    let fits = memory(&Value::Text(text.value.to_owned())).is_some();
    fits || complain(
        text.value,
        text.span,
        "an amount of memory",
        "`\"256Mi\"`, `\"1Gi\"`, or in thousands: `\"512MB\"`",
        diagnostics,
    )
}

pub(super) fn check_cpu(text: Spanned<&str>, diagnostics: &mut Diagnostics) -> bool {
    let fits = cpu(&Value::Text(text.value.to_owned())).is_some();
    fits || complain(
        text.value,
        text.span,
        "a share of processors",
        "`\"250m\"` is a quarter of one, `\"2\"` are two",
        diagnostics,
    )
}

fn complain(text: &str, span: Span, what: &str, help: &str, diagnostics: &mut Diagnostics) -> bool {
    diagnostics
        .error("not-a-quantity", span, format!("`{}` is not {what}", shown(text)))
        .label("a number and a unit")
        .help(help);
    false
}
