//! Text of the user's in Markdown: it reads as it was written, and means nothing.

/// A text as plain text in Markdown, also in a table's cell.
pub(super) fn text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            _ if character.is_control()
                || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') =>
            {
                escaped.push(' ');
            }
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '$' => {
                escaped.push('\\');
                escaped.push(character);
            }
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '@' => escaped.push_str("@\u{200b}"),
            _ => escaped.push(character),
        }
    }
    escaped
}

/// A text as code.
pub(super) fn code(text: &str) -> String {
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let ticks = if clean.contains('`') { "``" } else { "`" };
    format!("{ticks}{}{ticks}", clean.replace('|', "\\|"))
}

/// A link, where the address is one.
pub(super) fn link(url: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#@!$&*+,;=%".contains(c);
    if url.starts_with("https://") && url.chars().all(plain) { format!("<{url}>") } else { code(url) }
}

/// A table whose columns are as wide as their widest cell, so that it also reads well as text.
pub(super) fn table(head: &[String], rows: &[Vec<String>]) -> String {
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

/// How wide a cell is; the signs of the matrix take two columns.
fn columns(cell: &str) -> usize {
    cell.chars().map(|c| if matches!(c, '✅' | '❌' | '🔒') { 2 } else { 1 }).sum()
}
