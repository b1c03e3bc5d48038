//! Findings as SARIF 2.1.0, which code scanning shows beside the lines of a pull request.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{File, Reported, message_and_help, pretty};
use crate::diagnostic::{Diagnostic, Fix, Label, Severity};
use crate::explain;
use crate::source::Span;

pub(super) fn render(files: &[Reported<'_>]) -> String {
    let diagnostics = files.iter().flat_map(|file| file.diagnostics);
    let mut rules: BTreeMap<&str, usize> = diagnostics.map(|diagnostic| (diagnostic.code, 0)).collect();
    for (index, position) in rules.values_mut().enumerate() {
        *position = index;
    }
    let mut results = Vec::new();
    for reported in files {
        let file = File::new(reported.source);
        let artifact = json!({ "uri": uri(&reported.source.path) });
        results.extend(reported.diagnostics.iter().map(|one| result(&file, &artifact, &rules, one)));
    }
    let described = rules.keys().map(|code| rule(code));
    pretty(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "gatewright",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": described.collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
}

/// What code scanning shows of a rule beside its findings: the words of its page.
fn rule(code: &str) -> Value {
    let page = explain::code(code).unwrap_or_default();
    let why = explain::why(page).unwrap_or_else(|| code.replace('-', " "));
    let short = why.split_inclusive(". ").next().unwrap_or_default().trim();
    json!({
        "id": code,
        "shortDescription": { "text": short },
        "fullDescription": { "text": why },
        "help": { "text": if page.is_empty() { &why } else { page }, "markdown": if page.is_empty() { &why } else { page } },
    })
}

fn result(
    file: &File<'_>,
    artifact: &Value,
    rules: &BTreeMap<&str, usize>,
    diagnostic: &Diagnostic,
) -> Value {
    let mut result = json!({
        "ruleId": diagnostic.code,
        "ruleIndex": rules[diagnostic.code],
        "level": match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note | Severity::Advice => "note",
        },
        "message": { "text": message_and_help(diagnostic) },
    });
    let mut labels = diagnostic.labels.iter().map(|label| location(file, artifact, label));
    // A result without any location is not shown at all, so one without a place is about its file.
    let main =
        labels.next().unwrap_or_else(|| json!({ "physicalLocation": { "artifactLocation": artifact } }));
    result["locations"] = json!([main]);
    let related = labels.enumerate().map(|(index, mut location)| {
        location["id"] = json!(index + 1);
        location
    });
    let related: Vec<Value> = related.collect();
    if !related.is_empty() {
        result["relatedLocations"] = json!(related);
    }
    if let Some(fix) = diagnostic.fix.as_ref().filter(|fix| !fix.edits.is_empty()) {
        result["fixes"] = json!([change(file, artifact, fix)]);
    }
    result
}

fn location(file: &File<'_>, artifact: &Value, label: &Label) -> Value {
    let mut location = json!({
        "physicalLocation": { "artifactLocation": artifact, "region": region(file, label.span) },
    });
    if !label.text.is_empty() {
        location["message"] = json!({ "text": label.text });
    }
    location
}

fn change(file: &File<'_>, artifact: &Value, fix: &Fix) -> Value {
    let replacements = fix.edits.iter().map(
        |edit| json!({ "deletedRegion": region(file, edit.span), "insertedContent": { "text": edit.text } }),
    );
    json!({
        "description": { "text": fix.title },
        "artifactChanges": [{
            "artifactLocation": artifact,
            "replacements": replacements.collect::<Vec<_>>(),
        }],
    })
}

/// Lines and columns only: offsets would count from the byte order mark, which a source does not have any more.
fn region(file: &File<'_>, span: Span) -> Value {
    let region = file.region(span);
    json!({
        "startLine": region.start.line,
        "startColumn": region.start.column,
        "endLine": region.end.line,
        "endColumn": region.end.column,
    })
}

/// Turns a path into a URI reference: relative to the root of the repository, unless the path starts at the root of
/// the disk. A colon is encoded too, or what stands before it would be read as a scheme.
fn uri(path: &str) -> String {
    let mut uri = if path.starts_with('/') { "file://".to_string() } else { String::new() };
    for byte in path.strip_prefix("./").unwrap_or(path).bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
                uri.push(byte.into())
            }
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_become_uri_references() {
        assert_eq!(uri("./pipelines/shop.kdl"), "pipelines/shop.kdl");
        assert_eq!(uri("a b/c:ü#?%.kdl"), "a%20b/c%3A%C3%BC%23%3F%25.kdl");
        assert_eq!(uri("/srv/shop.kdl"), "file:///srv/shop.kdl");
    }
}
