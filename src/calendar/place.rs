//! Where a part of a quoted text stands in the file.

use crate::source::{Span, Spanned};
use std::ops::Range;

/// The way from a place in a text's value to its place in the file.
#[derive(Clone, Copy)]
pub(super) struct Place {
    whole: Span,
    /// Where the value's first byte stands; none if an escape makes the two differ.
    first: Option<usize>,
}

impl Place {
    /// Looks for the value between the quotes that the span covers.
    pub(super) fn of(text: Spanned<&str>, source: &str) -> Self {
        let Spanned { value, span } = text;
        let written = source.get(span.start..span.end).unwrap_or_default();
        let quotes = written.len().saturating_sub(value.len()) / 2;
        let is_plain = !value.is_empty() && written.get(quotes..quotes + value.len()) == Some(value);
        Self { whole: span, first: is_plain.then_some(span.start + quotes) }
    }

    /// Returns the place of a part of the value, or of the whole text where that cannot be told or is empty.
    pub(super) fn part(self, part: &Range<usize>) -> Span {
        match self.first {
            Some(first) if part.start < part.end => Span::new(first + part.start, first + part.end),
            _ => self.whole,
        }
    }

    /// Returns the place of the text with its quotes.
    pub(super) fn whole(self) -> Span {
        self.whole
    }
}
