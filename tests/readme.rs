//! The README is true: its example compiles without a word, and what it tells people to type exists.

use std::fs;

use gatewright::{source::Source, surroundings::Surroundings};

fn readme() -> String {
    fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).expect("the README is there")
}

/// The fenced blocks of a language.
fn blocks(language: &str) -> Vec<String> {
    let text = readme();
    let mut found = Vec::new();
    let mut rest = text.as_str();
    while let Some((_, block)) = rest.split_once(&format!("```{language}\n")) {
        let (block, behind) = block.split_once("\n```").expect("every block of the README ends");
        found.push(block.to_owned());
        rest = behind;
    }
    found
}

#[test]
fn the_example_is_a_pipeline_without_findings() {
    let blocks = blocks("kdl");
    assert!(!blocks.is_empty(), "the README shows a pipeline");
    for block in blocks {
        let checked = gatewright::check(&Source::new("README.md", block), &Surroundings::default());
        let loud: Vec<_> = checked
            .diagnostics
            .iter()
            .filter(|one| one.severity <= gatewright::diagnostic::Severity::Warning)
            .collect();
        assert!(loud.is_empty(), "{loud:?}");
        assert!(checked.model.is_some());
    }
}

#[test]
fn every_file_that_it_names_exists() {
    let top = env!("CARGO_MANIFEST_DIR");
    for path in [
        "pipelines/six-stage.kdl",
        "src/language.md",
        "tests/run",
        "src/lib.rs",
        "src/lint",
        "src/plan",
        "pipelines/broken",
    ] {
        assert!(readme().contains(path.trim_end_matches(".kdl")), "the README names {path}");
        assert!(fs::metadata(format!("{top}/{path}")).is_ok(), "{path} is there");
    }
}

#[test]
fn every_code_and_node_that_it_explains_is_known() {
    for block in readme().split("gatewright explain ").skip(1) {
        let word = block.split(['`', ' ', '\n']).next().unwrap_or_default();
        let known = gatewright::explain::word(word).is_some();
        assert!(known || ["staging", "NODE"].contains(&word), "`gatewright explain {word}` explains nothing");
    }
}
