//! Any bytes, any tokens, any change to a file.

use proptest::{prelude::*, sample};

use super::{SIX_STAGES, findings};
use crate::common;

fn gallery() -> Vec<String> {
    let mut texts: Vec<String> =
        common::files("pipelines/broken", "kdl").iter().map(|path| common::read(path)).collect();
    texts.push(SIX_STAGES.to_owned());
    texts
}

/// What a pipeline, or a mistake in one, is made of.
const TOKENS: &[&str] = &[
    "pipeline",
    "shop",
    "promotions",
    "teams",
    "gate",
    "environment",
    "defaults",
    "release",
    "build",
    "kind",
    "test",
    "steps",
    "deploy",
    "run",
    "approvals",
    "from",
    "push",
    "main",
    "dev",
    "prod",
    "->",
    "-",
    "{",
    "}",
    "{",
    "}",
    "=",
    "\"x y\"",
    "\"",
    "\"\"\"",
    "#\"raw\"#",
    "#",
    "#true",
    "true",
    "//",
    "/*",
    "*/",
    "/-",
    "\\",
    ";",
    "\n",
    "\n",
    "\n",
    "\r\n",
    " ",
    " ",
    " ",
    "\t",
    "30s",
    "12:30",
    "2",
    "-2",
    "0.1%",
    "1.2.3",
    "é",
    "“",
    "”",
    "'",
    "@acme/x",
    "https://x",
    "a,b",
    "[a]",
    "(u8)",
    ":",
    ",",
    "=>",
    "→",
    "<-",
    "a->b",
    "\u{feff}",
    "\0",
    "\u{1b}[1m",
    "\u{202e}",
    "src/**",
    "\u{2028}",
    "${{ x }}",
    "\\u{110000}",
    "\\q",
];

fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec(sample::select(TOKENS), 0..80).prop_map(|tokens| tokens.concat())
}

/// One change to a text, at a place that `at` chooses.
fn mutated(text: &str, change: u8, at: &sample::Index, token: &str) -> String {
    let boundaries: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let place = boundaries[at.index(boundaries.len())];
    let mut lines: Vec<&str> = text.lines().collect();
    let line = at.index(lines.len());
    match change {
        0 => {
            lines.remove(line);
            lines.join("\n")
        }
        1 => {
            lines.insert(line, lines[line]);
            lines.join("\n")
        }
        2 => text[..place].to_owned(),
        3 => text[place..].to_owned(),
        4 => format!("{}{token}{}", &text[..place], &text[place..]),
        5 => {
            let mut words: Vec<&str> = text.split(' ').collect();
            let one = at.index(words.len().max(2) - 1);
            if one + 1 < words.len() {
                words.swap(one, one + 1);
            }
            words.join(" ")
        }
        6 => {
            let change = |c: char| if c.is_ascii_digit() { '7' } else { c };
            text[..place].to_owned() + &text[place..].chars().map(change).collect::<String>()
        }
        _ => {
            let mut characters: Vec<char> = text.chars().collect();
            let one = at.index(characters.len().max(2) - 1);
            if one + 1 < characters.len() {
                characters.swap(one, one + 1);
            }
            characters.into_iter().collect()
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        findings(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_tokens_are_survived(text in soup()) {
        findings(&text);
    }

    #[test]
    fn any_tokens_in_a_pipeline_are_survived(text in soup(), at in any::<sample::Index>()) {
        findings(&mutated(SIX_STAGES, 4, &at, &text));
    }

    #[test]
    fn any_change_to_the_gallery_is_survived(
        file in any::<sample::Index>(),
        changes in prop::collection::vec((0..8u8, any::<sample::Index>(), sample::select(TOKENS)), 1..4),
    ) {
        let files = gallery();
        let mut text = file.get(&files).clone();
        for (change, at, token) in &changes {
            if !text.trim().is_empty() {
                text = mutated(&text, *change, at, token);
            }
        }
        findings(&text);
    }
}
