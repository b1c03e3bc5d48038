//! Words on the left, and on the right the line of the file that they come from.

use crate::{
    source::{Lines, Source, Span},
    syntax::Node,
    text,
};

/// Words that are longer do not push the lines of the file to the right any more.
const WIDEST: usize = 80;

/// A page that is being written.
pub(crate) struct Page<'a> {
    path: &'a str,
    lines: Lines<'a>,
    rows: Vec<(String, String)>,
}

impl<'a> Page<'a> {
    pub(crate) fn new(source: &'a Source) -> Self {
        Self { path: &source.path, lines: Lines::new(&source.text), rows: Vec::new() }
    }

    /// Adds a row; the file's own words may hold anything.
    pub(crate) fn row(&mut self, depth: usize, words: impl AsRef<str>, place: impl Into<String>) {
        let words = text::visible(words.as_ref()).replace('\n', " ");
        self.rows.push((format!("{}{words}", "    ".repeat(depth)), place.into()));
    }

    /// Says on which line something stands.
    pub(crate) fn line(&self, span: Span) -> String {
        format!("line {}", self.lines.line(span.start))
    }

    /// Says in which file and on which line something stands, as editors and terminals open it.
    pub(crate) fn place(&self, span: Span) -> String {
        format!("{}:{}", self.path(), self.lines.line(span.start))
    }

    fn path(&self) -> String {
        text::visible(self.path).replace('\n', "␊")
    }

    /// Puts the title and the rows together.
    pub(crate) fn print(&self, title: &str, head: Span) -> String {
        let long = self.rows.iter().filter(|(_, place)| !place.is_empty());
        let width = long.map(|(words, _)| words.chars().count()).max().unwrap_or(0).min(WIDEST);
        let mut text = format!("{} ({})\n", text::visible(title), self.place(head));
        for (words, place) in &self.rows {
            let gap = width.saturating_sub(words.chars().count()) + 2;
            let row = format!("{words}{}{place}", " ".repeat(gap));
            text.push_str(row.trim_end());
            text.push('\n');
        }
        text
    }
}

/// A node without its block, as it is written but for blanks, line breaks and comments between its words.
pub(super) fn written(source: &Source, node: &Node) -> String {
    let pairs = node.properties.iter().map(|pair| pair.name.span.to(pair.value.span));
    let mut words: Vec<Span> = node.arguments.iter().map(|value| value.span).chain(pairs).collect();
    words.sort_by_key(|span| span.start);
    let words = std::iter::once(node.name.span).chain(words).map(|span| source.slice(span));
    words.collect::<Vec<_>>().join(" ")
}
