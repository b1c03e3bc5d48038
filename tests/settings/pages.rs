//! The pages of what `drift` finds: each shows a file, and what GitHub answers otherwise.

use gatewright::{
    codes,
    settings::{Wanted, compare, findings, read},
    source::Source,
};

use super::memory::Memory;
use crate::common;

/// What is found between a file and a GitHub on which everything is in place but this.
fn found(text: &str, changes: &serde_json::Value) -> Vec<gatewright::diagnostic::Diagnostic> {
    let decided = gatewright::decide(&Source::new("pipelines/shop.kdl", text), &Default::default());
    let plan = decided.plan.unwrap_or_else(|| panic!("{}", common::render(text, &decided.diagnostics)));
    let wanted = Wanted::new(&plan, &decided.model.expect("a model"));
    let found = read(&Memory::applied(&wanted).but(changes), "acme/shop", &wanted).expect("GitHub answers");
    findings(&wanted, &found, &compare(&wanted, &found), false)
}

#[test]
fn every_page_of_drift_shows_what_it_says() {
    let mut seen = 0;
    for (code, page) in codes::CODES {
        let Some((_, behind)) = page.split_once("\n## On GitHub\n\n```json\n") else { continue };
        seen += 1;
        let changes = behind.split("\n```").next().expect("a block ends");
        let changes: serde_json::Value =
            serde_json::from_str(changes).unwrap_or_else(|error| panic!("{code}: {error}"));
        let text = page.split("```kdl\n").nth(1).and_then(|part| part.split("```").next()).expect(code);
        assert_eq!(found(text, &serde_json::json!({})), [], "{code}: in place");
        let codes: Vec<&str> = found(text, &changes).iter().map(|one| one.code).collect();
        assert_eq!(codes, [*code], "{}", common::render(text, &found(text, &changes)));
        assert!(page.contains("\n## Instead\n\n"), "{code}");
    }
    assert_eq!(seen, 19);
}

#[test]
fn each_difference_is_said_in_a_sentence() {
    let mut words = String::new();
    for (_, page) in codes::CODES {
        let Some((_, behind)) = page.split_once("\n## On GitHub\n\n```json\n") else { continue };
        let changes = serde_json::from_str(behind.split("\n```").next().expect("a block")).expect("JSON");
        let text = page.split("```kdl\n").nth(1).and_then(|part| part.split("```").next()).expect("a file");
        words.push_str(&common::render(text, &found(text, &changes)));
    }
    super::snapshot("differences", &words);
}
