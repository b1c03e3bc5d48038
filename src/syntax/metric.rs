//! A line of `metrics`: `error-rate run="./ops/metric.sh errors"`.

use super::{health::LookedAt, node::Node};

/// A number, and where it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Metric<'a> {
    /// Its name.
    pub name: &'a str,
    /// The command or the address that says it.
    pub source: LookedAt<'a>,
}

impl<'a> Metric<'a> {
    /// Reads the line; nothing if it does not say where the number comes from, or says it twice.
    pub fn read(node: &'a Node) -> Option<Self> {
        let run = node.property_text("run").map(|run| LookedAt::Run(run.value));
        let url = node.property_text("url").map(|url| LookedAt::Path(url.value));
        let source = match (run, url) {
            (Some(source), None) | (None, Some(source)) => source,
            _ => return None,
        };
        Some(Self { name: &node.name.value, source })
    }
}
