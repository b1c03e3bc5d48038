//! A line of `monitor`, as it is watched: `error-rate below 0.1 percent`, in its own unit.

use super::node::Node;

/// What a number has to keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit<'a> {
    /// What is measured.
    pub metric: &'a str,
    /// Which part of the measurements: `p95`; nothing for all of them.
    pub quantile: Option<&'a str>,
    /// On which side of the number.
    pub side: Keeps,
    /// The number, as written.
    pub number: String,
    /// Its unit; empty for a plain number, and for a part of the baseline.
    pub unit: String,
}

/// How a number keeps its limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeps {
    /// `below`.
    Below,
    /// `above`.
    Above,
    /// `within … percent of baseline`.
    Within,
    /// `failing below … percent`: of all looks.
    Failing,
    /// `failing above … percent`, which nobody can want.
    FailingAbove,
}

impl Keeps {
    /// Returns the word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Below => "below",
            Self::Above => "above",
            Self::Within => "within",
            Self::Failing | Self::FailingAbove => "failing",
        }
    }
}

impl<'a> Limit<'a> {
    /// Reads the line.
    pub fn read(node: &'a Node) -> Option<Self> {
        let has = |word: &str| node.texts().any(|text| text.value == word);
        let at = node.arguments.iter().position(|value| value.value.number().is_some())?;
        let side = match (has("failing"), has("within"), has("below")) {
            (true, _, true) => Keeps::Failing,
            (true, _, false) => Keeps::FailingAbove,
            (_, true, _) => Keeps::Within,
            (_, _, true) => Keeps::Below,
            _ => Keeps::Above,
        };
        let unit: Vec<String> = node.arguments[at + 1..].iter().map(|word| word.value.as_text()).collect();
        Some(Self {
            metric: &node.name.value,
            quantile: node.text(0).map(|text| text.value).filter(|word| is_quantile(word)),
            side,
            // A machine does not read the blanks that people may write into long numbers.
            number: node.arguments[at].value.as_text().replace('_', ""),
            unit: if side == Keeps::Within { String::new() } else { unit.join(" ") },
        })
    }
}

fn is_quantile(word: &str) -> bool {
    word.strip_prefix('p')
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
}
