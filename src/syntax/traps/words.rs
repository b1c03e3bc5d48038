//! Bare words that KDL reads as something else, or not at all.

use super::{Traps, quoted};
use crate::syntax::lexer::TokenKind;

/// `wait 30s`, `12:30`, `2-10`, `0.1%`: starts with a digit and is no number.
pub(super) fn digit(traps: &mut Traps<'_>, index: usize) -> bool {
    let text = traps.text(index);
    let unsigned = text.trim_start_matches(['+', '-']);
    let digits = unsigned.strip_prefix('.').unwrap_or(unsigned);
    if !traps.is_word(index) || !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let (number, span) = (is_number(text), traps.token(index).span);
    if traps.names_a_node(index) {
        traps
            .error(
                "name-starts-with-digit",
                span,
                format!("a name starts with a letter, and `{text}` does not"),
            )
            .label("KDL reads a number here")
            .help(format!("`{}`, or put the digit further back", spelled_out(text)));
        traps.mend(span, quoted(text));
        return true;
    }
    if number {
        return false;
    }
    let is_value = traps
        .before(index)
        .is_some_and(|token| token.kind == TokenKind::Equals && token.span.end == span.start);
    let wanted = if is_value { None } else { in_words(text) };
    let help = match &wanted {
        Some(words) => format!("`{words}`, or `{}`", quoted(text)),
        None => format!("`{}`", quoted(text)),
    };
    traps
        .error("value-needs-quotes", span, "a value that starts with a digit needs quotes")
        .label("KDL reads this as a number that went wrong")
        .help(help)
        .fix("put it in quotes", span, quoted(text));
    traps.mend(span, quoted(text));
    true
}

/// The way this language writes such a value, if it has one.
fn in_words(text: &str) -> Option<String> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let unit = match unit {
        "ms" => "ms",
        "s" | "sec" | "secs" => "seconds",
        "m" | "min" | "mins" => "minutes",
        "h" | "hr" | "hrs" => "hours",
        "d" => "days",
        "w" => "weeks",
        "%" => "percent",
        _ => {
            let upper = unit.strip_prefix('-').or_else(|| unit.strip_prefix(".."))?;
            return is_number(upper).then(|| format!("{number} to {upper}"));
        }
    };
    Some(format!("{number} {unit}"))
}

fn spelled_out(text: &str) -> String {
    let digits = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    match text.bytes().next() {
        Some(byte @ b'0'..=b'9') => format!("{}{}", digits[usize::from(byte - b'0')], &text[1..]),
        _ => format!("n{}", text.trim_start_matches(['+', '-', '.'])),
    }
}

/// Tells whether KDL accepts this as a number.
fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(digits) = unsigned.strip_prefix(prefix) {
            return digits.starts_with(|c: char| c.is_digit(radix))
                && digits.chars().all(|c| c.is_digit(radix) || c == '_');
        }
    }
    let whole = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_digit())
            && part.bytes().all(|b| b.is_ascii_digit() || b == b'_')
    };
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))),
        None => (unsigned, None),
    };
    let mantissa = match mantissa.split_once('.') {
        Some((left, right)) => whole(left) && whole(right),
        None => whole(mantissa),
    };
    mantissa && exponent.is_none_or(whole)
}

/// `true`, `false`, `null` without `#`.
pub(super) fn boolean(traps: &mut Traps<'_>, index: usize) -> bool {
    let text = traps.text(index);
    if !traps.is_word(index) || !matches!(text, "true" | "false" | "null" | "nan" | "inf" | "-inf") {
        return false;
    }
    let span = traps.token(index).span;
    let help = match text {
        "true" => "`#true`; a flag says yes without it".to_owned(),
        "false" => "`#false`".to_owned(),
        _ => format!("`{}` if you mean the word; leave the line out if there is no value", quoted(text)),
    };
    let error = traps.error(
        "bare-boolean",
        span,
        format!("`{text}` is a word that KDL keeps for itself: alone it means nothing"),
    );
    error.label("needs a `#` before it, or quotes").help(help);
    if matches!(text, "true" | "false") {
        error.fix(format!("write `#{text}`"), span, format!("#{text}"));
        traps.mend(span, format!("#{text}"));
    } else {
        traps.mend(span, quoted(text));
    }
    true
}

/// `@acme/x`, `a#b`, `run(1)`: signs that a bare word may not have.
pub(super) fn needs_quotes(traps: &mut Traps<'_>, index: usize) -> bool {
    let text = traps.text(index);
    if !traps.is_word(index) || text.starts_with('(') || text.starts_with('#') {
        return false;
    }
    let Some(sign) = text.chars().find(|sign| "/()[]#".contains(*sign)) else { return false };
    let span = traps.token(index).span;
    traps
        .error("value-needs-quotes", span, format!("a word with `{sign}` in it needs quotes"))
        .label("KDL cannot read this as one word")
        .help(format!("`{}`", quoted(text)))
        .fix("put it in quotes", span, quoted(text));
    traps.mend(span, quoted(text));
    true
}
