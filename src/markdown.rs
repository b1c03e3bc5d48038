//! Text of the user's in Markdown: it reads as it was written, and means nothing.

use crate::text::columns;

/// A text as plain text in Markdown, also in a table's cell.
pub(crate) fn text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in seen(text).chars() {
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '$' => escaped.extend(['\\', character]),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            _ => escaped.push(character),
        }
    }
    escaped
}

/// A text as code, also in a table's cell: between more backticks than stand beside each other in it.
pub(crate) fn code(text: &str) -> String {
    let clean = seen(text);
    let longest = clean.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let ticks = "`".repeat(longest + 1);
    let room = if clean.starts_with('`') || clean.ends_with('`') { " " } else { "" };
    format!("{ticks}{room}{}{room}{ticks}", clean.replace('|', "\\|"))
}

/// A text on one line, without what people do not see, or what makes them see something else.
pub(crate) fn seen(text: &str) -> String {
    let hidden = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().map(|c| if hidden(c) { ' ' } else { c }).collect()
}

/// A link, where the address is one.
pub(crate) fn link(url: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#@!$&*+,;=%".contains(c);
    if url.starts_with("https://") && url.chars().all(plain) { format!("<{url}>") } else { code(url) }
}

/// A table whose columns are as wide as their widest cell, so that it also reads well as text.
pub(crate) fn table(head: &[String], rows: &[Vec<String>]) -> String {
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column)).chain(head.get(column));
        cells.map(|cell| columns(cell)).max().unwrap_or(0).max(3)
    };
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    let line = |cells: &[String]| {
        let mut line = String::from("|");
        for (cell, &width) in cells.iter().zip(&widths) {
            line.push_str(&format!(" {cell}{} |", " ".repeat(width.saturating_sub(columns(cell)))));
        }
        line + "\n"
    };
    let rule: Vec<String> = widths.iter().map(|&width| "-".repeat(width)).collect();
    let mut table = line(head) + &line(&rule);
    for row in rows {
        table.push_str(&line(row));
    }
    table
}
