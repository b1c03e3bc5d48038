//! A place in a line of text, and everything that keeps the line from being read.

use super::trouble::Trouble;
use std::ops::Range;

/// Reads a line from left to right. It goes on behind a mistake whose meaning is clear, so that help can show all of the
/// line as it should be.
pub(super) struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// What was found, the first being what the message says.
    pub(super) troubles: Vec<Trouble>,
}

impl<'a> Reader<'a> {
    /// Starts at the beginning of a line.
    pub(super) fn new(text: &'a str) -> Self {
        let mut reader = Self { text, at: 0, troubles: Vec::new() };
        reader.blanks();
        reader
    }

    /// Returns where it stands.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Returns the place of all that is left, without blanks at the end.
    pub(super) fn ahead(&self) -> Range<usize> {
        self.at..self.at + self.rest().trim_end().len()
    }

    /// Returns what is left.
    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Returns a part of the line.
    pub(super) fn part(&self, part: &Range<usize>) -> &'a str {
        &self.text[part.clone()]
    }

    /// Goes to a place further on.
    pub(super) fn go(&mut self, at: usize) {
        self.at = at;
    }

    /// Goes behind blanks.
    pub(super) fn blanks(&mut self) {
        self.take(char::is_whitespace);
    }

    /// Goes behind all characters of a kind.
    pub(super) fn take(&mut self, is_one: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let taken = &rest[..rest.find(|c| !is_one(c)).unwrap_or(rest.len())];
        self.at += taken.len();
        taken
    }

    /// Goes behind the first of the texts that stands here; a word counts only as a whole, and its case does not matter.
    pub(super) fn eat(&mut self, texts: &[&str]) -> bool {
        let is_here = |text: &&&str| {
            let Some((start, behind)) = self.rest().split_at_checked(text.len()) else { return false };
            let is_cut = text.ends_with(char::is_alphabetic) && behind.starts_with(char::is_alphabetic);
            start.to_lowercase() == **text && !is_cut
        };
        let found = texts.iter().find(is_here);
        self.at += found.map_or(0, |text| text.len());
        found.is_some()
    }

    /// Notes what is wrong with a part of the line.
    pub(super) fn complain(
        &mut self,
        at: Range<usize>,
        message: impl Into<String>,
        label: impl Into<String>,
    ) -> &mut Trouble {
        let (message, label) = (message.into(), label.into());
        self.troubles.push(Trouble { at, message, label, help: None, is_clear: true });
        self.troubles.last_mut().expect("one was just pushed")
    }
}
