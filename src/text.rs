//! Text that is safe to print: nothing in it moves the cursor, hides, or turns the line around; and it fits.

use std::fmt::Write;

use unicode_width::UnicodeWidthChar;

/// What the terminal can show; only what people read in it looks at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Whether to colour; without it no escape sequence is written at all.
    pub color: bool,
    /// The columns of the terminal.
    pub width: usize,
    /// Whether to draw with box characters; without it, with ASCII.
    pub unicode: bool,
}

/// Tells whether a terminal or an editor would obey the character or hide it instead of showing it. The joiners of
/// emoji and of Persian stay as they are.
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Adds a character, or a picture or an escape of one that must not reach the terminal.
pub(crate) fn push_visible(out: &mut String, c: char) {
    match c {
        '\0'..='\x1f' => out.extend(char::from_u32(0x2400 + u32::from(c))),
        '\x7f' => out.push('␡'),
        c if is_hidden(c) => write!(out, "{}", c.escape_unicode()).expect("a string takes everything"),
        c => out.push(c),
    }
}

/// Returns the text with every dangerous character made visible; line ends stay, a tab becomes a space.
pub(crate) fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push('\n'),
            '\t' => out.push(' '),
            c => push_visible(&mut out, c),
        }
    }
    out
}

/// Returns the columns that a text takes in a terminal, character by character as miette counts them.
pub(crate) fn columns(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// Breaks prose into lines of at most `width` columns, the first one shorter by what already stands before it. Code
/// is never broken: not what stands in backticks, and not the lines behind a colon, which are there to be copied.
pub(crate) fn wrap(text: &str, before: usize, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut copied = false;
    for line in text.lines() {
        copied &= !line.trim().is_empty();
        let room = if lines.is_empty() { width.saturating_sub(before) } else { width };
        if copied || columns(line) <= room {
            lines.push(line.trim_end().to_string());
        } else {
            break_line(line, room, width, &mut lines);
        }
        copied |= line.trim_end().ends_with(':');
    }
    lines
}

fn break_line(line: &str, mut room: usize, width: usize, lines: &mut Vec<String>) {
    let mut current = String::new();
    for word in words(line) {
        if !current.is_empty() && columns(&current) + 1 + columns(word) > room {
            lines.push(std::mem::take(&mut current));
            room = width;
        }
        if !current.is_empty() {
            current.push(' ');
        }
        current.push_str(word);
    }
    lines.push(current);
}

/// Splits at spaces, but not between two backticks.
fn words(line: &str) -> impl Iterator<Item = &str> {
    let mut code = false;
    let mut ticks = line.matches('`').count();
    line.split(move |c| {
        if c == '`' {
            ticks -= 1;
            // The last of an odd number opens nothing.
            code = !code && ticks > 0;
        }
        c == ' ' && !code
    })
    .filter(|word| !word.is_empty())
}

/// Says a number of things, in the singular where it is one.
pub(crate) fn count(number: usize, one: &str) -> String {
    format!("{number} {one}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_not_broken() {
        let text = "write `approvals 2 from leads ops`, or ask somebody else";
        assert_eq!(wrap(text, 0, 20), ["write", "`approvals 2 from leads ops`,", "or ask somebody else"]);
    }

    #[test]
    fn lines_behind_a_colon_are_kept_as_they_are() {
        let text = "write two lines:\napprovals 1 from senior-engineers\n  approvals 1 from managers\n\nas it was before";
        let copied = ["approvals 1 from senior-engineers", "  approvals 1 from managers", ""];
        let lines = wrap(text, 0, 16);
        assert_eq!(lines[..4], [&["write two lines:"], &copied[..]].concat());
        assert_eq!(lines[4..], ["as it was before"]);
    }

    #[test]
    fn a_lonely_backtick_opens_nothing() {
        assert_eq!(
            wrap("`a` is one, and ` is none of them", 0, 12),
            ["`a` is one,", "and ` is", "none of them"]
        );
    }

    #[test]
    fn what_already_stands_on_the_first_line_counts() {
        assert_eq!(wrap("one two three", 8, 13), ["one", "two three"]);
    }

    #[test]
    fn control_characters_are_seen() {
        assert_eq!(visible("a\x1b[31m\u{202e}b\u{85}\x7f"), "a␛[31m\\u{202e}b\\u{85}␡");
    }
}
