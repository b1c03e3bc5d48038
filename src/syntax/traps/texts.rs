//! Texts with quotes or escapes of other languages, and texts and comments without an end.

use super::{Traps, quoted};
use crate::{source::Span, syntax::lexer::TokenKind};

/// A text or a comment without an end.
pub(super) fn never_closed(traps: &mut Traps<'_>, index: usize) -> bool {
    let token = traps.token(index);
    let start = Span::new(token.span.start, traps.line_from(token.span.start).end);
    match token.kind {
        TokenKind::OpenText if traps.text(index).trim_start_matches('#').starts_with("\"\"\"") => {
            traps
                .error("unclosed-text", start, "this text starts with three quotes and never ends")
                .label("starts here")
                .help("close it with `\"\"\"` on a line of its own");
            traps.mend(token.span, "\"\"");
            traps.rest_is_lost = true;
        }
        TokenKind::OpenText => unclosed_line(traps, index, start),
        TokenKind::OpenComment => {
            traps
                .error(
                    "unclosed-comment",
                    start,
                    "this comment never ends, so the rest of the file is part of it",
                )
                .label("starts here")
                .help("close it with `*/`, or write `//` in front of the line");
            traps.mend(token.span, "");
            traps.rest_is_lost = true;
        }
        _ => return false,
    }
    true
}

/// A text that ends with its line. What closes a block or starts a comment at the line's end was not meant to be in it.
fn unclosed_line(traps: &mut Traps<'_>, index: usize, line: Span) {
    let on_this_line =
        traps.tokens[..index].iter().rev().take_while(|token| token.kind != TokenKind::Newline);
    let depth = on_this_line.fold(0usize, |depth, token| match token.kind {
        TokenKind::Open => depth + 1,
        TokenKind::Close => depth.saturating_sub(1),
        _ => depth,
    });
    let text = traps.source.slice(line);
    let mut content = text.split(" //").next().unwrap_or_default().trim_end();
    for _ in 0..depth {
        content = content.strip_suffix('}').map_or(content, |content| content.trim_end_matches([' ', ';']));
    }
    let end = line.start + content.len().max(1);
    let span = Span::new(line.start, end);
    let hashes: String = content.chars().take_while(|&c| c == '#').collect();
    let closing = format!("\"{hashes}");
    traps
        .error("unclosed-text", span, "the closing quote is missing on this line")
        .label("starts here, and has no end")
        .help("add a `\"`; a text over several lines starts and ends with `\"\"\"`")
        .fix("add the quote", Span::new(end, end), closing.clone());
    traps.mend(Span::new(end, end), closing);
    traps.skip_to = traps.token(index).span.end;
}

/// `"C:\dir"`, `"\d+"`, `"\u00f6"`
pub(super) fn escape(traps: &mut Traps<'_>, index: usize) -> bool {
    let (token, text) = (traps.token(index), traps.text(index));
    if token.kind != TokenKind::Text || !text.starts_with('"') || !text.contains('\\') {
        return false;
    }
    let unknown = unknown_escapes(text);
    let Some(&(at, length)) = unknown.first() else { return false };
    let span = Span::new(token.span.start + at, token.span.start + at + length);
    let escape = &text[at..at + length];
    let by_number = escape.strip_prefix("\\u").filter(|digits| !digits.is_empty());
    let help = match by_number {
        Some(digits) => format!("`\\u{{{digits}}}`"),
        None => format!("`\\{escape}` for a real backslash, or `#{text}#`, in which backslashes are plain"),
    };
    let mut mended = text.to_owned();
    for &(at, length) in unknown.iter().rev() {
        let digits = text[at..at + length].strip_prefix("\\u").filter(|digits| !digits.is_empty());
        match digits {
            Some(digits) => mended.replace_range(at..at + length, &format!("\\u{{{digits}}}")),
            None => mended.insert(at, '\\'),
        }
    }
    let error = traps.error("unknown-escape", span, format!("`{escape}` means nothing in a text"));
    error.label("a backslash starts an escape such as `\\n` or `\\\"`").help(help);
    error.fix(
        if by_number.is_some() { "put the number in braces" } else { "write a real backslash" },
        token.span,
        mended.clone(),
    );
    traps.mend(token.span, mended);
    traps.skip_to = token.span.end;
    true
}

/// The escapes that KDL does not know: where in the text, and how long.
fn unknown_escapes(text: &str) -> Vec<(usize, usize)> {
    let mut unknown = Vec::new();
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        if character != '\\' {
            continue;
        }
        let Some((_, escaped)) = characters.next() else { break };
        match escaped {
            'u' => {
                let rest = &text[at + 2..];
                let inner = rest.strip_prefix('{').and_then(|inner| inner.split_once('}'));
                let number = inner.and_then(|(digits, _)| u32::from_str_radix(digits, 16).ok());
                if number.and_then(char::from_u32).is_none() {
                    let digits = rest.bytes().take(4).take_while(u8::is_ascii_hexdigit).count();
                    unknown.push((at, 2 + if digits == 4 { 4 } else { 0 }));
                }
            }
            '"' | '\\' | 'b' | 'f' | 'n' | 'r' | 't' | 's' => {}
            _ if escaped.is_whitespace() => {}
            _ => unknown.push((at, 1 + escaped.len_utf8())),
        }
    }
    unknown
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
        .error("foreign-quotes", span, "only straight double quotes make a text")
        .label("to KDL these quotes are letters like any other")
        .help(format!("`{}`", quoted(&content)))
        .fix("write double quotes", span, quoted(&content));
    traps.mend(span, quoted(&content));
    true
}
