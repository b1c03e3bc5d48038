//! What each form of a report looks like; the snapshots are to be read.

mod any;
mod machines;
mod people;

use gatewright::diagnostic::{Diagnostic, Diagnostics, Edit, Fix, Severity};
use gatewright::report::{Format, Reported, Style, Summary, render};
use gatewright::source::{Source, Span};

const PLAIN: Style = Style { color: false, width: 100, unicode: true };

/// A pipeline with most of what can be wrong.
const SHOP: &str = "\
pipeline shop {
    people {
        leads \"@acme/leads\" { members \"@ann\" \"@bo\" \"@cy\" }
    }
    map {
        main      -> dev
        dev       -> stagign
        staging   -> prod { gate production }
    }
    gate production {
        approvals 3 from leads
    }
    environment prod {
        variables { API_KEY \"sk_live_…\" }
    }
}
";

/// Finds the place of a text that stands once in the source.
fn span(text: &str, part: &str) -> Span {
    assert_eq!(text.matches(part).count(), 1, "`{part}` is to stand in the source once");
    let start = text.find(part).expect("it was counted");
    Span::new(start, start + part.len())
}

/// One finding of each severity, with everything that a finding can have.
fn findings() -> Vec<Diagnostic> {
    let mut found = Diagnostics::default();
    found
        .error("unknown-environment", span(SHOP, "stagign"), "there is no environment `stagign`")
        .label("an arrow leads here")
        .help("did you mean `staging`?")
        .fix("write `staging`", span(SHOP, "stagign"), "staging");
    let message = "nobody can open this gate: it asks for 3 people, and without whoever starts the promotion only 2 are left";
    found
        .warning("unsatisfiable-approvals", span(SHOP, "approvals 3"), message)
        .label("asks for three")
        .also(span(SHOP, "leads \""), "three people; the one who starts a promotion never counts")
        .help("ask for 2, or name a second team: `approvals 3 from leads ops`");
    found.note("any-two-of-both", span(SHOP, "from leads"), "two senior engineers would do").help(
        "for one of each, write two lines:\napprovals 1 from senior-engineers\napprovals 1 from managers",
    );
    found.advice("no-runbook", span(SHOP, "environment prod"), "`prod` has no runbook").fix = Some(Fix {
        title: "add `runbook`".into(),
        edits: vec![
            Edit { span: Span::new(0, 8), text: "pipeline".into() },
            Edit { span: Span::new(SHOP.len(), SHOP.len()), text: "// see the wiki\n".into() },
        ],
    });
    found.as_slice().to_vec()
}

fn shown(format: Format, source: &Source, diagnostics: &[Diagnostic]) -> String {
    render(format, &[Reported { source, diagnostics }], PLAIN)
}

/// Asserts that a text can do nothing to a terminal.
fn assert_harmless(text: &str) {
    let bad = |c: char| {
        c != '\n' && c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert_eq!(text.chars().find(|&c| bad(c)), None, "{text:?}");
}

/// Compares with the snapshot of that name in `snapshots/report`.
fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/report"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn a_summary_counts_and_knows_one_from_many() {
    let source = Source::new("shop.kdl", SHOP);
    let mut diagnostics = findings();
    assert_eq!(Summary::of(&[]).to_string(), "no problems");
    let summary = Summary::of(&[Reported { source: &source, diagnostics: &diagnostics }]);
    assert_eq!(summary, Summary { errors: 1, warnings: 1, notes: 1, advice: 1 });
    assert_eq!(summary.to_string(), "1 error, 1 warning, 1 note, 1 piece of advice");
    diagnostics[2].severity = Severity::Error;
    let file = Reported { source: &source, diagnostics: &diagnostics };
    let twice = Summary::of(&[file, file]);
    assert_eq!(twice.to_string(), "4 errors, 2 warnings, 2 pieces of advice");
}

#[test]
fn nothing_to_say_says_nothing() {
    let source = Source::new("shop.kdl", SHOP);
    assert_eq!(shown(Format::Human, &source, &[]), "");
    assert_eq!(shown(Format::Github, &source, &[]), "");
}
