//! Refuses, with a place, what would overflow the KDL parser's stack or keep it busy for ever.

use super::lexer::{Token, TokenKind};
use crate::{
    diagnostic::Diagnostics,
    source::{Source, Span},
};

/// The largest file that is read, in bytes. A pipeline of a thousand environments has a tenth of it.
pub const MAX_BYTES: usize = 4 << 20;
/// Blocks inside blocks. The language itself needs four.
const MAX_DEPTH: usize = 64;
/// Commented-out blocks inside each other: the parser's time doubles with each.
const MAX_SLASHDASH: usize = 3;
/// Block comments inside each other.
const MAX_COMMENT: usize = 32;

/// Reports a file that is larger than any pipeline.
pub(super) fn is_too_large(source: &Source, diagnostics: &mut Diagnostics) -> bool {
    if source.text.len() <= MAX_BYTES {
        return false;
    }
    diagnostics
        .error("file-too-large", Span::default(), format!("this file has more than {} MB", MAX_BYTES >> 20))
        .label("nothing of it was read")
        .help("a pipeline of a thousand environments has a tenth of that: is this the right file?");
    true
}

/// Reports what must not reach the parser. Returns how deep the blocks go, or nothing if the file is refused.
pub(super) fn check(source: &Source, tokens: &[Token], diagnostics: &mut Diagnostics) -> Option<usize> {
    let mut open: Vec<(Span, bool)> = Vec::new();
    let (mut slashdash, mut slashed_blocks, mut deepest) = (false, 0, 0);
    for token in tokens {
        match token.kind {
            TokenKind::Slashdash => slashdash = true,
            TokenKind::Open => {
                slashed_blocks += usize::from(slashdash);
                open.push((token.span, slashdash));
                slashdash = false;
                deepest = deepest.max(open.len());
                if open.len() > MAX_DEPTH {
                    diagnostics
                        .error(
                            "nested-too-deeply",
                            token.span,
                            format!("blocks stand more than {MAX_DEPTH} deep here"),
                        )
                        .label("one block too many")
                        .help("a pipeline needs four levels; is a `}` missing somewhere before?");
                    return None;
                }
                if slashed_blocks > MAX_SLASHDASH {
                    diagnostics
                        .error(
                            "nested-too-deeply",
                            token.span,
                            format!("more than {MAX_SLASHDASH} commented-out blocks stand inside each other"),
                        )
                        .label("commented out, inside what is commented out")
                        .help("one `/-` in front of the outermost block is enough");
                    return None;
                }
            }
            TokenKind::Close => {
                slashed_blocks -= usize::from(open.pop().is_some_and(|(_, slashed)| slashed));
                slashdash = false;
            }
            TokenKind::BlockComment | TokenKind::OpenComment
                if comment_depth(source.slice(token.span)) > MAX_COMMENT =>
            {
                diagnostics
                    .error("nested-too-deeply", token.span, "too many comments stand inside each other")
                    .label("this comment")
                    .help("write `//` in front of each line instead");
                return None;
            }
            _ => {}
        }
    }
    Some(deepest)
}

fn comment_depth(comment: &str) -> usize {
    let bytes = comment.as_bytes();
    let (mut depth, mut deepest, mut at) = (0usize, 0, 0);
    while at + 1 < bytes.len() {
        match &bytes[at..at + 2] {
            b"/*" => {
                depth += 1;
                deepest = deepest.max(depth);
                at += 2;
            }
            b"*/" => {
                depth = depth.saturating_sub(1);
                at += 2;
            }
            _ => at += 1,
        }
    }
    deepest
}
