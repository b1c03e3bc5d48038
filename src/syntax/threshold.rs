//! `error-rate below 0.1 percent`, `latency p95 below 500 ms`, `restarts above 5 per hour`: a number and its limit.

use super::node::Node;
use crate::source::Span;

/// A limit as a number that can be compared with others of its kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Threshold<'a> {
    /// What is measured.
    pub metric: &'a str,
    /// Which part of the measurements: `p95`; all of them, if it does not say.
    pub quantile: Option<&'a str>,
    /// On which side of the limit.
    pub side: Side,
    /// The limit, in the unit.
    pub limit: f64,
    /// What the limit counts.
    pub unit: Unit,
    /// The whole line.
    pub span: Span,
}

/// On which side of a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// `below`, `at-most`.
    Below,
    /// `above`, `at-least`.
    Above,
    /// `within … of baseline`.
    Within,
}

/// What a limit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Hundredths.
    Percent,
    /// Milliseconds.
    Time,
    /// How many in a day.
    PerDay,
    /// A bare number.
    Number,
}

impl<'a> Threshold<'a> {
    /// Reads a line of `monitor`, `alert` or `objective`.
    pub fn read(node: &'a Node) -> Option<Self> {
        let words: Vec<&str> = node.texts().map(|text| text.value).collect();
        let side = words.iter().find_map(|word| match *word {
            "below" | "at-most" => Some(Side::Below),
            "above" | "at-least" => Some(Side::Above),
            "within" => Some(Side::Within),
            _ => None,
        })?;
        let number = node.arguments.iter().find_map(|value| value.value.number())?;
        let (factor, unit) = words.iter().rev().find_map(|word| unit(word)).unwrap_or((1.0, Unit::Number));
        Some(Self {
            metric: &node.name.value,
            quantile: words.first().copied().filter(|word| word.starts_with('p') && word.len() == 3),
            side,
            limit: number * factor,
            unit,
            span: node.head,
        })
    }

    /// Tells whether two limits are about the same numbers, seen from the same side.
    pub fn is_like(&self, other: &Self) -> bool {
        self.metric == other.metric && self.quantile == other.quantile && self.unit == other.unit
    }
}

/// A unit, and how many of the smallest one it is.
fn unit(word: &str) -> Option<(f64, Unit)> {
    Some(match word {
        "percent" => (1.0, Unit::Percent),
        "ms" => (1.0, Unit::Time),
        "second" | "seconds" => (1_000.0, Unit::Time),
        "minute" | "minutes" => (60_000.0, Unit::Time),
        "hour" => (24.0, Unit::PerDay),
        "day" => (1.0, Unit::PerDay),
        _ => return None,
    })
}
