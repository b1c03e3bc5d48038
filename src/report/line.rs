//! One line of a file as the terminal shows it: tabs as spaces, nothing dangerous, cut to width around its labels.

use unicode_width::UnicodeWidthChar;

use crate::source::Span;
use crate::text::{columns, is_hidden, push_visible};

/// A tab reaches to the next column that this divides.
const TAB: usize = 4;

/// A label on a line that has to be cut sees at least these columns, however many labels there are.
const LEAST: usize = 16;

/// A line as it is shown, and where its characters went.
pub(super) struct Drawn {
    pub(super) text: String,
    /// For each character that is shown: its byte in the line, its byte in `text`.
    kept: Vec<(usize, usize)>,
}

impl Drawn {
    /// Draws a line into `room` columns; if it is longer, what stands at the anchors is kept.
    pub(super) fn new(line: &str, anchors: &[Span], room: usize, ellipsis: &str) -> Self {
        let mut drawn = Self { text: String::new(), kept: Vec::new() };
        let mut column = 0;
        let mut reached = 0;
        for part in parts(line, anchors, room) {
            if part.start > reached {
                drawn.text.push_str(ellipsis);
                column += columns(ellipsis);
            }
            for (at, c) in line[part.start..part.end].char_indices() {
                let from = drawn.text.len();
                drawn.kept.push((part.start + at, from));
                match c {
                    '\t' => drawn.text.extend(std::iter::repeat_n(' ', TAB - column % TAB)),
                    c => push_visible(&mut drawn.text, c),
                }
                column += columns(&drawn.text[from..]);
            }
            reached = part.end;
            drawn.kept.push((reached, drawn.text.len()));
        }
        if reached < line.len() {
            drawn.text.push_str(ellipsis);
        }
        drawn
    }

    /// Returns where a byte of the line is shown; where it was cut away, the next one that was not.
    pub(super) fn at(&self, offset: usize) -> usize {
        let next = self.kept.partition_point(|&(from, _)| from < offset);
        self.kept.get(next).map_or(self.text.len(), |&(_, to)| to)
    }
}

/// Returns the parts of a line to show: all of it if there is room, otherwise a stretch around each anchor.
fn parts(line: &str, anchors: &[Span], room: usize) -> Vec<Span> {
    let nowhere = [Span::default()];
    let anchors = if anchors.is_empty() { &nowhere } else { anchors };
    if forward(line, 0, room) == line.len() {
        return vec![Span::new(0, line.len())];
    }
    let share = (room / anchors.len()).saturating_sub(2).max(LEAST);
    let mut parts: Vec<Span> = anchors.iter().map(|anchor| around(line, *anchor, share)).collect();
    parts.sort();
    parts.dedup_by(|next, before| {
        let touches = next.start <= before.end;
        if touches {
            *before = before.to(*next);
        }
        touches
    });
    parts
}

/// Returns a stretch of `share` columns with the anchor in its middle, or where the line ends before that, at its end.
fn around(line: &str, anchor: Span, share: usize) -> Span {
    let start = anchor.start.min(line.len());
    let end = anchor.end.clamp(start, line.len()).min(forward(line, start, share));
    let spare = share - cost(&line[start..end]).min(share);
    let before = backward(line, start, spare / 2);
    let after = forward(line, end, spare - cost(&line[before..start]));
    Span::new(backward(line, start, spare - cost(&line[end..after])), after)
}

fn forward(line: &str, from: usize, room: usize) -> usize {
    from + reach(line[from..].chars(), room)
}

fn backward(line: &str, from: usize, room: usize) -> usize {
    from - reach(line[..from].chars().rev(), room)
}

/// Returns how many bytes of the characters fit, without looking at more than fits.
fn reach(chars: impl Iterator<Item = char>, mut room: usize) -> usize {
    let mut bytes = 0;
    for c in chars {
        match room.checked_sub(cell(c)) {
            Some(left) => room = left,
            None => break,
        }
        bytes += c.len_utf8();
    }
    bytes
}

fn cost(text: &str) -> usize {
    text.chars().map(cell).sum()
}

/// Returns the most columns that a character can take. One without width counts too, or a line of nothing else would
/// never be cut.
fn cell(c: char) -> usize {
    match c {
        '\t' => TAB,
        '\0'..='\x7f' => 1,
        c if is_hidden(c) => c.escape_unicode().len(),
        c => c.width().unwrap_or(0).max(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_line_stays_whole() {
        let drawn = Drawn::new("\ta\tbc", &[], 40, "…");
        assert_eq!(drawn.text, "    a   bc");
        assert_eq!([0, 1, 2, 3, 5, 9].map(|at| drawn.at(at)), [0, 4, 5, 8, 10, 10]);
    }

    #[test]
    fn a_long_line_is_cut_around_its_anchors() {
        let line = format!("{}here{}there{}", "a".repeat(5000), "b".repeat(5000), "c".repeat(5000));
        let drawn = Drawn::new(&line, &[Span::new(5000, 5004), Span::new(10004, 10009)], 44, "…");
        assert_eq!(drawn.text, "…aaaaaaaaherebbbbbbbb…bbbbbbbtherecccccccc…");
        assert_eq!(&drawn.text[drawn.at(5000)..drawn.at(5004)], "here");
        assert_eq!(&drawn.text[drawn.at(10004)..drawn.at(10009)], "there");
    }

    #[test]
    fn the_room_that_one_side_does_not_need_goes_to_the_other() {
        let line = "0123456789".repeat(10);
        assert_eq!(Drawn::new(&line, &[Span::new(0, 2); 2], 20, "…").text, "0123456789012345…");
        assert_eq!(Drawn::new(&line, &[Span::new(100, 100)], 22, "...").text, "...01234567890123456789");
    }

    #[test]
    fn an_anchor_that_is_too_long_keeps_its_beginning() {
        let line = format!("ab{}", "漢".repeat(100));
        let drawn = Drawn::new(&line, &[Span::new(2, 302)], 22, "…");
        assert_eq!(drawn.text, format!("…{}…", "漢".repeat(10)));
        assert_eq!(drawn.at(302), drawn.text.len());
    }
}
