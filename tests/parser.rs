//! The front end of the compiler against everything that is not a pipeline: it neither panics nor hangs nor points
//! outside of the file, and it accepts nothing silently.

use std::time::{Duration, Instant};

use gatewright::{
    diagnostic::{Diagnostic, Severity},
    model::Model,
    source::Source,
    syntax::{MAX_BYTES, shape},
};
use proptest::{prelude::*, sample};

use crate::common;

const SIX_STAGES: &str = include_str!("../pipelines/six-stage.kdl");

/// Checks a text and everything that holds for every finding.
fn findings(text: &str) -> Vec<Diagnostic> {
    let found = common::check(text);
    for one in &found {
        assert!(!one.labels.is_empty(), "no place: {one:?}");
        let labels = one.labels.iter().map(|label| label.span);
        let edits = one.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
        for span in labels.chain(edits) {
            assert!(text.get(span.start..span.end).is_some(), "not a place in the file: {one:#?}\n{text}");
        }
        assert!(!one.message.is_empty() && !one.message.ends_with('.'), "not a message: {one:?}");
        assert!(one.help.as_deref().is_some_and(|help| !help.is_empty()), "no help: {one:?}");
    }
    found
}

fn model(text: &str) -> Option<Model> {
    gatewright::check(&Source::new("pipelines/shop.kdl", text), &Default::default()).model
}

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

#[test]
fn no_misspelt_word_of_the_language_is_accepted() {
    let mut tried = 0;
    for at in words_of_the_language(SIX_STAGES) {
        for letter in ["x", ""] {
            let changed = format!("{}{letter}{}", &SIX_STAGES[..=at], &SIX_STAGES[at + 2 - letter.len()..]);
            let line = changed[at..].split(' ').next().unwrap_or_default();
            assert!(!common::errors(&findings(&changed)).is_empty(), "`{line}` is accepted");
            tried += 1;
        }
    }
    assert!(tried > 140, "only {tried} words");
}

/// Where the words stand that are the language's own: not in quotes, in comments or in `about`.
fn words_of_the_language(text: &str) -> Vec<usize> {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let code = line.split("//").next().unwrap_or_default();
        let mut at = start;
        for (number, part) in code.split('"').enumerate() {
            let mut from = at;
            for word in part.split(|c| !is_letter(c)).filter(|_| number % 2 == 0) {
                let is_own = word.len() > 1 && !shape::find(word).is_empty();
                if is_own && (!line.trim_start().starts_with("about") || word == "about") {
                    found.push(from);
                }
                from += word.len() + 1;
            }
            at += part.len() + 1;
        }
        start += line.len();
    }
    found
}

#[test]
fn a_good_file_means_the_same_whatever_its_line_ends() {
    let crlf = SIX_STAGES.replace('\n', "\r\n");
    let told = |text| {
        findings(text).into_iter().map(|one| (one.severity, one.code, one.message)).collect::<Vec<_>>()
    };
    assert_eq!(told(SIX_STAGES), told(&crlf));
    assert!(told(SIX_STAGES).iter().all(|(severity, ..)| *severity > Severity::Warning));
    let without_spans = |text: &str| {
        let model = format!("{:?}", model(text).expect("a good file has a model"));
        let parts = model.split("Span { start: ").map(|part| match part.split_once(" }") {
            Some((_, rest)) if part.starts_with(|c: char| c.is_ascii_digit()) => rest.to_owned(),
            _ => part.to_owned(),
        });
        parts.collect::<String>()
    };
    assert_eq!(without_spans(SIX_STAGES), without_spans(&crlf));
}

#[test]
fn almost_nothing_says_what_a_file_needs() {
    for text in ["", "\u{feff}", "\n\n", "// a comment", "/* a comment */", "\u{feff}\r\n", "/-pipeline shop"]
    {
        assert_eq!(common::errors(&findings(text)), ["missing-pipeline", "missing-promotions"], "{text:?}");
    }
}

#[test]
fn what_overflows_or_never_ends_is_refused_with_a_place() {
    let braces = "a {".repeat(100_000);
    let slashdashes = "a /-{".repeat(64);
    let comments = "/*".repeat(100_000);
    for (text, code) in [
        (&braces, "nested-too-deeply"),
        (&slashdashes, "nested-too-deeply"),
        (&comments, "nested-too-deeply"),
    ] {
        assert_eq!(common::errors(&findings(text)), [code]);
    }
    // A comment that is none must not hide what overflows.
    findings(&format!("path src/*{}", "a {".repeat(100_000)));
    findings(&format!("# {}", "a {".repeat(100_000)));
    findings(&format!("url https://x/{}", "a {".repeat(100_000)));
}

#[test]
fn deep_but_allowed_blocks_fit_into_a_small_stack() {
    let text = "a {\n".repeat(60) + &"}\n".repeat(60);
    let thread = std::thread::Builder::new().stack_size(1 << 20);
    let errors = thread.spawn(move || common::errors(&findings(&text))).expect("a thread starts").join();
    assert_eq!(errors.expect("it has room"), ["unknown-node"]);
}

#[test]
fn a_file_of_ten_megabytes_is_refused() {
    let text = "// a comment that is repeated\n".repeat(10 << 20 >> 5);
    assert!(text.len() > MAX_BYTES);
    assert_eq!(common::errors(&findings(&text)), ["file-too-large"]);
}

#[test]
fn unseen_characters_are_named() {
    let text = SIX_STAGES.replacen("kind test", "kind \0test", 1);
    assert_eq!(common::errors(&findings(&text)), ["control-character"]);
}

#[test]
fn ten_thousand_mistakes_are_found_in_no_time() {
    let one_line = format!("pipeline shop {}", "[a] 30s ".repeat(10_000));
    let lines = "environment a { url https://x.example.com; run npm ci\n".repeat(10_000);
    let braces = "}\n".repeat(10_000);
    let names = format!(
        "pipeline shop\npromotions {{\n{}}}\nenvironment development {{ kind test }}\n",
        "  developmnet -> developmetn\n".repeat(10_000)
    );
    let nodes = "enviromnent a { kidn test }\n".repeat(10_000);
    for text in [one_line, lines, braces, names, nodes] {
        let start = now();
        let found = findings(&text);
        assert!(!found.is_empty());
        let took = start.elapsed();
        assert!(took < Duration::from_secs(20), "{took:?} for {}…", &text[..60]);
    }
}

#[allow(clippy::disallowed_methods, reason = "a test may look at the clock")]
fn now() -> Instant {
    Instant::now()
}

#[test]
fn a_line_of_the_map_stands_for_so_many_arrows_and_no_more() {
    let names: Vec<String> = (0..200).map(|number| format!("e{number}")).collect();
    let all = names.join(" ");
    let environments: String = names
        .iter()
        .map(|name| {
            format!("environment {name} {{ kind test; steps {{ deploy \"Ship\" run=\"./ship.sh\" }} }}\n")
        })
        .collect();
    let text = format!("pipeline shop\npromotions {{\n    {all} -> {all}\n}}\n{environments}");
    assert!(common::errors(&findings(&text)).contains(&"too-many-arrows"));
}

#[test]
fn all_mistakes_are_told_in_one_run() {
    let text = r##"pipeline shop {
    repository "acme/shop" visiblity=public
    time-zone "Europe/Berln"
}
promotions {
    push main->dev
    dev       -> prod { approvals 2 from leeds }
    staging   -> prod { gate productoin }
}
teams { leads @acme/leads }
gate production { approvals: 2 from leads }
build { run npm ci; artifact bundle "../dist/**" }
defaults { steps { deplyo 'Ship' run="./ship.sh" } }
environment dev { kind = test; url https://dev.example.com }
environment prod
{
    kind prodution
    timeout 10 mins
    url "https://example.com" # the shop itself
    replicas 2
    variables { BETA true }
}
"##;
    let expected = [
        (2, "unknown-property"),
        (3, "unknown-time-zone"),
        (6, "arrow-needs-blanks"),
        (7, "unknown-team"),
        (8, "unknown-environment"),
        (8, "unknown-gate"),
        (10, "value-needs-quotes"),
        (11, "colon"),
        (12, "command-in-pieces"),
        (12, "path-leaves-repository"),
        (13, "unknown-node"),
        (13, "foreign-quotes"),
        (14, "assignment"),
        (14, "url-became-comment"),
        (16, "brace-on-next-line"),
        (17, "unknown-value"),
        (18, "unknown-value"),
        (19, "hash-comment"),
        (20, "not-supported-yet"),
        (21, "bare-boolean"),
    ];
    let found = findings(text);
    let source = Source::new("", text);
    let told: Vec<_> = found.iter().map(|one| (source.line(one.span().start), one.code)).collect();
    assert_eq!(told, expected, "{}", common::render(text, &found));
}
