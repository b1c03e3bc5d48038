//! The front end of the compiler against everything that is not a pipeline: it neither panics nor hangs nor points
//! outside of the file, and it accepts nothing silently.

mod any;
mod hostile;
mod pieces;

use crate::common;
use gatewright::{
    diagnostic::{Diagnostic, Severity},
    model::Model,
    source::Source,
    syntax::shape,
};

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
    replicas two
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
        (20, "unexpected-value"),
        (21, "bare-boolean"),
    ];
    let found = findings(text);
    let source = Source::new("", text);
    let told: Vec<_> = found.iter().map(|one| (source.line(one.span().start), one.code)).collect();
    assert_eq!(told, expected, "{}", common::render(text, &found));
}

#[test]
fn a_line_can_go_on_in_the_next_one() {
    let text = "pipeline shop\npromotions { push main -> dev }\nenvironment dev {\n    kind test\n    url \"https://dev.example.com\"\n    steps {\n        deploy \"Ship\" \\ // and\n            run=\"./ship.sh\"\n    }\n}\n";
    let found = findings(text);
    assert!(found.is_empty(), "{}", common::render(text, &found));
}
