//! `allow CODE because="…"`: a finding that is accepted on purpose.

use super::node::{Node, Value};
use crate::{
    diagnostic::Diagnostics,
    source::{Span, Spanned},
};

/// One acceptance.
#[derive(Debug, Clone)]
pub struct Allow {
    /// The code that it accepts.
    pub code: Spanned<String>,
    /// The node in which it counts; the whole file, if it stands in `pipeline`.
    pub scope: Span,
}

/// Collects every `allow` of a file; `end` is the file's length in bytes.
pub(super) fn collect(nodes: &[Node], end: usize, diagnostics: &mut Diagnostics) -> Vec<Allow> {
    let mut found = Vec::new();
    for node in nodes {
        let scope = if node.name.value == "pipeline" { Span::new(0, end) } else { node.span };
        walk(node, scope, &mut found, diagnostics);
    }
    found
}

fn walk(around: &Node, scope: Span, found: &mut Vec<Allow>, diagnostics: &mut Diagnostics) {
    for node in around.children() {
        if node.name.value != "allow" {
            walk(node, node.span, found, diagnostics);
            continue;
        }
        // `about { allow "…" }` and `variables { allow x }` are keys of the user's.
        if matches!(around.name.value.as_str(), "about" | "variables" | "secrets" | "teams") {
            continue;
        }
        let Some(code) = node.text(0) else { continue };
        let reason = node.property("because").map(|property| &property.value.value);
        if !matches!(reason, Some(Value::Text(reason)) if !reason.trim().is_empty()) {
            diagnostics
                .error(
                    "allow-without-reason",
                    node.head,
                    format!("`{}` is accepted here without a reason", code.value),
                )
                .label("whoever reads this in a year will ask why")
                .help(format!("`allow {} because=\"…\"`", code.value));
        }
        found.push(Allow { code: code.map(str::to_owned), scope });
    }
}
