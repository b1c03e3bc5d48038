//! Single values: which need quotes, under the rules of YAML 1.1 and of 1.2, and which can be a block.

use std::fmt::Write;

/// Writes text as one value on one line; inside `[ ]` more characters need quotes.
pub(super) fn write(out: &mut String, text: &str, in_list: bool) {
    if is_plain(text, in_list) {
        out.push_str(text);
    } else if text.contains(['"', '\\']) && !text.contains('\'') && text.chars().all(is_visible) {
        out.push('\'');
        out.push_str(text);
        out.push('\'');
    } else {
        double_quoted(out, text);
    }
}

/// Writes text in double quotes, where everything that people cannot see is escaped.
pub(super) fn double_quoted(out: &mut String, text: &str) {
    out.push('"');
    let mut written = 0;
    for (at, c) in text.char_indices() {
        if is_visible(c) && c != '"' && c != '\\' {
            continue;
        }
        out.push_str(&text[written..at]);
        written = at + c.len_utf8();
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // What is not visible lies below U+10000, so that four digits are enough.
            c => write!(out, "\\u{:04X}", u32::from(c)).expect("a string takes everything"),
        }
    }
    out.push_str(&text[written..]);
    out.push('"');
}

/// Writes a comment that stays on its line, whatever is in it.
pub(super) fn comment(out: &mut String, text: &str) {
    out.extend(text.trim().chars().map(|c| if is_visible(c) { c } else { ' ' }));
}

/// Tells whether text is best read as a block: several lines, all of them visible.
pub(super) fn wants_block(text: &str) -> bool {
    text.contains('\n')
        && text.chars().all(|c| is_visible(c) || c == '\n' || c == '\t')
        && text.chars().any(|c| !c.is_whitespace())
}

/// Tells whether a key is so long that a reader may look for its colon in vain.
pub(super) fn too_long_for_a_key(key: &str) -> bool {
    // The limit is 1024 characters, and an escape can make six of one.
    key.chars().nth(100).is_some()
}

/// Tells whether text means itself without quotes.
fn is_plain(text: &str, in_list: bool) -> bool {
    let Some(first) = text.chars().next() else { return false };
    if first.is_ascii_alphabetic() {
        if is_word_with_a_meaning(text) {
            return false;
        }
    } else if !may_start(first, text) || looks_like_a_number(text) || is_word_with_a_meaning(text) {
        return false;
    }
    let mut before = ' ';
    for c in text.chars() {
        let special = match c {
            ' ' => before == ':',
            '#' => before == ' ',
            ',' | '[' | ']' | '{' | '}' | ':' | '?' => in_list,
            _ => !is_visible(c),
        };
        if special {
            return false;
        }
        before = c;
    }
    before != ':' && !before.is_whitespace()
}

fn may_start(first: char, text: &str) -> bool {
    match first {
        // Three of these at the start of a line are the marks between documents.
        '-' | '.' if text.starts_with("---") || text.starts_with("...") => false,
        '-' | '?' | ':' => text[1..].starts_with(|c: char| c != ' '),
        ',' | '[' | ']' | '{' | '}' | '#' | '&' | '*' | '!' | '|' | '>' | '\'' | '"' | '%' | '@' | '`' => {
            false
        }
        c => !c.is_whitespace(),
    }
}

/// Tells whether some reader takes the word for a boolean, for nothing, or for a mark.
fn is_word_with_a_meaning(text: &str) -> bool {
    const WORDS: [&str; 12] = ["y", "n", "on", "no", "off", "yes", "true", "null", "false", "~", "=", "<<"];
    text.len() <= 5 && WORDS.iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// Tells whether some reader takes the text for a number or a time: `1.10`, `0o7`, `12:30`, `2026-12-24`, `.inf`.
fn looks_like_a_number(text: &str) -> bool {
    if !text.starts_with(|c: char| c.is_ascii_digit() || "+-._".contains(c)) {
        return false;
    }
    // Some readers leave out underscores before they look.
    let text = text.replace('_', "");
    let number = text.strip_prefix(['+', '-']).unwrap_or(&text);
    if let Some(word) = number.strip_prefix('.')
        && (word.eq_ignore_ascii_case("inf") || word.eq_ignore_ascii_case("nan"))
    {
        return true;
    }
    if let [b'0', base, digits @ ..] = number.as_bytes()
        && let Some(highest) = match base.to_ascii_lowercase() {
            b'x' => Some(b'f'),
            b'o' => Some(b'7'),
            b'b' => Some(b'1'),
            _ => None,
        }
    {
        let digit = |byte: &u8| byte.is_ascii_hexdigit() && byte.to_ascii_lowercase() <= highest;
        return digits.iter().all(digit);
    }
    number.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && number.bytes().any(|byte| byte.is_ascii_digit())
        && number.bytes().all(|byte| byte.is_ascii_digit() || b".:eE+-tTzZ ".contains(&byte))
}

/// Tells whether people and every reader see the character as it is.
///
/// Characters that turn the direction of text are not among them: a reviewer would read something else than runs.
fn is_visible(c: char) -> bool {
    match c {
        ' '..='~' => true,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => false,
        '\u{feff}' | '\u{fffe}' | '\u{ffff}' => false,
        c => !c.is_control(),
    }
}
