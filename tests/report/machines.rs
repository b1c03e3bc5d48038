//! The reports that programs read.

use serde::Deserialize;
use serde_json::Value;

use super::*;

/// The JSON as a careful consumer would declare it: nothing unknown, nothing missing.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    version: u32,
    files: Vec<FileIn>,
    summary: Counts,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileIn {
    path: String,
    diagnostics: Vec<Finding>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Finding {
    code: String,
    severity: String,
    message: String,
    #[serde(deserialize_with = "Option::deserialize")]
    help: Option<String>,
    labels: Vec<Piece>,
    #[serde(deserialize_with = "Option::deserialize")]
    fix: Option<Change>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    title: String,
    edits: Vec<Piece>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Piece {
    text: String,
    start: Point,
    end: Point,
}

#[derive(Deserialize, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
struct Point {
    line: usize,
    column: usize,
    offset: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Counts {
    errors: usize,
    warnings: usize,
    notes: usize,
    advice: usize,
}

fn shop() -> Source {
    Source::new("pipelines/my shop.kdl", SHOP)
}

#[test]
fn json_has_exactly_the_documented_shape() {
    let out = shown(Format::Json, &shop(), &findings());
    let document: Document = serde_json::from_str(&out).expect("the documented shape");
    let Counts { errors, warnings, notes, advice } = document.summary;
    assert_eq!((document.version, errors, warnings, notes, advice), (1, 1, 1, 1, 1));
    let [file] = &document.files[..] else { panic!("one file") };
    assert_eq!(file.path, "pipelines/my shop.kdl");
    let severities: Vec<_> = file.diagnostics.iter().map(|one| one.severity.as_str()).collect();
    assert_eq!(severities, ["error", "warning", "note", "advice"]);
    let first = &file.diagnostics[0];
    assert_eq!((&*first.code, &*first.message), ("unknown-environment", "there is no environment `stagign`"));
    assert_eq!(first.help.as_deref(), Some("did you mean `staging`?"));
    assert_eq!(file.diagnostics[3].help, None, "the title of a fix is not passed off as help");
    assert_eq!(file.diagnostics[1].labels.len(), 2);
    assert_eq!(first.labels[0].text, "an arrow leads here");
    let fix = first.fix.as_ref().expect("it has one");
    assert_eq!((&*fix.title, &*fix.edits[0].text), ("write `staging`", "staging"));
    let start = SHOP.find("stagign").expect("it is there");
    assert_eq!(fix.edits[0].start, Point { line: 7, column: 22, offset: start });
    assert_eq!(fix.edits[0].end, Point { line: 7, column: 29, offset: start + 7 });
    snapshot("json", &out);
}

#[test]
fn a_run_without_findings_is_still_a_document() {
    let out = shown(Format::Json, &shop(), &[]);
    let document: Document = serde_json::from_str(&out).expect("the documented shape");
    assert!(document.files[0].diagnostics.is_empty() && out.ends_with("}\n"));
    let sarif: Value = serde_json::from_str(&shown(Format::Sarif, &shop(), &[])).expect("JSON");
    assert_eq!(sarif["runs"][0]["results"], Value::Array(Vec::new()));
}

#[test]
fn json_is_harmless_in_a_terminal_and_keeps_every_character() {
    let message = "\x1b[31m \u{202e} \u{9b} \u{e0041} \u{feff} é 漢";
    let mut found = Diagnostics::default();
    found.error("evil", Span::new(0, 1), message);
    for format in [Format::Json, Format::Sarif] {
        let out = shown(format, &shop(), found.as_slice());
        assert_harmless(&out);
        assert!(out.contains(r"\u001b[31m \u202e \u009b \udb40\udc41 \ufeff é 漢"), "{out}");
        let value: Value = serde_json::from_str(&out).expect("JSON");
        let read = match format {
            Format::Json => &value["files"][0]["diagnostics"][0]["message"],
            _ => &value["runs"][0]["results"][0]["message"]["text"],
        };
        assert_eq!(read, message);
    }
}

#[test]
fn columns_count_characters_and_spans_are_brought_into_the_file() {
    let source = Source::new("wide.kdl", "環境 🚀\r\nb");
    let mut found = Diagnostics::default();
    found.error("rocket", Span::new(8, 10), "in the middle of a rocket").also(Span::new(900, 3), "");
    let document: Document =
        serde_json::from_str(&shown(Format::Json, &source, found.as_slice())).expect("the documented shape");
    let [rocket, rest] = &document.files[0].diagnostics[0].labels[..] else { panic!("two labels") };
    assert_eq!(rocket.start, Point { line: 1, column: 4, offset: 7 });
    assert_eq!(rocket.end, Point { line: 1, column: 5, offset: 11 });
    assert_eq!(rest.start, Point { line: 1, column: 2, offset: 3 });
    assert_eq!(rest.end, Point { line: 2, column: 2, offset: 14 });
}

#[test]
fn sarif_says_the_same() {
    let out = shown(Format::Sarif, &shop(), &findings());
    let sarif: Value = serde_json::from_str(&out).expect("JSON");
    let run = &sarif["runs"][0];
    assert_eq!((&sarif["version"], &run["columnKind"]), (&"2.1.0".into(), &"unicodeCodePoints".into()));
    assert_eq!(run["tool"]["driver"]["version"], env!("CARGO_PKG_VERSION"));
    let results = run["results"].as_array().expect("a list");
    let levels: Vec<_> = results.iter().filter_map(|one| one["level"].as_str()).collect();
    assert_eq!(levels, ["error", "warning", "note", "note"]);
    for result in results {
        let index = result["ruleIndex"].as_u64().expect("a number") as usize;
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
        let location = &result["locations"][0]["physicalLocation"];
        assert_eq!(location["artifactLocation"]["uri"], "pipelines/my%20shop.kdl");
    }
    assert_eq!(results[0]["message"]["text"], "there is no environment `stagign`\ndid you mean `staging`?");
    let replacement = &results[0]["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(replacement["deletedRegion"]["startColumn"], 22);
    assert_eq!(replacement["insertedContent"]["text"], "staging");
    assert_eq!(results[1]["relatedLocations"][0]["physicalLocation"]["region"]["startLine"], 3);
    snapshot("sarif", &out);
}

#[test]
fn github_gets_one_escaped_line_for_each_finding() {
    let out = shown(Format::Github, &shop(), &findings());
    let commands: Vec<_> = out.lines().map(|line| line.split(' ').next().unwrap_or_default()).collect();
    assert_eq!(commands, ["::error", "::warning", "::notice", "::notice"]);
    snapshot("github", &out);
}

#[test]
fn github_escapes_what_would_end_a_message_or_a_property() {
    let source = Source::new("a,b:c%.kdl", "one\ntwo\n");
    let mut found = Diagnostics::default();
    found.error("lines", Span::new(0, 7), "100%:\r\n::error::no").help("a, b");
    found.error("place", Span::default(), "none").labels.clear();
    let out = shown(Format::Github, &source, found.as_slice());
    let [first, second] = out.lines().collect::<Vec<_>>()[..] else { panic!("{out}") };
    let head = "::error file=a%2Cb%3Ac%25.kdl";
    assert_eq!(first, format!("{head},line=1,endLine=2,title=lines::100%25:␍%0A::error::no%0Aa, b"));
    assert_eq!(second, format!("{head},title=place::none"));
}
