//! The text that the parser gets: the file with its traps mended, and the way back from its offsets to the file's.

use crate::source::Span;

/// A text in which the parser finds none of the traps.
pub(in crate::syntax) struct Mended {
    /// The text for the parser, if it is not the file's own.
    pub(in crate::syntax) text: Option<String>,
    /// What was replaced, in order, without overlaps: where in the file, and where in the text.
    places: Vec<(Span, Span)>,
}

impl Mended {
    /// Makes the replacements. Of two that overlap the first counts.
    pub(super) fn new(original: &str, mut mends: Vec<(Span, String)>) -> Self {
        if mends.is_empty() {
            return Self { text: None, places: Vec::new() };
        }
        mends.sort_by_key(|(span, _)| *span);
        let mut text = String::with_capacity(original.len() + mends.len() * 2);
        let (mut places, mut done) = (Vec::with_capacity(mends.len()), 0);
        for (span, instead) in mends {
            if span.start < done {
                continue;
            }
            text.push_str(&original[done..span.start]);
            let start = text.len();
            text.push_str(&instead);
            places.push((span, Span::new(start, text.len())));
            done = span.end;
        }
        text.push_str(&original[done..]);
        Self { text: Some(text), places }
    }

    /// Tells whether a place of the file is one that was reported already.
    pub(in crate::syntax) fn touches(&self, span: Span) -> bool {
        let before = self.places.partition_point(|(place, _)| place.start < span.end.max(span.start + 1));
        self.places[..before].last().is_some_and(|(place, _)| span.start < place.end)
    }

    /// Returns the place in the file of a place in the text.
    pub(in crate::syntax) fn original(&self, span: Span) -> Span {
        let start =
            self.offset(span.start, |file, text, at| if at < text.end { file.start } else { file.end });
        let end = self.offset(span.end, |file, text, at| if at > text.start { file.end } else { file.start });
        Span::new(start, end.max(start))
    }

    /// Turns an offset of the text into one of the file; `inside` decides where a replacement has no counterpart.
    fn offset(&self, at: usize, inside: impl Fn(Span, Span, usize) -> usize) -> usize {
        let before = self.places.partition_point(|(_, text)| text.start <= at);
        match self.places[..before].last() {
            None => at,
            Some(&(file, text)) if at <= text.end => inside(file, text, at),
            Some(&(file, text)) => at - text.end + file.end,
        }
    }
}
