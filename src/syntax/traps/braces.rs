//! Braces that are one too many or too few, found after everything else: quotes and comments are settled by then.

use super::{Mended, Traps};
use crate::{
    source::{Source, Span},
    syntax::lexer::{self, Token, TokenKind},
};

/// Reports braces that do not match, and gives the parser those that are missing.
pub(super) fn balance(traps: &mut Traps<'_>) {
    let mended = Mended::new(&traps.source.text, traps.mends.clone());
    let Some(text) = &mended.text else {
        let places = Braces::new(traps.source, traps.tokens).find();
        return report(traps, &mended, places);
    };
    let source = Source::new("", text.as_str());
    let tokens = lexer::tokens(text);
    let places = Braces::new(&source, &tokens).find();
    report(traps, &mended, places);
}

/// What does not match.
#[derive(Default)]
struct Found {
    /// A `}` that closes nothing.
    stray: Vec<Span>,
    /// A block that is never closed.
    missing: Vec<Missing>,
}

struct Missing {
    /// The line that opens it, up to its `{`.
    block: Span,
    /// What shows that it should have ended.
    next: Option<Span>,
    /// Where a `}` belongs.
    at: usize,
}

fn report(traps: &mut Traps<'_>, mended: &Mended, found: Found) {
    for span in found.stray {
        let span = mended.original(span);
        traps
            .error("stray-brace", span, "this `}` closes nothing")
            .label("no block is open here")
            .help("leave it out, or look for a `{` that is missing before it");
        traps.mend(span, " ");
    }
    for one in found.missing {
        let at = mended.original(Span::new(one.at, one.at)).start;
        traps.mend(Span::new(at, at), "\n}\n");
        if traps.rest_is_lost {
            continue;
        }
        let block = mended.original(one.block);
        let error = traps.error("missing-brace", block, "the block that starts here is never closed");
        match one.next.map(|next| mended.original(next)) {
            Some(next) => error
                .label("this block is still open")
                .also(next, "when this comes, which stands no further right")
                .help("put a `}` before it, on a line of its own"),
            None => error
                .label("still open at the end of the file")
                .help("put a `}` at its end, on a line of its own"),
        };
    }
}

struct Braces<'a> {
    source: &'a Source,
    tokens: &'a [Token],
    open: Vec<Block>,
    /// Where the current line starts, and how many bytes its indentation has.
    line: (usize, usize),
}

#[derive(Clone, Copy)]
struct Block {
    /// The line that opens it, up to its `{`.
    head: Span,
    /// How far in that line stands.
    column: usize,
}

impl<'a> Braces<'a> {
    fn new(source: &'a Source, tokens: &'a [Token]) -> Self {
        Self { source, tokens, open: Vec::new(), line: (0, 0) }
    }

    fn find(&mut self) -> Found {
        let (found, is_indented) = self.walk(0);
        match found.missing.len() {
            0 => found,
            missing if is_indented => self.walk(missing).0,
            _ => found,
        }
    }

    /// Goes through the file once. As many blocks as `missing` says may be taken to end where the indentation says so.
    fn walk(&mut self, mut missing: usize) -> (Found, bool) {
        let (mut found, mut is_indented) = (Found::default(), false);
        let mut line_start = true;
        let mut end_of_line = 0;
        self.open.clear();
        for &token in self.tokens {
            let starts_a_line = std::mem::replace(&mut line_start, false);
            if starts_a_line {
                self.line = (token.span.start, token.span.start - end_of_line);
            }
            let column = self.line.1;
            match token.kind {
                TokenKind::Newline => {
                    line_start = true;
                    end_of_line = token.span.end;
                }
                TokenKind::Open => {
                    self.open.push(Block { head: Span::new(self.line.0, token.span.end), column })
                }
                TokenKind::Close => {
                    let is_for_another = |block: &Block| starts_a_line && column < block.column;
                    while missing > 0 && self.open.last().is_some_and(is_for_another) {
                        missing -= 1;
                        self.close_before(token, &mut found);
                    }
                    if self.open.pop().is_none() {
                        found.stray.push(token.span);
                    }
                }
                TokenKind::Word | TokenKind::Text if starts_a_line => {
                    is_indented |= self.open.last().is_some_and(|block| column > block.column);
                    while missing > 0 && self.open.last().is_some_and(|block| column <= block.column) {
                        missing -= 1;
                        self.close_before(token, &mut found);
                    }
                }
                _ => {}
            }
        }
        let at = self.source.text.len();
        let rest = self.open.drain(..).rev();
        found.missing.extend(rest.map(|block| Missing { block: block.head, next: None, at }));
        (found, is_indented)
    }

    fn close_before(&mut self, token: Token, found: &mut Found) {
        let Some(block) = self.open.pop() else { return };
        found.missing.push(Missing { block: block.head, next: Some(token.span), at: token.span.start });
    }
}
