//! The rules: their pages are held to what they show, and the difficult ones are tried one by one.

mod accepting;
mod conditions;
mod configuration;
mod data;
mod hours;
mod many;
mod merges;
mod people;
mod places;
mod running;
mod strangers;
mod travel;
mod ways;

use crate::common;
use gatewright::{
    check,
    diagnostic::{Diagnostic, Severity},
    lint::{self, RULES},
    source::Source,
    surroundings::Surroundings,
};

/// Checks a text, as `check` does without `--advice`.
fn findings(text: &str, workflows: &[(&str, &str)]) -> Vec<Diagnostic> {
    common::without_advice(with_advice(text, workflows))
}

/// Checks a text, and that every finding points into it.
fn with_advice(text: &str, workflows: &[(&str, &str)]) -> Vec<Diagnostic> {
    let files = workflows.iter().map(|(path, text)| Source::new(*path, *text));
    let (owners, workflows): (Vec<_>, Vec<_>) = files.partition(|file| file.path.ends_with("CODEOWNERS"));
    let surroundings =
        Surroundings { workflows, codeowners: owners.into_iter().next(), ..Surroundings::default() };
    let found = check(&Source::new("pipelines/shop.kdl", text), &surroundings).diagnostics;
    for one in &found {
        assert!(!one.labels.is_empty(), "no place: {one:?}");
        for label in &one.labels {
            let (start, end) = (label.span.start, label.span.end);
            assert!(start < end && text.get(start..end).is_some(), "a place outside of the file: {one:?}");
            assert!(!label.text.is_empty(), "a place without a word: {one:?}");
        }
        assert!(one.help.is_some(), "no help: {one:?}");
        let sentence = &one.message;
        assert!(!sentence.ends_with('.') && !sentence.contains("invalid"), "not how we speak: {sentence}");
        assert_eq!(sentence.matches('`').count() % 2, 0, "an open backtick: {sentence}");
    }
    found
}

/// The codes that are found in a text, sorted.
fn codes(text: &str) -> Vec<&'static str> {
    let mut codes: Vec<_> = findings(text, &[]).iter().map(|one| one.code).collect();
    codes.sort_unstable();
    codes
}

/// The only finding of a code in a text.
fn only(code: &str, text: &str) -> Diagnostic {
    let found = findings(text, &[]);
    let mut of_code = found.iter().filter(|one| one.code == code);
    let one = of_code.next().unwrap_or_else(|| panic!("no {code} in {found:#?}"));
    assert_eq!(of_code.next(), None, "more than one {code}");
    one.clone()
}

/// What is under the labels of a finding.
fn places<'a>(text: &'a str, finding: &Diagnostic) -> Vec<&'a str> {
    finding.labels.iter().map(|label| &text[label.span.start..label.span.end]).collect()
}

/// A pipeline around a map and whatever else; the environments are given as `name kind` and deploy with a script.
fn pipeline(map: &str, environments: &[&str], rest: &str) -> String {
    let mut text = format!("pipeline shop\npromotions {{\n{map}\n}}\n");
    for environment in environments {
        let (name, kind) = environment.split_once(' ').expect("a name and a kind");
        text += &format!(
            "environment {name} {{ kind {kind}; url \"https://{name}.example.com\"; steps {{ deploy \"Ship\" run=\"./ship.sh\" }} }}\n"
        );
    }
    text + rest + "\n"
}

/// A section of a page: its KDL block, and the other files that it shows.
fn section<'a>(page: &'a str, title: &str) -> (&'a str, Vec<(&'a str, &'a str)>) {
    let (_, section) =
        page.split_once(&format!("\n## {title}\n")).unwrap_or_else(|| panic!("no `## {title}`"));
    let section = section.split("\n## ").next().expect("a split has a first part");
    let mut blocks = section.split("```").skip(1).step_by(2);
    let kdl = blocks.next().and_then(|block| block.strip_prefix("kdl\n")).expect("a `kdl` block comes first");
    let files = blocks.map(|block| {
        let (head, text) = block.split_once('\n').expect("a block has lines");
        let path = head.strip_prefix("yaml ").or_else(|| head.strip_prefix("text "));
        (path.expect("a block of another file says its path"), text)
    });
    (kdl, files.collect())
}

#[test]
fn every_page_shows_what_is_flagged_and_what_to_write_instead() {
    for rule in RULES {
        assert!(rule.page.starts_with(&format!("# {}\n\n", rule.code)), "the title of {}", rule.code);
        // Advice is shown on request, and its own page shows no other.
        let shown = |text: &str, files: &[(&str, &str)]| -> Vec<Diagnostic> {
            let found = with_advice(text, files).into_iter();
            found.filter(|one| one.severity != Severity::Advice || one.code == rule.code).collect()
        };
        let (flagged, files) = section(rule.page, "Flagged");
        let found = shown(flagged, &files);
        assert!(!found.is_empty(), "nothing is flagged by {}", rule.code);
        for one in &found {
            assert_eq!((one.code, one.severity), (rule.code, rule.severity), "{}: {found:#?}", rule.code);
        }
        let (instead, files) = section(rule.page, "Instead");
        assert_eq!(shown(instead, &files), [], "what {} shows instead", rule.code);
    }
}

#[test]
fn every_rule_has_a_code_a_page_and_a_place_in_the_list() {
    let codes: Vec<_> = RULES.iter().map(|rule| rule.code).collect();
    assert!(codes.is_sorted(), "by code: {codes:?}");
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lint");
    let (mut pages, mut rules) = (Vec::new(), Vec::new());
    for entry in folder.read_dir().expect("the rules are there") {
        let name = entry.expect("a file").file_name().into_string().expect("a plain name");
        match name.rsplit_once('.') {
            Some((rule, "md")) => pages.push(rule.replace('_', "-")),
            Some((rule, "rs")) => rules.push(rule.replace('_', "-")),
            _ => {}
        }
    }
    pages.sort_unstable();
    assert_eq!(pages, codes);
    for code in codes {
        assert!(rules.iter().any(|rule| rule == code), "the file of {code}");
        assert!(lint::page(code).is_some(), "{code}");
    }
    assert_eq!(lint::page("unknown-code"), None);
}

#[test]
fn the_gallery_has_no_errors_and_no_warnings() {
    let text = include_str!("../pipelines/six-stage.kdl");
    for one in findings(text, &[]) {
        assert!(one.severity > Severity::Warning, "{one:#?}");
    }
}
