//! What several tests need: files of the gallery, and findings as plain text.

use std::{
    fmt::Write,
    path::{Path, PathBuf},
};

use gatewright::{
    diagnostic::{Diagnostic, Fix, Severity},
    source::{Lines, Source},
};

/// Returns the file's text.
#[allow(clippy::disallowed_methods, reason = "a test reads what it is about")]
pub(crate) fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Returns the files of a folder of the project that end like this, sorted by name.
#[allow(clippy::disallowed_methods, reason = "a test reads what it is about")]
pub(crate) fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("the folder can be listed").path())
        .filter(|path| path.extension().is_some_and(|one| one == extension))
        .collect();
    paths.sort();
    paths
}

/// Checks a text as it would be checked without anything around it, and without `--advice`.
pub(crate) fn check(text: &str) -> Vec<Diagnostic> {
    let source = Source::new("pipelines/shop.kdl", text);
    without_advice(gatewright::check(&source, &Default::default()).diagnostics)
}

/// Checks a text, or builds it where the finding that is expected is one of `build`.
pub(crate) fn findings(code: &str, text: &str) -> Vec<Diagnostic> {
    if !matches!(code, "not-enforced-yet" | "not-generated-yet") {
        return check(text);
    }
    let source = Source::new("pipelines/shop.kdl", text);
    let pins = gatewright::github::Pins::shipped();
    without_advice(gatewright::compile(&source, &Default::default(), &pins).diagnostics)
}

/// What is shown to somebody who does not ask for advice.
pub(crate) fn without_advice(mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    found.retain(|one| one.severity != Severity::Advice);
    found
}

/// Returns the code that the first line of a file names.
pub(crate) fn expected(text: &str) -> &str {
    text.strip_prefix("// ").and_then(|text| text.split(": ").next()).unwrap_or_default()
}

/// Returns the codes of the findings that are errors.
pub(crate) fn errors(findings: &[Diagnostic]) -> Vec<&'static str> {
    findings.iter().filter(|one| one.severity == Severity::Error).map(|one| one.code).collect()
}

/// Returns the text with a fix applied.
pub(crate) fn fixed(text: &str, fix: &Fix) -> String {
    let mut edits: Vec<_> = fix.edits.iter().collect();
    edits.sort_by_key(|edit| edit.span);
    let mut fixed = text.to_owned();
    for edit in edits.iter().rev() {
        fixed.replace_range(edit.span.start..edit.span.end, &edit.text);
    }
    fixed
}

/// Writes findings as compact plain text, one label a line.
pub(crate) fn render(text: &str, findings: &[Diagnostic]) -> String {
    let lines = Lines::new(text);
    let mut page = String::new();
    for one in findings {
        let _ = writeln!(page, "{}[{}]: {}", one.severity.word(), one.code, visible(&one.message));
        for label in &one.labels {
            let place = lines.position(label.span.start);
            let under = visible(text.get(label.span.start..label.span.end).unwrap_or("?"));
            let _ = writeln!(page, "  {}:{} {under}", place.line, place.column);
            if !label.text.is_empty() {
                let _ = writeln!(page, "  {:>1$} {2}", "╰──", place.column.min(3) + 2, visible(&label.text));
            }
        }
        for (index, line) in one.help.iter().flat_map(|help| help.lines()).enumerate() {
            let _ = writeln!(page, "  {} {}", if index == 0 { "help:" } else { "     " }, visible(line));
        }
        if let Some(fix) = &one.fix {
            let _ = writeln!(page, "  fix: {}", visible(&fix.title));
        }
    }
    page
}

/// Makes control characters visible.
fn visible(text: &str) -> String {
    let show = |c: char| match c {
        '\n' => "⏎".to_owned(),
        c if c.is_control() => c.escape_default().to_string(),
        c => c.to_string(),
    };
    text.chars().map(show).collect()
}
