//! Prints data as the YAML that people write for GitHub: two spaces, blocks for scripts, quotes only where needed.

mod scalar;
mod tree;

use serde::Serialize;

use tree::Key;
pub use tree::Node;

/// How wide a line with a list may become before each entry gets a line of its own.
const WIDTH: usize = 100;

/// Prints a document. Each line of the header becomes a comment at the top.
///
/// # Panics
/// If the data has a map whose keys are not text, which no type of [`crate::github`] has.
pub fn print(header: &str, document: &impl Serialize) -> String {
    print_node(header, &Node::of(document).expect("GitHub's data has text for keys"))
}

/// Prints a document that is a tree already; a comment on the whole of it has no line, and is left to the header.
pub fn print_node(header: &str, document: &Node) -> String {
    let mut printer = Printer { out: String::new(), line: 0, in_jobs: false, open_end: false };
    for line in header.lines() {
        printer.out.push('#');
        if !line.trim().is_empty() {
            printer.out.push(' ');
            scalar::comment(&mut printer.out, line);
        }
        printer.end("");
    }
    match document.bare() {
        Node::Map(entries) if !entries.is_empty() => printer.map(entries, 0),
        Node::List(items) if !items.is_empty() => printer.list(items, 0),
        Node::Text(text) => {
            // A block at the top has no parent whose indentation the hint could count from.
            scalar::double_quoted(&mut printer.out, text);
            printer.end("");
        }
        other => printer.value(other, 0, ""),
    }
    printer.out
}

struct Printer {
    out: String,
    /// Where the current line starts.
    line: usize,
    /// Whether the current section is the one whose entries stand apart.
    in_jobs: bool,
    /// Whether the last value was a block that takes blank lines behind it for its own.
    open_end: bool,
}

impl Printer {
    /// Ends the line, with a comment if there is one.
    fn end(&mut self, comment: &str) {
        if !comment.trim().is_empty() {
            self.out.push_str(" # ");
            scalar::comment(&mut self.out, comment);
        }
        self.out.push('\n');
        self.line = self.out.len();
    }

    fn indent(&mut self, spaces: usize) {
        self.out.extend(std::iter::repeat_n(' ', spaces));
    }

    /// Prints entries, the first one where the cursor stands.
    fn map(&mut self, entries: &[(Key, Node)], indent: usize) {
        for (at, (key, value)) in entries.iter().enumerate() {
            let section = indent == 0 && matches!(value.bare(), Node::Map(_) | Node::List(_));
            let job = indent == 2 && self.in_jobs;
            if at > 0 {
                if (section || job) && !self.open_end {
                    self.end("");
                }
                self.indent(indent);
            }
            if indent == 0 {
                self.in_jobs = key == "jobs";
            }
            self.key(key, indent);
            self.value(value, indent + 2, "");
        }
    }

    fn key(&mut self, key: &str, indent: usize) {
        if indent == 0 && key == "on" {
            // Everybody writes it without quotes, and GitHub reads YAML 1.2, where it is a word like any other.
            self.out.push_str(key);
        } else if scalar::too_long_for_a_key(key) {
            self.out.push_str("? ");
            scalar::write(&mut self.out, key, false);
            self.end("");
            self.indent(indent);
        } else {
            scalar::write(&mut self.out, key, false);
        }
        self.out.push(':');
    }

    fn list(&mut self, items: &[Node], indent: usize) {
        for item in items {
            self.indent(indent);
            self.out.push('-');
            match item {
                Node::Map(entries) if !entries.is_empty() => {
                    self.out.push(' ');
                    self.map(entries, indent + 2);
                }
                _ => self.value(item, indent + 2, ""),
            }
        }
    }

    /// Prints what stands behind a `:` or a `-`, and ends the line.
    fn value(&mut self, value: &Node, indent: usize, comment: &str) {
        self.open_end = false;
        match value {
            Node::Commented(value, comment) => self.value(value, indent, comment),
            Node::Map(entries) if !entries.is_empty() => {
                self.end(comment);
                self.indent(indent);
                self.map(entries, indent);
            }
            Node::List(items) if !items.is_empty() && !self.fits(items) => {
                self.end(comment);
                self.list(items, indent);
            }
            Node::Text(text) if scalar::wants_block(text) => self.block(text, indent, comment),
            single => {
                self.out.push(' ');
                self.inline(single);
                self.end(comment);
            }
        }
    }

    fn inline(&mut self, value: &Node) {
        match value {
            Node::Map(_) => self.out.push_str("{}"),
            Node::Plain(word) => self.out.push_str(word),
            Node::Text(text) => scalar::write(&mut self.out, text, false),
            Node::Commented(value, _) => self.inline(value),
            Node::List(items) => {
                self.out.push('[');
                for (at, item) in items.iter().enumerate() {
                    if at > 0 {
                        self.out.push_str(", ");
                    }
                    match item {
                        Node::Text(text) => scalar::write(&mut self.out, text, true),
                        item => self.inline(item),
                    }
                }
                self.out.push(']');
            }
        }
    }

    /// Tells whether a list of single values fits on the current line.
    fn fits(&self, items: &[Node]) -> bool {
        let mut width = self.out.len() - self.line + " []".len();
        items.iter().all(|item| {
            width += ", ".len()
                + match item {
                    Node::Plain(word) => word.len(),
                    Node::Text(text) if !text.contains('\n') => text.len(),
                    _ => return false,
                };
            width <= WIDTH
        })
    }

    fn block(&mut self, text: &str, indent: usize, comment: &str) {
        let body = text.trim_end_matches('\n');
        let ends = text.len() - body.len();
        self.out.push_str(" |");
        if body.starts_with([' ', '\t', '\n']) {
            // Readers guess the indentation from the first line, and would guess wrong.
            self.out.push('2');
        }
        self.out.push_str(match ends {
            0 => "-",
            1 => "",
            _ => "+",
        });
        self.end(comment);
        for line in body.split('\n') {
            if !line.is_empty() {
                self.indent(indent);
                self.out.push_str(line);
            }
            self.out.push('\n');
        }
        for _ in 1..ends {
            self.out.push('\n');
        }
        self.line = self.out.len();
        self.open_end = ends > 1;
    }
}
