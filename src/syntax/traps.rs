//! The mistakes that everybody makes in KDL once, each with a message of its own.
//!
//! KDL's parser stops at the first of them, and some it accepts with another meaning. So they are found on the tokens,
//! all in one run, and mended for the parser (not in the file), so that the rest of the file is checked too.

mod blocks;
mod signs;
mod texts;
mod words;

use super::lexer::{Token, TokenKind};
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    source::{Source, Span},
};

/// Reports every trap. Returns the text for the parser: each trap replaced by something harmless of the same length,
/// and the places where that was done.
pub(super) fn find(source: &Source, tokens: &[Token], diagnostics: &mut Diagnostics) -> Mended {
    let mut traps = Traps { source, tokens, diagnostics, mends: Vec::new(), skip_to: 0 };
    for index in 0..tokens.len() {
        if tokens[index].span.start >= traps.skip_to {
            let _ = ALL.iter().any(|trap| trap(&mut traps, index));
        }
    }
    let closing = blocks::balance(&mut traps);
    let mends = traps.mends;
    Mended::new(source, mends, closing)
}

/// Looks at the token with this index; tells whether it was a trap.
type Trap = fn(&mut Traps<'_>, usize) -> bool;

/// The more particular come first.
const ALL: &[Trap] = &[
    texts::url_became_comment,
    texts::glob_became_comment,
    texts::never_closed,
    texts::escape,
    texts::three_quotes,
    texts::foreign_quotes,
    signs::hash_comment,
    signs::fat_arrow,
    signs::arrow,
    signs::touching,
    signs::equals,
    signs::brackets,
    signs::comma,
    signs::colon,
    words::boolean,
    words::digit,
    words::needs_quotes,
    blocks::brace_on_next_line,
    blocks::node_after_brace,
];

/// A text in which the parser finds none of the traps.
pub(super) struct Mended {
    /// The text for the parser; offsets are those of the file.
    pub(super) text: Option<String>,
    /// Where it differs from the file.
    pub(super) places: Vec<Span>,
}

impl Mended {
    fn new(source: &Source, mends: Vec<(Span, String)>, closing: usize) -> Self {
        if mends.is_empty() && closing == 0 {
            return Self { text: None, places: Vec::new() };
        }
        let mut text = source.text.clone().into_bytes();
        for (span, instead) in &mends {
            text[span.start..span.end].copy_from_slice(instead.as_bytes());
        }
        text.extend(std::iter::repeat_n(*b"\n}", closing).flatten());
        let text = String::from_utf8(text).expect("whole characters were replaced by whole characters");
        Self { text: Some(text), places: mends.into_iter().map(|(span, _)| span).collect() }
    }

    /// Tells whether a place is one that was reported already.
    pub(super) fn touches(&self, span: Span) -> bool {
        self.places.iter().any(|place| place.start < span.end.max(span.start + 1) && span.start < place.end)
    }
}

struct Traps<'a> {
    source: &'a Source,
    tokens: &'a [Token],
    diagnostics: &'a mut Diagnostics,
    mends: Vec<(Span, String)>,
    /// Tokens before this offset belong to a trap that was reported.
    skip_to: usize,
}

impl<'a> Traps<'a> {
    fn token(&self, index: usize) -> Token {
        self.tokens[index]
    }

    fn text(&self, index: usize) -> &'a str {
        self.source.slice(self.tokens[index].span)
    }

    fn is_word(&self, index: usize) -> bool {
        self.tokens.get(index).is_some_and(|token| token.kind == TokenKind::Word)
    }

    fn before(&self, index: usize) -> Option<Token> {
        index.checked_sub(1).map(|index| self.tokens[index])
    }

    fn after(&self, index: usize) -> Option<Token> {
        self.tokens.get(index + 1).copied()
    }

    /// Tells whether a node starts with this token.
    fn names_a_node(&self, index: usize) -> bool {
        use TokenKind::{BlockComment, Close, Newline, Open, Semicolon, Slashdash};
        match self.tokens[..index].iter().rev().find(|token| token.kind != BlockComment) {
            Some(token) => matches!(token.kind, Newline | Semicolon | Open | Close | Slashdash),
            None => true,
        }
    }

    /// Returns the rest of the line from an offset, without the blanks at its end.
    fn line_from(&self, start: usize) -> Span {
        let rest = &self.source.text[start..];
        let line = rest.split(super::lexer::is_newline).next().unwrap_or_default();
        Span::new(start, start + line.trim_end().len())
    }

    fn error(&mut self, code: &'static str, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.skip_to = self.skip_to.max(span.end);
        self.diagnostics.error(code, span, message)
    }

    /// Lets the parser read something of the same length instead.
    fn mend(&mut self, span: Span, instead: impl Into<String>) {
        let instead = instead.into();
        debug_assert_eq!(instead.len(), span.end - span.start);
        self.mends.push((span, instead));
    }

    /// Lets the parser read a plain word instead.
    fn mend_with_word(&mut self, span: Span) {
        self.mend(span, "x".repeat(span.end - span.start));
    }

    fn mend_with_blanks(&mut self, span: Span) {
        self.mend(span, " ".repeat(span.end - span.start));
    }
}

/// Puts a text into KDL's quotes.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
