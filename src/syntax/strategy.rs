//! `strategy blue-green { switch 10 50 100 every 5 minutes; keep 2 hours }`: how a new release takes over. `planned` is read alike.

use super::{
    duration,
    node::{Node, Value},
};
use crate::source::{Span, Spanned};

/// How a new release takes over from the one that runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strategy {
    /// In which way.
    pub takeover: Takeover,
    /// How many seconds it may take before it counts as failed; nothing if the file does not say.
    pub timeout: Option<u64>,
    /// The line, without its block.
    pub span: Span,
}

/// The ways to take over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Takeover {
    /// A few at a time are replaced.
    Rolling {
        /// How many may be missing on the way; nothing if the file does not say.
        at_most_down: Option<u32>,
        /// How many may be too many on the way; nothing if the file does not say.
        at_most_more: Option<u32>,
    },
    /// The old one stops before the new one starts.
    Recreate,
    /// Both run, and the traffic is switched.
    BlueGreen {
        /// How it is switched; all at once if the file does not say.
        switch: Shares,
        /// For how many seconds the old one runs on; nothing if it ends with the deployment.
        keep: Option<u64>,
    },
    /// A part of the traffic tries it first.
    Canary {
        /// How it is switched; by 10, 25, 50 and 100 percent if the file does not say.
        steps: Shares,
    },
}

/// The traffic, in steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shares {
    /// How many percent the new one gets, one step after the other. They rise to 100, which a rule sees to.
    pub percent: Vec<u32>,
    /// How many seconds each step but the last is watched before the next one.
    pub every: u64,
    /// The command of the team's own that moves the traffic; it gets `$WEIGHT`.
    pub run: Option<String>,
}

/// How long a step is watched where the file does not say, in seconds: a metric of a minute has been seen a few times.
const EVERY: u64 = 300;

impl Strategy {
    /// Reads a node `strategy` or `planned`, which the table of nodes has checked.
    pub fn read(node: &Node) -> Option<Self> {
        let takeover = match node.text(0)?.value {
            "rolling" => Takeover::Rolling {
                at_most_down: count(node.child("at-most-down")),
                at_most_more: count(node.child("at-most-more")),
            },
            "recreate" => Takeover::Recreate,
            "blue-green" => {
                let line = node.child("switch");
                let switch = shares(line, line.and_then(seconds), &[100]);
                Takeover::BlueGreen { switch, keep: node.child("keep").and_then(seconds) }
            }
            "canary" => {
                let every = node.child("every").and_then(seconds);
                Takeover::Canary { steps: shares(node.child("steps"), every, &[10, 25, 50, 100]) }
            }
            _ => return None,
        };
        Some(Self { takeover, timeout: node.child("timeout").and_then(seconds), span: node.head })
    }

    /// Returns how the traffic is moved, if this way moves it in shares.
    pub fn shares(&self) -> Option<&Shares> {
        match &self.takeover {
            Takeover::BlueGreen { switch: shares, .. } | Takeover::Canary { steps: shares } => Some(shares),
            Takeover::Rolling { .. } | Takeover::Recreate => None,
        }
    }
}

/// Reads the shares in front of `every`, with their places.
pub fn percent(line: &Node) -> Vec<Spanned<i128>> {
    let numbers = line.arguments.iter().map_while(|argument| match argument.value {
        Value::Integer(number) => Some(Spanned::new(number, argument.span)),
        _ => None,
    });
    numbers.collect()
}

fn shares(line: Option<&Node>, every: Option<u64>, otherwise: &[u32]) -> Shares {
    let written = line.map(percent).unwrap_or_default();
    let written: Vec<u32> = written.iter().filter_map(|share| u32::try_from(share.value).ok()).collect();
    Shares {
        percent: if written.is_empty() { otherwise.to_vec() } else { written },
        every: every.unwrap_or(EVERY),
        run: line.and_then(|line| line.property_text("run")).map(|command| command.value.to_owned()),
    }
}

fn seconds(node: &Node) -> Option<u64> {
    duration::of(node).map(|length| length.value.div_ceil(1_000))
}

fn count(node: Option<&Node>) -> Option<u32> {
    match node?.arguments.first()?.value {
        Value::Integer(count) => u32::try_from(count).ok(),
        _ => None,
    }
}
