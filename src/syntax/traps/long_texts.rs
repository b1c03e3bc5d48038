//! Texts over several lines, between three quotes.

use super::{Traps, quoted};
use crate::{source::Span, syntax::lexer::TokenKind};

/// `"""text"""` on one line, or with something beside the quotes.
pub(super) fn three_quotes(traps: &mut Traps<'_>, index: usize) -> bool {
    let (token, text) = (traps.token(index), traps.text(index));
    let Some(inner) = long_text(token.kind, text) else { return false };
    if !inner.contains(['\n', '\r']) {
        traps
            .error("three-quotes", token.span, "three quotes are for a text over several lines")
            .label("this one stands on one line")
            .help(format!("`{}`", quoted(inner)))
            .fix("write one quote on each side", token.span, quoted(inner));
        traps.mend(token.span, quoted(inner));
        return true;
    }
    let (first, last) = (inner.lines().next().unwrap_or_default(), inner.lines().last().unwrap_or_default());
    let ends_alone = inner.ends_with('\n') || last.trim().is_empty();
    if first.trim().is_empty() && ends_alone {
        return false;
    }
    let (start, end, hashes) = (token.span.start, token.span.end, text.find('"').unwrap_or(0));
    let (span, label) = match first.trim().is_empty() {
        true => (Span::new(end - 3 - hashes, end), "these belong on the next line"),
        false => (Span::new(start, start + hashes + 3 + first.len()), "the text starts on the line below"),
    };
    traps
        .error(
            "three-quotes",
            span,
            "the three quotes of a long text stand alone: nothing behind the first, nothing before the last",
        )
        .label(label)
        .help("break the line there");
    traps.mend(token.span, "\"…\"");
    traps.skip_to = token.span.end;
    true
}

/// A line of a long text that stands further left than its closing quotes.
pub(super) fn not_indented(traps: &mut Traps<'_>, index: usize) -> bool {
    let (token, text) = (traps.token(index), traps.text(index));
    let Some(inner) = long_text(token.kind, text).filter(|inner| inner.contains('\n')) else { return false };
    let closing = inner.rfind('\n').map_or("", |at| &inner[at + 1..]);
    let offset = |line: &str| line.as_ptr() as usize - traps.source.text.as_ptr() as usize;
    let lines = inner.lines().skip(1);
    let short = lines.filter(|line| !line.trim().is_empty()).find(|line| !line.starts_with(closing));
    let Some(line) = short else { return false };
    let start = offset(line) + (line.len() - line.trim_start().len());
    let here = Span::new(start, offset(line) + line.trim_end().len());
    let quotes = offset(closing) + closing.len();
    traps
        .error("text-not-indented", here, "this line stands further left than the closing quotes")
        .label("starts too far left, or with other blanks")
        .also(Span::new(quotes, token.span.end), "each line starts at least here, with the same blanks")
        .help("indent the line as far, or move the closing quotes to the left");
    traps.mend(token.span, "\"…\"");
    traps.skip_to = token.span.end;
    true
}

/// What stands between three quotes.
fn long_text(kind: TokenKind, text: &str) -> Option<&str> {
    let inner = text.trim_matches('#').strip_prefix("\"\"\"")?.strip_suffix("\"\"\"")?;
    (kind == TokenKind::Text).then_some(inner)
}
