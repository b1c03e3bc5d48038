//! Values that KDL takes for comments.

use super::{Traps, quoted};
use crate::{source::Span, syntax::lexer::TokenKind};

/// `url https://dev.example.com`: the address ends at `//`.
pub(super) fn url_became_comment(traps: &mut Traps<'_>, index: usize) -> bool {
    let (token, text) = (traps.token(index), traps.text(index));
    let comment = traps.after(index).filter(|next| next.kind == TokenKind::LineComment);
    let touches = comment.is_some_and(|comment| comment.span.start == token.span.end);
    if !traps.is_word(index) || !touches || !text.ends_with(':') {
        return false;
    }
    let line = traps.line_from(token.span.start);
    let address = traps.source.slice(line).split(|c: char| c.is_whitespace() || "{};".contains(c));
    let address = address.into_iter().next().unwrap_or_default();
    let span = Span::new(token.span.start, token.span.start + address.len());
    traps
        .error(
            "url-became-comment",
            span,
            format!("everything behind `//` is a comment here, so this address is just `{text}`"),
        )
        .label("put it in quotes")
        .help(format!("`{}`", quoted(address)))
        .fix("put it in quotes", span, quoted(address));
    traps.mend(span, quoted(address));
    // What looked like the rest of a comment is looked at once the address is mended.
    traps.skip_to = line.end;
    true
}

/// `path src/**`: a comment starts at `/*`.
pub(super) fn glob_became_comment(traps: &mut Traps<'_>, index: usize) -> bool {
    let token = traps.token(index);
    let comment = traps.after(index).filter(|next| {
        matches!(next.kind, TokenKind::BlockComment | TokenKind::OpenComment)
            && next.span.start == token.span.end
    });
    let (true, Some(comment)) = (traps.is_word(index), comment) else { return false };
    let line = traps.line_from(token.span.start);
    let pattern = traps.source.slice(line).split([' ', '\t', ';', '}']).next().unwrap_or_default();
    let span = Span::new(token.span.start, token.span.start + pattern.len());
    // `word/* a comment */` is one.
    if comment.span.end > span.end && comment.kind == TokenKind::BlockComment {
        return false;
    }
    traps
        .error("value-needs-quotes", span, "`/*` starts a comment here: a pattern needs quotes")
        .label("the pattern ends where the comment starts")
        .help(format!("`{}`", quoted(pattern)))
        .fix("put it in quotes", span, quoted(pattern));
    traps.mend(span, quoted(pattern));
    traps.skip_to = comment.span.end;
    true
}
