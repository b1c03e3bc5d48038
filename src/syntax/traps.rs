//! The mistakes that everybody makes in KDL once, each with a message of its own.
//!
//! KDL's parser stops at the first of them, and some it accepts with another meaning. So they are found on the tokens,
//! all in one run, and mended for the parser (not in the file), so that the rest of the file is checked too.

mod arrows;
mod blocks;
mod braces;
mod commands;
mod comments;
mod long_texts;
mod mended;
mod signs;
mod strays;
mod texts;
mod unseen;
mod words;

pub(super) use mended::Mended;

use super::lexer::{Token, TokenKind};
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    source::{Source, Span},
};

/// More traps than that in one file are counted, and not shown.
const MOST: usize = 100;

/// Reports every trap. Returns what the parser reads instead: the file as it was probably meant.
pub(super) fn find(source: &Source, tokens: &[Token], diagnostics: &mut Diagnostics) -> Mended {
    let mut traps = Traps::new(source, tokens);
    for (index, token) in tokens.iter().enumerate() {
        if token.span.start >= traps.skip_to {
            let _ = ALL.iter().any(|trap| trap(&mut traps, index));
        }
    }
    braces::balance(&mut traps);
    traps.report(diagnostics);
    Mended::new(&source.text, traps.mends)
}

/// Looks at the token with this index; tells whether it was a trap.
type Trap = fn(&mut Traps<'_>, usize) -> bool;

/// The more particular come first.
const ALL: &[Trap] = &[
    unseen::control_character,
    comments::url_became_comment,
    strays::backslash_in_word,
    strays::backslash,
    strays::semicolon,
    strays::slashdash,
    strays::equals_in_value,
    comments::glob_became_comment,
    texts::never_closed,
    texts::escape,
    long_texts::three_quotes,
    long_texts::not_indented,
    texts::foreign_quotes,
    commands::in_pieces,
    signs::hash_comment,
    arrows::fat,
    arrows::backward,
    arrows::arrow,
    signs::touching,
    signs::equals,
    signs::brackets,
    signs::comma,
    signs::colon,
    words::boolean,
    words::digit,
    words::needs_quotes,
    blocks::brace_on_next_line,
    blocks::block_without_name,
    blocks::node_after_brace,
];

struct Traps<'a> {
    source: &'a Source,
    tokens: &'a [Token],
    found: Diagnostics,
    /// Where the findings are that are too many to be shown.
    more: Vec<Span>,
    /// The finding that is too many, while it is being written.
    scrap: Diagnostics,
    /// What the parser reads instead.
    mends: Vec<(Span, String)>,
    /// Tokens before this offset belong to a trap that was reported.
    skip_to: usize,
    /// The line that was looked at last; none before the first.
    line: Span,
    /// Whether the file goes on in something that never ends.
    rest_is_lost: bool,
    /// Whether there are characters that nobody sees.
    has_control_characters: bool,
}

impl<'a> Traps<'a> {
    fn new(source: &'a Source, tokens: &'a [Token]) -> Self {
        Self {
            source,
            tokens,
            found: Diagnostics::default(),
            more: Vec::new(),
            scrap: Diagnostics::default(),
            mends: Vec::new(),
            skip_to: 0,
            line: Span::new(1, 0),
            rest_is_lost: false,
            has_control_characters: source.text.contains(unseen::is_control),
        }
    }

    /// Hands the findings over; of too many, how many more there are.
    fn report(&mut self, diagnostics: &mut Diagnostics) {
        diagnostics.append(std::mem::take(&mut self.found));
        if let Some(&first) = self.more.first() {
            let message = match self.more.len() {
                1 => "one more mistake like these is not shown".to_owned(),
                count => format!("{count} more mistakes like these are not shown"),
            };
            diagnostics
                .error("too-many-mistakes", first, message)
                .label("the first one that is not shown")
                .help("mend the ones before it: a few of them probably explain the rest");
        }
    }

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
        use TokenKind::{
            BlockComment, Close, Continuation, LineComment, Newline, Open, Semicolon, Slashdash,
        };
        let mut before = self.tokens[..index].iter().rev().map(|token| token.kind).peekable();
        while let Some(kind) = before.next() {
            match kind {
                BlockComment => {}
                // A line that ends with `\` goes on.
                Newline => {
                    while before.next_if_eq(&LineComment).is_some()
                        || before.next_if_eq(&BlockComment).is_some()
                    {}
                    if before.next_if_eq(&Continuation).is_none() {
                        return true;
                    }
                }
                kind => return matches!(kind, Semicolon | Open | Close | Slashdash),
            }
        }
        true
    }

    /// Returns the rest of the line from an offset, without the blanks at its end.
    fn line_from(&mut self, start: usize) -> Span {
        if !(self.line.start..=self.line.end).contains(&start) {
            let rest = &self.source.text[start..];
            let line = rest.split(super::lexer::is_newline).next().unwrap_or_default();
            self.line = Span::new(start, start + line.trim_end().len());
        }
        Span::new(start, self.line.end.max(start))
    }

    fn error(&mut self, code: &'static str, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.skip_to = self.skip_to.max(span.end);
        if self.found.as_slice().len() < MOST {
            return self.found.error(code, span, message);
        }
        self.more.push(span);
        self.scrap = Diagnostics::default();
        self.scrap.error(code, span, message)
    }

    /// Lets the parser read something else there.
    fn mend(&mut self, span: Span, instead: impl Into<String>) {
        self.mends.push((span, instead.into()));
    }
}

/// Puts a text into KDL's quotes.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
