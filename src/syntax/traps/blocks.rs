//! Braces in the wrong place, too many or too few.

use super::Traps;
use crate::{source::Span, syntax::lexer::TokenKind};

/// A `{` on the line after its node.
pub(super) fn brace_on_next_line(traps: &mut Traps<'_>, index: usize) -> bool {
    if traps.token(index).kind != TokenKind::Open {
        return false;
    }
    let newlines =
        traps.tokens[..index].iter().rev().take_while(|token| token.kind == TokenKind::Newline).count();
    let last = (index - newlines).checked_sub(1).map(|last| traps.token(last));
    let Some(last) =
        last.filter(|last| newlines > 0 && matches!(last.kind, TokenKind::Word | TokenKind::Text))
    else {
        return false;
    };
    let brace = traps.token(index).span;
    traps
        .error(
            "brace-on-next-line",
            brace,
            "the `{` belongs on the line of its node: a line end ends the node",
        )
        .label("this block belongs to nothing")
        .also(last.span, "to go behind this")
        .help("move the `{` to the end of the line before");
    let gap = Span::new(last.span.end, brace.start);
    traps.mend_with_blanks(gap);
    true
}

/// `gate a { … } gate b`
pub(super) fn node_after_brace(traps: &mut Traps<'_>, index: usize) -> bool {
    let Some(next) = traps.after(index) else { return false };
    let close = traps.token(index);
    if close.kind != TokenKind::Close || !matches!(next.kind, TokenKind::Word | TokenKind::Text) {
        return false;
    }
    traps
        .error("node-after-brace", next.span, "something stands behind the `}` on the same line")
        .label("starts a node of its own")
        .also(close.span, "ends the one before")
        .help("give it a line of its own, or put a `;` behind the `}`")
        .fix("put a `;` between", Span::new(close.span.end, close.span.end), ";");
    traps.skip_to = next.span.start;
    if next.span.start > close.span.end {
        let gap = Span::new(close.span.end, next.span.start);
        traps.mend(gap, format!(";{}", " ".repeat(gap.end - gap.start - 1)));
    }
    true
}

/// Reports braces that do not match. Returns how many `}` the parser has to be given.
pub(super) fn balance(traps: &mut Traps<'_>) -> usize {
    let mut open: Vec<usize> = Vec::new();
    let mut suspect: Option<(Span, Span)> = None;
    for (index, token) in traps.tokens.iter().enumerate() {
        let starts_a_line = index == 0 || traps.tokens[index - 1].kind == TokenKind::Newline;
        match token.kind {
            TokenKind::Open => open.push(index),
            TokenKind::Close => {
                if open.pop().is_none() {
                    let span = token.span;
                    traps
                        .error("stray-brace", span, "this `}` closes nothing")
                        .label("no block is open here")
                        .help("leave it out, or look for a `{` that is missing before");
                    traps.mend(span, " ");
                    return 0;
                }
            }
            TokenKind::Word | TokenKind::Text if starts_a_line => {
                // A node that stands as far left as the block it is in was meant to stand behind it.
                if let Some(&block) = open.last() {
                    let line = line_start(traps, block);
                    if suspect.is_none() && column(traps, token.span.start) <= column(traps, line.start) {
                        suspect = Some((line, token.span));
                    }
                }
            }
            _ => {}
        }
    }
    let Some(&innermost) = open.last() else { return 0 };
    let missing = open.len();
    match suspect {
        Some((block, next)) => traps
            .error("missing-brace", block, "the block that starts here is never closed")
            .label("this block is still open")
            .also(next, "when this starts, which stands as far left")
            .help("put a `}` on a line of its own before it"),
        None => {
            let line = line_start(traps, innermost);
            traps
                .error("missing-brace", line, "the block that starts here is never closed")
                .label("still open at the end of the file")
                .help("put a `}` on a line of its own at its end")
        }
    };
    missing
}

/// The first word of the line on which a token stands.
fn line_start(traps: &Traps<'_>, index: usize) -> Span {
    let first = traps.tokens[..=index]
        .iter()
        .rposition(|token| token.kind == TokenKind::Newline)
        .map_or(0, |at| at + 1);
    traps.token(first.min(index)).span
}

fn column(traps: &Traps<'_>, offset: usize) -> usize {
    let line = traps.source.text[..offset].rfind('\n').map_or(0, |at| at + 1);
    offset - line
}
