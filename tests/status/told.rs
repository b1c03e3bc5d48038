//! What is shown of GitHub's answers: the answers stand in a file, the time stands still.

use std::collections::BTreeMap;

use gatewright::{
    model::Model,
    report::Style,
    source::Source,
    status::{self, Answer, Hub, Question, Reply, Status, Subject},
};
use serde_json::Value;

use crate::common;

/// GitHub, as it answered once.
struct Recorded {
    answers: BTreeMap<String, Value>,
}

impl Recorded {
    fn new() -> Self {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/status/github.json");
        let answers = serde_json::from_str(&common::read(path.as_ref())).expect("JSON");
        Self { answers }
    }
}

impl Hub for Recorded {
    fn ask(&self, questions: &[Question]) -> Result<Vec<Answer>, String> {
        let answer = |question: &Question| {
            let (Question::One(path)
            | Question::List(path)
            | Question::Wrapped(path, _)
            | Question::Page(path)) = question;
            self.answers.get(path).map_or(Answer::Absent, |answer| Answer::Said(answer.clone(), None))
        };
        Ok(questions.iter().map(answer).collect())
    }
}

const HEALTHY: &str = r#"{"status":"healthy","version":"v1.9.5","environment":"active","commit":"1616161","deployed_at":"2025-01-01T00:00:00Z","uptime":"5d 3h"}"#;

/// What the environments say.
fn replies() -> BTreeMap<String, Reply> {
    let said = |status: u16, text: &str| Reply::Answer(status, text.to_owned());
    [
        ("dev-int", said(200, &HEALTHY.replace("active", "dev-int").replace("1.9.5", "2.1.0-main.40"))),
        ("future", Reply::Nothing("timed out".to_owned())),
        ("active", said(200, HEALTHY)),
        ("uat", said(503, r#"{"status": "degraded", "version": "1.9.5"}"#)),
        ("staging", said(200, &HEALTHY.replace("active", "prod"))),
        ("prod", said(200, &HEALTHY.replace("active", "prod"))),
    ]
    .map(|(name, reply)| (name.to_owned(), reply))
    .into()
}

fn model(text: &str) -> (Source, Model) {
    let source = Source::new("pipelines/storefront.kdl", text);
    let model = gatewright::check(&source, &Default::default()).model.expect("the gallery can be made out");
    (source, model)
}

fn told(replies: &BTreeMap<String, Reply>) -> Status {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/pipelines/storefront.kdl");
    let (source, model) = model(&common::read(path.as_ref()));
    let plan = gatewright::plan::plan(&model, &source, Default::default());
    let subject = Subject::new(&model, &plan, "acme/storefront".to_owned());
    let known = status::gather(&subject, &Recorded::new()).expect("everything is there");
    known.told(&subject, &model, replies, "2025-01-03T12:00:42Z".parse().expect("a time"))
}

fn screen(status: &Status, width: usize) -> String {
    status::screen(status, Style { color: false, width, unicode: true })
}

fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/status"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn the_dashboard_is_shown_in_every_width() {
    let status = told(&replies());
    assert_eq!(status.unchecked(), []);
    for width in [40, 80, 100, 140] {
        let screen = screen(&status, width);
        let is_copied = |line: &&str| line.contains("https://");
        for line in screen.lines().filter(|line| !is_copied(line)) {
            let columns: usize =
                line.chars().map(|c| unicode_width::UnicodeWidthChar::width(c).unwrap_or(0)).sum();
            assert!(columns <= width, "{width}: {line}");
            assert_eq!(line.trim_end(), line);
        }
        assert!(!screen.contains('\x1b'), "no colour was asked for");
        for block in
            ["\nEnvironments\n", "\nRecent deployments\n", "\nPending approvals\n", "\nActive incidents\n"]
        {
            assert!(screen.contains(block), "{block} is not in {screen}");
        }
        snapshot(&format!("screen-{width}"), &screen);
    }
}

#[test]
fn the_page_and_the_json_say_the_same() {
    let status = told(&replies());
    let page = status::markdown(&status);
    assert!(page.contains("500 \\|"), "a title does not end a cell: {page}");
    assert!(!page.contains("<b>") && !page.contains('\x1b'), "a title is a text: {page}");
    for row in page.lines().filter(|line| line.starts_with('|')) {
        let cells = row.replace("\\|", "").matches('|').count();
        assert!(matches!(cells, 6..=8), "{row}");
    }
    snapshot("markdown", &page);
    let json = status::json(&[status]);
    assert!(json.is_ascii() || !json.contains('\u{1b}'));
    snapshot("json", &json);
}

#[test]
fn a_rollback_withdraws_and_a_stranger_writes_nothing() {
    let status = told(&BTreeMap::new());
    let prod = status.environments.last().and_then(|prod| prod.newest.as_ref()).expect("prod has a record");
    assert_eq!(
        (prod.record.version.as_str(), prod.record.withdraws.as_str()),
        ("1.9.4", "release-20250104-120000")
    );
    let withdrawn: Vec<&str> =
        status.recent.iter().filter(|one| one.withdrawn).map(|one| one.environment.as_str()).collect();
    assert_eq!(withdrawn, ["prod"]);
    assert!(status.recent.iter().all(|one| one.judged.record.version != "6.6.6"), "mallory wrote that one");
    let waiting = status.waiting.expect("the token may read it");
    assert!(waiting.iter().all(|one| one.starter != "mallory"), "a workflow of somebody else");
    assert_eq!(
        waiting.iter().map(|one| (one.wanted, one.missing)).collect::<Vec<_>>(),
        [(Some(2), 1), (Some(1), 1)]
    );
}

#[test]
fn without_health_there_is_no_column_for_it() {
    let status = told(&BTreeMap::new());
    let screen = screen(&status, 100);
    assert!(!screen.contains("health") && !screen.contains("left out"), "{screen}");
    assert!(!status::markdown(&status).contains("Health"));
}

#[test]
fn colours_are_only_added() {
    let status = told(&replies());
    for width in [40, 80, 140] {
        let coloured = status::screen(&status, Style { color: true, width, unicode: true });
        let mut plain = String::new();
        let mut rest = coloured.as_str();
        while let Some((before, behind)) = rest.split_once("\x1b[") {
            plain.push_str(before);
            rest = behind.split_once('m').expect("it ends").1;
        }
        assert_eq!(plain + rest, screen(&status, width));
    }
}
