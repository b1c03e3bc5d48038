//! How two texts differ.

use std::borrow::Cow;

use similar::{DiffOp, TextDiff};

use crate::source::Span;

/// The difference between a file and what it should be.
pub(super) struct Difference {
    /// The unified diff.
    pub(super) text: String,
    /// How many lines were changed, added or removed.
    pub(super) lines: usize,
}

/// Compares two texts line by line; an absent side is an absent file.
pub(super) fn difference(path: &str, old: Option<&str>, new: Option<&str>) -> Difference {
    let (before, after) = (old.map_or("/dev/null".into(), |_| format!("a/{path}")), format!("b/{path}"));
    let after = new.map_or("/dev/null".to_string(), |_| after);
    let (old, new) = (unix(old.unwrap_or_default()), unix(new.unwrap_or_default()));
    // By hand: a lone CR ends no line of ours, and a diff that splits there would show half of one.
    let (old, new): (Vec<_>, Vec<_>) =
        (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let diff = TextDiff::configure().newline_terminated(true).diff_slices(&old, &new);
    let changed = |op: &DiffOp| match op {
        DiffOp::Equal { .. } => 0,
        _ => op.old_range().len().max(op.new_range().len()),
    };
    let lines = diff.ops().iter().map(changed).sum();
    let text = diff.unified_diff().context_radius(3).header(&before, &after).to_string();
    Difference { text, lines }
}

/// Returns the text with LF line ends.
pub(super) fn unix(text: &str) -> Cow<'_, str> {
    if text.contains("\r\n") { Cow::Owned(text.replace("\r\n", "\n")) } else { Cow::Borrowed(text) }
}

/// Returns the first line of the text that is not as it should be, without its end.
pub(super) fn first_difference(text: &str, wanted: &str) -> Span {
    let mut wanted = wanted.lines();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let shown = line.trim_end_matches(['\n', '\r']);
        if wanted.next() != Some(shown) {
            return Span::new(start, start + shown.len());
        }
        start += line.len();
    }
    Span::new(text.len(), text.len())
}
