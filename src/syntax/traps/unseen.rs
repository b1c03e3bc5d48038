//! Characters that nobody sees.

use super::Traps;
use crate::source::Span;

/// A character that nobody sees, and that KDL does not allow.
pub(super) fn is_control(character: char) -> bool {
    matches!(character, '\0'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}' | '\u{200e}' | '\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// A colour of the terminal, a NUL, a mark that turns the direction of the text around.
pub(super) fn control_character(traps: &mut Traps<'_>, index: usize) -> bool {
    let (token, text) = (traps.token(index), traps.text(index));
    let found = text.char_indices().filter(|_| traps.has_control_characters).find(|(_, c)| is_control(*c));
    let Some((at, character)) = found else { return false };
    let name = match character {
        '\0' => "a NUL".to_owned(),
        '\u{1b}' => "an escape character, as terminals use it for colours,".to_owned(),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' => {
            "a mark that turns the direction of the text".to_owned()
        }
        _ => format!("the character U+{:04X}", u32::from(character)),
    };
    let place = Span::new(token.span.start + at, token.span.start + at + character.len_utf8());
    let clean = without_control_characters(text);
    traps
        .error("control-character", place, format!("{name} stands here, and nobody sees it"))
        .label("between the letters")
        .help("leave it out; in a text, `\\u{…}` writes a character by its number")
        .fix("leave it out", token.span, clean.clone());
    traps.mend(token.span, clean);
    traps.skip_to = token.span.end;
    true
}

fn without_control_characters(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(is_control) {
        clean.push_str(&rest[..at]);
        let behind = rest[at..].trim_start_matches(is_control);
        // `ESC [ 1 m` is one sign to a terminal.
        let is_colour = rest[at..].starts_with("\u{1b}[");
        let end = behind.find(|c: char| c.is_ascii_alphabetic()).filter(|_| is_colour);
        rest = end.map_or(behind, |end| &behind[end + 1..]);
    }
    clean + rest
}
