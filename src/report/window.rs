//! The few lines of a file that a finding is about, made safe and cut to width, and its labels in them.

use std::collections::BTreeSet;

use super::line::Drawn;
use super::{File, Style};
use crate::diagnostic::{Diagnostic, Label};
use crate::source::Span;
use crate::text::{columns, visible, wrap};

/// Neither a line nor the text of a label is squeezed below this, however little room there is.
const LEAST: usize = 24;

/// So many blank lines are looked behind for one that says where a blank one is.
const BLANKS: usize = 20;

/// What is drawn of a file for one finding.
pub(super) struct Window {
    /// The lines, each with a line end.
    pub(super) text: String,
    /// The number in the file of each line.
    pub(super) numbers: Vec<usize>,
    /// The labels, by place; those on one line do not overlap.
    pub(super) marks: Vec<Mark>,
}

/// A label in the text of a window.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mark {
    pub(super) span: Span,
    /// Its number among the labels of the finding; 0 is where the finding is.
    pub(super) rank: usize,
    pub(super) text: String,
    one_line: bool,
}

/// A label in the file.
struct Place<'a> {
    span: Span,
    first: usize,
    last: usize,
    text: &'a str,
}

impl Window {
    /// Looks at the labelled lines of a finding; there is nothing to see if it has no label.
    pub(super) fn new(file: &File<'_>, diagnostic: &Diagnostic, style: Style) -> Self {
        let places: Vec<Place<'_>> = diagnostic.labels.iter().map(|label| place(file, label)).collect();
        let numbers = numbers(file, &places);
        let room = room(&numbers, &places, style);
        let mut window = Self { text: String::new(), numbers, marks: Vec::new() };
        let drawn = window.draw_lines(file, &places, room, style);
        for (rank, place) in places.iter().enumerate() {
            let find = |line: usize, offset: usize| {
                let at = window.numbers.binary_search(&line).expect("every labelled line is shown");
                let (base, drawn) = &drawn[at];
                (*base, base + drawn.at(offset - file.lines.span(line).start))
            };
            let (base, start) = find(place.first, place.span.start);
            let (_, end) = find(place.last, place.span.end);
            let one_line = place.first == place.last;
            // What miette draws in front of the text of a label is six columns wide.
            let before = if one_line { columns(&window.text[base..start]) + 6 } else { 6 };
            let text =
                wrap(&visible(place.text.trim()), 0, room.saturating_sub(before).max(LEAST)).join("\n");
            window.marks.push(Mark { span: Span::new(start, end), rank, text, one_line });
        }
        window.part_marks();
        window
    }

    fn draw_lines(
        &mut self,
        file: &File<'_>,
        places: &[Place<'_>],
        room: usize,
        style: Style,
    ) -> Vec<(usize, Drawn)> {
        let ellipsis = if style.unicode { "…" } else { "..." };
        let mut drawn = Vec::with_capacity(self.numbers.len());
        for &number in &self.numbers {
            let span = file.lines.span(number);
            let one =
                Drawn::new(file.source.slice(span), &anchors(places, number, span.start), room, ellipsis);
            let base = self.text.len();
            self.text.push_str(&one.text);
            // Also behind the last line, or a label at the end of the file would stand on no line at all.
            self.text.push('\n');
            drawn.push((base, one));
        }
        drawn
    }

    /// Takes from each label what the next one on its line covers, since only one underline fits below a character;
    /// labels of the same place become one.
    fn part_marks(&mut self) {
        let (marks, mut parted): (Vec<Mark>, Vec<Mark>) =
            std::mem::take(&mut self.marks).into_iter().partition(|mark| mark.one_line);
        let mut marks = BTreeSet::from_iter(marks);
        while let Some(mut left) = marks.pop_first() {
            while marks.first().is_some_and(|next| next.span.start == left.span.start) {
                let mut next = marks.pop_first().expect("there is a first one");
                if left.span == next.span || left.span.start == left.span.end {
                    left = left.join(next);
                } else {
                    // The longer one of two that start together goes on where the shorter one ends.
                    let rest = &self.text[left.span.end..next.span.end];
                    next.span.start = next.span.end - or_all(rest.trim_start(), rest).len();
                    marks.insert(next);
                }
            }
            if let Some(next) = marks.first().filter(|next| next.span.start < left.span.end) {
                let rest = &self.text[left.span.start..next.span.start];
                left.span.end = left.span.start + or_all(rest.trim_end(), rest).len();
            }
            parted.push(left);
        }
        parted.sort();
        self.marks = parted;
    }
}

impl Mark {
    /// Makes one label of two at the same place, the text of the more important one first.
    fn join(self, other: Self) -> Self {
        let (first, second) = if self.rank < other.rank { (&self, &other) } else { (&other, &self) };
        let texts =
            [first, second].into_iter().map(|mark| mark.text.as_str()).filter(|text| !text.is_empty());
        let text = texts.collect::<Vec<_>>().join("\n");
        Self { span: self.span.to(other.span), rank: first.rank, text, one_line: true }
    }
}

/// Returns the part unless nothing is left of it.
fn or_all<'a>(part: &'a str, all: &'a str) -> &'a str {
    if part.is_empty() { all } else { part }
}

fn place<'a>(file: &File<'_>, label: &'a Label) -> Place<'a> {
    let mut span = file.within(label.span);
    let first = file.lines.line(span.start);
    if file.lines.line(span.end) > first {
        // A span often takes the line end behind it along, which is not worth drawing a second line for.
        span.end = span.start + file.source.slice(span).trim_end().len();
    }
    Place { span, first, last: file.lines.line(span.end), text: &label.text }
}

/// Returns the lines to show: those where a label starts or ends, and what helps to find one's way among them.
fn numbers(file: &File<'_>, places: &[Place<'_>]) -> Vec<usize> {
    let mut lines: BTreeSet<usize> = places.iter().flat_map(|place| [place.first, place.last]).collect();
    let blank = |line: &usize| file.source.slice(file.lines.span(*line)).trim().is_empty();
    let labelled: Vec<usize> = lines.iter().copied().collect();
    for line in labelled {
        if blank(&line) {
            lines.extend((1..line).rev().take(BLANKS).find(|before| !blank(before)));
        }
        if line > 2 && lines.contains(&(line - 2)) {
            lines.insert(line - 1);
        }
    }
    lines.into_iter().collect()
}

/// Returns the columns that are left beside the line numbers and the brackets of labels over several lines.
fn room(numbers: &[usize], places: &[Place<'_>], style: Style) -> usize {
    let digits = numbers.last().map_or(0, |line| line.to_string().len()).max(2);
    let brackets = match places.iter().filter(|place| place.first != place.last).count() {
        0 => 0,
        count => count + 3,
    };
    style.width.saturating_sub(digits + 3 + brackets).max(LEAST)
}

/// Returns the parts of one line that a label is about, in bytes of the line.
fn anchors(places: &[Place<'_>], line: usize, start: usize) -> Vec<Span> {
    let anchor = |place: &Place<'_>| {
        let (from, to) = match (place.first == line, place.last == line) {
            (true, true) => (place.span.start, place.span.end),
            (true, false) => (place.span.start, place.span.start),
            (false, true) => (place.span.end, place.span.end),
            (false, false) => return None,
        };
        Some(Span::new(from - start, to - start))
    };
    places.iter().filter_map(anchor).collect()
}
