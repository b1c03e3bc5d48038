//! The pages of all codes: each code has one, and each page shows what it says.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use gatewright::{codes, explain, lint};

use crate::common;

/// What a page cannot show in a small file of its own.
const NOT_SHOWN: [&str; 7] = [
    "file-too-large",
    "not-utf-8",
    "pins-disagree",
    "same-output",
    "too-many-arrows",
    "too-many-mistakes",
    "unusable-template",
];

#[test]
fn every_code_has_a_page() {
    let mut found = BTreeSet::new();
    for path in sources(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))) {
        collect(&common::read(&path), &mut found);
    }
    assert!(found.len() > 90, "only {} codes are found in the sources", found.len());
    for code in &found {
        assert!(explain::code(code).is_some(), "`{code}` has no page");
    }
    for (code, _) in codes::CODES {
        assert!(found.contains(*code), "nothing is ever called `{code}`");
    }
}

/// The source files below a folder.
#[allow(clippy::disallowed_methods, reason = "a test reads what it is about")]
fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder can be listed");
    let paths = entries.map(|entry| entry.expect("the folder can be listed").path());
    let nested = paths.map(|path| if path.extension().is_none() { sources(&path) } else { vec![path] });
    nested.flatten().filter(|path| path.extension().is_some_and(|one| one == "rs")).collect()
}

/// The codes in a source: what stands first in a call that reports, what a rule is called, and every `unknown-…`.
fn collect(source: &str, found: &mut BTreeSet<String>) {
    let is_code = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    for start in [".error(", ".warning(", ".note(", ".advice(", "code: ", "=> \"unknown-"] {
        for (at, _) in source.match_indices(start) {
            let behind = source[at..].trim_start_matches(|c| c != '(' && c != ' ');
            let literal = behind.trim_start_matches(['(', ' ', '\n']).strip_prefix('"');
            let code = literal.and_then(|literal| literal.split('"').next()).unwrap_or_default();
            if !code.is_empty() && code.chars().all(is_code) {
                found.insert(code.to_owned());
            }
        }
    }
}

#[test]
fn the_codes_are_sorted_and_no_rules() {
    assert!(codes::CODES.is_sorted_by(|one, other| one.0 < other.0));
    for (code, page) in codes::CODES {
        assert_eq!(codes::page(code), Some(*page));
        assert!(lint::page(code).is_none(), "`{code}` has two pages");
    }
    assert_eq!(codes::page("no-such-code"), None);
}

#[test]
fn every_page_shows_what_it_says() {
    let mut complaints = String::new();
    for (code, page) in codes::CODES {
        assert!(page.starts_with(&format!("# {code}\n\n")), "{code}: the title is the code");
        assert!(explain::why(page).is_some(), "{code}: no reason");
        let blocks: Vec<&str> =
            page.split("```kdl\n").skip(1).filter_map(|part| part.split("```").next()).collect();
        if NOT_SHOWN.contains(code) {
            assert!(blocks.is_empty(), "{code} shows something");
            continue;
        }
        if page.contains("\n## On GitHub\n") {
            // It is about GitHub, and tested in `settings::pages`; the file itself is fine.
            assert_eq!(blocks.len(), 1, "{code}: one file is shown");
            assert_eq!(common::errors(&common::findings(code, blocks[0])), [""; 0], "{code}");
            continue;
        }
        let [flagged, instead] = blocks[..] else {
            panic!("{code}: one block is flagged, one stands instead")
        };
        assert!(
            page.contains("\n## Flagged\n\n```kdl\n") && page.contains("\n## Instead\n\n```kdl\n"),
            "{code}"
        );
        for (text, expected) in [(flagged, vec![*code]), (instead, Vec::new())] {
            let found = common::findings(code, text);
            let is_said = found.iter().any(|one| one.code == *code);
            let others = common::errors(&found).into_iter().filter(|other| other != code).count();
            if is_said == expected.is_empty() || others > 0 {
                complaints += &format!("{code}:\n{text}\n{}\n", common::render(text, &found));
            }
        }
    }
    assert!(complaints.is_empty(), "{complaints}");
}
