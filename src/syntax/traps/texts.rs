//! Strings and comments that are not what they look like.

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
    let address =
        traps.source.slice(line).split_whitespace().next().unwrap_or_default().trim_end_matches(';');
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
    traps.mend_with_word(span);
    // The comment token reaches to the end of the line, and the rest of it may be a real comment.
    traps.mend_with_blanks(Span::new(span.end, comment.map_or(span.end, |comment| comment.span.end)));
    traps.skip_to = comment.map_or(span.end, |comment| comment.span.end);
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
    traps
        .error("value-needs-quotes", span, "`/*` starts a comment here: a pattern needs quotes")
        .label("the pattern ends where the comment starts")
        .help(format!("`{}`", quoted(pattern)))
        .fix("put it in quotes", span, quoted(pattern));
    if comment.kind == TokenKind::BlockComment {
        traps.skip_to = comment.span.end;
    } else {
        traps.mend_with_word(span);
    }
    true
}

/// A string or a comment without an end.
pub(super) fn never_closed(traps: &mut Traps<'_>, index: usize) -> bool {
    let token = traps.token(index);
    let start = Span::new(token.span.start, traps.line_from(token.span.start).end);
    match token.kind {
        TokenKind::OpenText if traps.text(index).trim_start_matches('#').starts_with("\"\"\"") => {
            traps
                .error("unclosed-text", start, "this text starts with three quotes and never ends")
                .label("starts here")
                .help("close it with `\"\"\"` on a line of its own");
        }
        TokenKind::OpenText => {
            traps
                .error("unclosed-text", start, "the closing quote is missing on this line")
                .label("starts here")
                .help("add a `\"`; a text over several lines starts and ends with `\"\"\"`");
            if start.end - start.start >= 2 {
                traps.mend_with_word(start);
            }
        }
        TokenKind::OpenComment => {
            traps
                .error(
                    "unclosed-comment",
                    start,
                    "this comment never ends, so the rest of the file is part of it",
                )
                .label("starts here")
                .help("close it with `*/`, or write `//` in front of the line");
        }
        _ => return false,
    }
    true
}

/// `"C:\dir"`, `"\d+"`
pub(super) fn escape(traps: &mut Traps<'_>, index: usize) -> bool {
    let (token, text) = (traps.token(index), traps.text(index));
    if token.kind != TokenKind::Text || !text.starts_with('"') || !text.contains('\\') {
        return false;
    }
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        if character != '\\' {
            continue;
        }
        let Some((_, escaped)) = characters.next() else { break };
        if "\"\\bfnrtsu".contains(escaped) || escaped.is_whitespace() {
            continue;
        }
        let span = Span::new(token.span.start + at, token.span.start + at + 1 + escaped.len_utf8());
        let raw = format!("#{text}#");
        traps
            .error("unknown-escape", span, format!("`\\{escaped}` means nothing in a KDL string"))
            .label("a backslash starts an escape such as `\\n` or `\\\"`")
            .help(format!(
                "`\\\\{escaped}` for a real backslash, or `{raw}`, in which backslashes are plain"
            ));
        traps.mend(token.span, format!("\"{}\"", "x".repeat(text.len() - 2)));
        traps.skip_to = token.span.end;
        return true;
    }
    false
}

/// `"""text"""` on one line.
pub(super) fn three_quotes(traps: &mut Traps<'_>, index: usize) -> bool {
    let (token, text) = (traps.token(index), traps.text(index));
    let inner = text.strip_prefix("\"\"\"").and_then(|text| text.strip_suffix("\"\"\""));
    let Some(inner) = inner.filter(|inner| token.kind == TokenKind::Text && !inner.contains(['\n', '\r']))
    else {
        return false;
    };
    traps
        .error("three-quotes", token.span, "three quotes are for a text over several lines")
        .label("this one stands on one line")
        .help(format!("`{}`", quoted(inner)))
        .fix("write single quotes", token.span, quoted(inner));
    traps.mend(token.span, format!("\"{}\"", "x".repeat(text.len() - 2)));
    true
}

/// `'x y'`, `“x y”`
pub(super) fn foreign_quotes(traps: &mut Traps<'_>, index: usize) -> bool {
    const PAIRS: [(char, &[char]); 6] = [
        ('\'', &['\'']),
        ('`', &['`']),
        ('“', &['”', '“']),
        ('„', &['“', '”']),
        ('‘', &['’']),
        ('«', &['»']),
    ];
    if !traps.is_word(index) {
        return false;
    }
    let text = traps.text(index);
    let Some((open, close)) = PAIRS.iter().find(|(open, _)| text.starts_with(*open)) else { return false };
    let start = traps.token(index).span.start;
    let line = traps.line_from(start);
    let inside = &traps.source.slice(line)[open.len_utf8()..];
    let (length, content) = match inside.find(*close) {
        Some(at) => {
            let closing = inside[at..].chars().next().map_or(0, char::len_utf8);
            (open.len_utf8() + at + closing, inside[..at].to_owned())
        }
        None => (text.len(), text.trim_matches(*open).to_owned()),
    };
    let span = Span::new(start, start + length);
    traps
        .error("foreign-quotes", span, "only straight double quotes make a string")
        .label("other quotes are letters of the word to KDL")
        .help(format!("`{}`", quoted(&content)))
        .fix("write double quotes", span, quoted(&content));
    traps.mend_with_word(span);
    true
}
