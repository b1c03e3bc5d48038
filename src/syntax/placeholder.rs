//! Texts with `{placeholders}`: each node says which it knows, and another one is an error.

use crate::{
    diagnostic::Diagnostics,
    nearest::{self, list},
    source::Spanned,
};

/// A part of such a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Text as it stands.
    Literal(String),
    /// The name between the braces.
    Placeholder(String),
}

/// Cuts a text at its placeholders. Braces around anything but a lower-case word are plain text.
pub fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut literal = String::new();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let inner = &rest[open + 1..];
        let end = inner.find(|c: char| !c.is_ascii_lowercase() && c != '-').unwrap_or(inner.len());
        literal.push_str(&rest[..open]);
        if end > 0 && inner[end..].starts_with('}') {
            if !literal.is_empty() {
                parts.push(Part::Literal(std::mem::take(&mut literal)));
            }
            parts.push(Part::Placeholder(inner[..end].to_owned()));
            rest = &inner[end + 1..];
        } else {
            literal.push('{');
            rest = inner;
        }
    }
    literal.push_str(rest);
    if !literal.is_empty() {
        parts.push(Part::Literal(literal));
    }
    parts
}

/// Reports placeholders that a node does not know.
pub(super) fn check(text: &Spanned<String>, known: &[&str], diagnostics: &mut Diagnostics) {
    for part in parts(&text.value) {
        let Part::Placeholder(name) = part else { continue };
        if known.contains(&name.as_str()) {
            continue;
        }
        let nearest = nearest::find(&name, known.iter().copied());
        let error = diagnostics.error(
            "unknown-placeholder",
            text.span,
            format!("nothing is put in for `{{{name}}}` here"),
        );
        error.label("this would stand there as written").help(match nearest {
            Some(nearest) => format!("did you mean `{{{nearest}}}`?"),
            None if known.is_empty() => "no placeholder is known here".to_owned(),
            None => {
                let braced: Vec<String> = known.iter().map(|name| format!("{{{name}}}")).collect();
                format!("known here: {}", list(braced.iter().map(String::as_str)))
            }
        });
    }
}
