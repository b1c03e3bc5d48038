//! Prints settings as JSON: two spaces, and what is short stays on one line.

use serde::Serialize;
use serde_json::Value;

/// How wide a line may become before its parts get lines of their own.
const WIDTH: usize = 100;

/// Prints settings, of which the outermost level always has a line for each field.
///
/// # Panics
/// If the data has a map whose keys are not text, which no type of GitHub's has.
pub fn print(settings: &impl Serialize) -> String {
    let value = serde_json::to_value(settings).expect("GitHub's data has text for keys");
    let mut out = String::new();
    write(&mut out, &value, 0, 0);
    out.push('\n');
    out
}

/// Writes a value, on one line if that takes no more than `room`.
fn write(out: &mut String, value: &Value, indent: usize, room: usize) {
    match value {
        Value::Array(items) if !items.is_empty() && joined(value).len() > room => {
            out.push('[');
            lines(out, indent, items.iter().map(|item| (String::new(), item)));
            out.push(']');
        }
        Value::Object(fields) if !fields.is_empty() && joined(value).len() > room => {
            out.push('{');
            lines(out, indent, fields.iter().map(|(key, field)| (label(key), field)));
            out.push('}');
        }
        _ => out.push_str(&joined(value)),
    }
}

/// Writes the parts of a list or a map, each on a line of its own.
fn lines<'a>(out: &mut String, indent: usize, parts: impl Iterator<Item = (String, &'a Value)>) {
    let inner = indent + 2;
    for (at, (label, value)) in parts.enumerate() {
        out.push_str(if at > 0 { ",\n" } else { "\n" });
        out.extend(std::iter::repeat_n(' ', inner));
        out.push_str(&label);
        write(out, value, inner, WIDTH.saturating_sub(inner + label.len() + ",".len()));
    }
    out.push('\n');
    out.extend(std::iter::repeat_n(' ', indent));
}

/// Returns a value on one line.
fn joined(value: &Value) -> String {
    match value {
        Value::Array(items) => format!("[{}]", items.iter().map(joined).collect::<Vec<_>>().join(", ")),
        Value::Object(fields) if !fields.is_empty() => {
            let fields: Vec<_> = fields.iter().map(|(key, field)| label(key) + &joined(field)).collect();
            format!("{{ {} }}", fields.join(", "))
        }
        single => single.to_string(),
    }
}

fn label(key: &str) -> String {
    format!("{}: ", Value::from(key))
}
