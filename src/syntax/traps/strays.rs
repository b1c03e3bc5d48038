//! Signs of KDL in a place where they mean nothing: `\`, `;`, `/-`.

use super::{Traps, quoted};
use crate::{source::Span, syntax::lexer::TokenKind};

/// `HOME C:\data`: a backslash in a bare word.
pub(super) fn backslash_in_word(traps: &mut Traps<'_>, index: usize) -> bool {
    use TokenKind::{Continuation, Word};
    if !matches!(traps.token(index).kind, Word | Continuation) {
        return false;
    }
    let mut last = index;
    while traps.after(last).is_some_and(|next| {
        matches!(next.kind, Word | Continuation) && next.span.start == traps.token(last).span.end
    }) {
        last += 1;
    }
    let has_backslash = (index..=last).any(|at| traps.token(at).kind == Continuation);
    let has_word = (index..=last).any(|at| traps.is_word(at));
    // One at the end of a line joins it with the next.
    let joins = traps.token(last).kind == Continuation && last == index + 1 && ends_line(traps, last);
    if !has_backslash || !has_word || joins {
        return false;
    }
    let span = traps.token(index).span.to(traps.token(last).span);
    let text = traps.source.slice(span);
    traps
        .error("value-needs-quotes", span, "a word with `\\` in it needs quotes")
        .label("KDL cannot read this as one word")
        .help(format!("`#\"{text}\"#`, in which backslashes are plain"))
        .fix("put it in quotes", span, quoted(text));
    traps.mend(span, quoted(text));
    true
}

/// A backslash that joins nothing.
pub(super) fn backslash(traps: &mut Traps<'_>, index: usize) -> bool {
    let token = traps.token(index);
    if token.kind != TokenKind::Continuation || (ends_line(traps, index) && !traps.names_a_node(index)) {
        return false;
    }
    traps
        .error("stray-backslash", token.span, "this `\\` joins nothing")
        .label("only at the end of a line it joins that line with the next")
        .help("leave it out, or put it in quotes with the text that it belongs to")
        .fix("leave it out", token.span, "");
    traps.mend(token.span, "");
    true
}

fn ends_line(traps: &Traps<'_>, index: usize) -> bool {
    let next = traps.after(index).map(|next| next.kind);
    matches!(next, None | Some(TokenKind::Newline | TokenKind::LineComment))
}

/// A `;` behind nothing.
pub(super) fn semicolon(traps: &mut Traps<'_>, index: usize) -> bool {
    let token = traps.token(index);
    let ends_something = traps.before(index).is_some_and(|before| before.kind == TokenKind::Close);
    if token.kind != TokenKind::Semicolon || ends_something || !traps.names_a_node(index) {
        return false;
    }
    traps
        .error("stray-semicolon", token.span, "this `;` ends nothing")
        .label("nothing stands before it on this line")
        .help("leave it out: the end of a line is enough")
        .fix("leave it out", token.span, "");
    traps.mend(token.span, "");
    true
}

/// A `/-` before nothing.
pub(super) fn slashdash(traps: &mut Traps<'_>, index: usize) -> bool {
    let token = traps.token(index);
    let next = traps.after(index).map(|next| next.kind);
    if token.kind != TokenKind::Slashdash
        || !matches!(next, None | Some(TokenKind::Close | TokenKind::Semicolon | TokenKind::Slashdash))
    {
        return false;
    }
    traps
        .error("stray-slashdash", token.span, "this `/-` comments out nothing")
        .label("nothing stands behind it")
        .help("`/-` comments out the node or the value behind it; for a remark write `//`")
        .fix("leave it out", token.span, "");
    traps.mend(token.span, "");
    true
}

/// `from=A=B`: a value with an `=` in it.
pub(super) fn equals_in_value(traps: &mut Traps<'_>, index: usize) -> bool {
    use TokenKind::{Equals, Word};
    let touches = |left: usize, right: usize| traps.token(left).span.end == traps.token(right).span.start;
    let is = |at: usize, kind| traps.tokens.get(at).is_some_and(|token| token.kind == kind);
    let starts = is(index, Word) && index > 0 && is(index - 1, Equals) && touches(index - 1, index);
    if !starts || !is(index + 1, Equals) || !touches(index, index + 1) {
        return false;
    }
    let mut last = index + 1;
    while (is(last + 1, Equals) || is(last + 1, Word)) && touches(last, last + 1) {
        last += 1;
    }
    let span = Span::new(traps.token(index).span.start, traps.token(last).span.end);
    let text = traps.source.slice(span);
    traps
        .error("value-needs-quotes", span, "a value with `=` in it needs quotes")
        .label("where does the value start?")
        .help(format!("`{}`", quoted(text)))
        .fix("put it in quotes", span, quoted(text));
    traps.mend(span, quoted(text));
    true
}
