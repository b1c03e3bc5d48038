//! Whatever a file holds and wherever a finding points, every report can be made, and harms nobody.

use gatewright::diagnostic::Label;
use proptest::prelude::*;
use serde_json::Value;

use super::*;

/// Text of all kinds, with the characters that go wrong far more often than chance would have it.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => "[a-z `{}\"-]{0,12}",
        2 => prop::sample::select(vec!["\n", "\r\n", "\r", "\t", "漢", "🚀", "e\u{301}", "\x1b[31m", "\u{202e}"]).prop_map(String::from),
        1 => any::<String>(),
        1 => (1..400usize).prop_map(|count| "word ".repeat(count)),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn place() -> impl Strategy<Value = Span> {
    let offset = || prop_oneof![6 => 0..12usize, 6 => 0..160usize, 2 => 0..3000usize, 1 => Just(usize::MAX)];
    (offset(), offset()).prop_map(|(start, end)| Span { start, end })
}

fn diagnostic() -> impl Strategy<Value = Diagnostic> {
    let severity =
        prop::sample::select(vec![Severity::Error, Severity::Warning, Severity::Note, Severity::Advice]);
    let labels = prop::collection::vec((place(), text()).prop_map(|(span, text)| Label { span, text }), 0..6);
    let edits = prop::collection::vec((place(), text()).prop_map(|(span, text)| Edit { span, text }), 0..3);
    let fix = prop::option::of((text(), edits).prop_map(|(title, edits)| Fix { title, edits }));
    (severity, text(), labels, prop::option::of(text()), fix).prop_map(
        |(severity, message, labels, help, fix)| Diagnostic {
            code: "any-code",
            severity,
            message,
            labels,
            help,
            fix,
            concealed: None,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_format_renders(
        path in text(), text in text(), found in prop::collection::vec(diagnostic(), 0..4),
        width in 0..200usize, unicode: bool,
    ) {
        let source = Source::new(path, text);
        let files = [Reported { source: &source, diagnostics: &found }];
        let style = Style { color: false, width, unicode };

        let human = render(Format::Human, &files, style);
        assert_harmless(&human);
        prop_assert_eq!(human.matches("[any-code]:").count(), found.len());
        prop_assert_eq!(&human, &render(Format::Human, &files, style));
        render(Format::Human, &files, Style { color: true, ..style });

        let github = render(Format::Github, &files, style);
        assert_harmless(&github);
        prop_assert_eq!(github.lines().count(), found.len());
        prop_assert!(github.lines().all(|line| line.starts_with("::")));

        for format in [Format::Json, Format::Sarif] {
            let json = render(format, &files, style);
            assert_harmless(&json);
            let value: Value = serde_json::from_str(&json).expect("JSON");
            let list = match format {
                Format::Json => &value["files"][0]["diagnostics"],
                _ => &value["runs"][0]["results"],
            };
            prop_assert_eq!(list.as_array().map(Vec::len), Some(found.len()));
        }
    }

    #[test]
    fn every_label_is_marked(text in text(), span in place()) {
        let source = Source::new("any.kdl", text);
        let mut found = Diagnostics::default();
        found.error("any-code", span, "one").label("LABEL");
        let human = render(Format::Human, &[Reported { source: &source, diagnostics: found.as_slice() }], PLAIN);
        prop_assert_eq!(human.matches(" LABEL\n").count(), 1, "{}", human);
    }
}
