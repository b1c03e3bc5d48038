//! Scripts from templates: every value becomes one quoted word, and nothing is decided there.

use minijinja::{
    AutoEscape, Environment, UndefinedBehavior, Value,
    value::{Serde, ValueKind},
};
use serde::Serialize;

use crate::templates::Templates;

/// What several templates have in common.
const PARTS: &[&str] = &["install.sh", "phases.sh", "settings.sh"];

/// Fills a template in. What goes wrong with one of the team's own is noted with the templates.
///
/// # Panics
/// If one that ships does not fit its data, which the tests of the gallery would find.
pub(super) fn render(templates: &Templates, name: &'static str, data: impl Serialize) -> String {
    let culprit = PARTS.iter().copied().chain([name]).find(|name| templates.is_own(name));
    filled(templates, name, data).unwrap_or_else(|error| match culprit {
        None => panic!("{name} does not fit its data: {error:#}"),
        Some(culprit) => {
            let culprit = error.name().filter(|name| templates.is_own(name)).unwrap_or(culprit).to_owned();
            let line = error.line().map_or(String::new(), |line| format!("line {line}: "));
            let why = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
            templates.complain(&culprit, format!("{line}{why}"));
            String::new()
        }
    })
}

fn filled(
    templates: &Templates,
    name: &'static str,
    data: impl Serialize,
) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_syntax(
        minijinja::syntax::SyntaxConfig::builder()
            .variable_delimiters("@{", "}")
            .block_delimiters("@{%", "%}@")
            .comment_delimiters("@{#", "#}@")
            .line_statement_prefix("#%")
            .trim_blocks(true)
            .lstrip_blocks(true)
            .keep_trailing_newline(true)
            .build()
            .expect("the delimiters differ"),
    );
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    // How far a part that several templates share is moved to the right: the only text that is not one word.
    environment.add_global("outer", Value::from_safe_string(String::new()));
    environment.add_global("inner", Value::from_safe_string("  ".to_owned()));
    environment.set_formatter(|out, _, value| {
        let word = if value.is_safe() { value.to_string() } else { word(value)? };
        out.write_str(&word).map_err(minijinja::Error::from)
    });
    for name in PARTS.iter().copied().chain([name]) {
        environment.add_template(name, templates.text(name))?;
    }
    environment.get_template(name)?.render(Serde(data))
}

fn word(value: &Value) -> Result<String, minijinja::Error> {
    match value.kind() {
        ValueKind::String => Ok(quoted(value.as_str().unwrap_or_default())),
        ValueKind::Number | ValueKind::Bool => Ok(value.to_string()),
        kind => Err(minijinja::Error::new(minijinja::ErrorKind::BadEscape, format!("a {kind} is no word"))),
    }
}

/// Writes a text as one word of bash that means just this text, and shows what people would not see.
pub(super) fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_@%+=:,./-".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        return text.to_owned();
    }
    if !text.chars().any(is_hidden) {
        return format!("'{}'", text.replace('\'', r"'\''"));
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '\r' => escaped.push_str("\\r"),
            '\\' | '\'' => escaped.extend(['\\', character]),
            hidden if is_hidden(hidden) => {
                let mut bytes = [0; 4];
                let bytes = hidden.encode_utf8(&mut bytes).bytes();
                escaped.extend(bytes.map(|byte| format!("\\{byte:03o}")));
            }
            other => escaped.push(other),
        }
    }
    format!("$'{escaped}'")
}

/// Tells whether a character changes what people see, or is not seen; line ends and tabs are layout.
fn is_hidden(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        '\u{61c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => true,
        c => c.is_control(),
    }
}
