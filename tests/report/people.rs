//! The report for a terminal.

use super::*;

fn human(path: &str, text: &str, report: impl FnOnce(&mut Diagnostics)) -> String {
    let source = Source::new(path, text);
    let mut found = Diagnostics::default();
    report(&mut found);
    let out = shown(Format::Human, &source, found.as_slice());
    assert_harmless(&out);
    assert!(out.ends_with('\n') && !out.ends_with("\n\n"), "{out:?}");
    out
}

fn lines_with<'a>(out: &'a str, part: &str) -> Vec<&'a str> {
    out.lines().filter(|line| line.contains(part)).collect()
}

/// Returns the column, in characters, at which a text starts on the only line that has it.
fn column(out: &str, part: &str) -> usize {
    let lines = lines_with(out, part);
    assert_eq!(lines.len(), 1, "`{part}` in\n{out}");
    lines[0][..lines[0].find(part).expect("the line has it")].chars().count()
}

#[test]
fn each_severity_with_all_it_can_have() {
    let source = Source::new("pipelines/shop.kdl", SHOP);
    let out = shown(Format::Human, &source, &findings());
    assert_harmless(&out);
    for head in
        ["error[unknown-environment]: ", "warning[unsat", "\nnote[any-two", "\nadvice[no-runbook]: `prod`"]
    {
        assert!(out.contains(head), "{head}");
    }
    assert_eq!(lines_with(&out, "help: did you mean `staging`?"), ["  help: did you mean `staging`?"]);
    assert!(!out.contains("write `staging`"), "a fix is silent where there is help");
    assert!(out.contains("  help: add `runbook`\n"), "and speaks where there is none");
    assert!(out.contains("        approvals 1 from managers\n"));
    snapshot("severities", &out);
}

#[test]
fn the_same_in_color() {
    let source = Source::new("pipelines/shop.kdl", SHOP);
    let files = [Reported { source: &source, diagnostics: &findings() }];
    let out = render(Format::Human, &files, Style { color: true, ..PLAIN });
    let mut parts = out.split('\x1b');
    let mut plain = parts.next().unwrap_or_default().to_string();
    plain.extend(parts.map(|part| part.split_once('m').expect("nothing but colours").1));
    assert_eq!(plain, render(Format::Human, &files, PLAIN));
    snapshot("color", &out.replace('\x1b', "␛"));
}

#[test]
fn the_same_in_ascii() {
    let text = "from dev to prod\n";
    let source = Source::new("shop.kdl", text);
    let mut found = Diagnostics::default();
    found.error("unknown", span(text, "dev"), "no `dev`").label("here").also(Span::new(16, 16), "and here");
    let style = Style { unicode: false, ..PLAIN };
    let out = render(Format::Human, &[Reported { source: &source, diagnostics: found.as_slice() }], style);
    assert!(out.is_ascii());
    snapshot("ascii", &out);
}

#[test]
fn labels_far_apart_share_one_drawing() {
    let filler: String = (3..1200).map(|number| format!("// line {number}\n")).collect();
    let text = format!("first {{\n}}\n{filler}last\n");
    let out = human("shop.kdl", &text, |found| {
        let mut one = found.error("twice", span(&text, "last"), "two places");
        one = one.label("here").also(span(&text, "first"), "and there");
        one.also(span(&text, "line 1000"), "");
    });
    assert_eq!(lines_with(&out, "╭─["), ["     ╭─[shop.kdl:1200:1]"]);
    assert_eq!(lines_with(&out, " │ ").len(), 3);
    assert!(out.contains("\n   1 │ first {\n") && out.contains("\n1000 │ // line 1000\n"), "{out}");
    snapshot("far-apart", &out);
}

#[test]
fn a_label_over_several_lines_shows_both_ends() {
    let text = "a {\n  b\n  c\n  d\n  e\n}\nf\n";
    let out = human("shop.kdl", text, |found| {
        let one = found.warning("open", Span::new(0, 22), "a block");
        one.label("this block").also(span(text, "d"), "with this inside");
    });
    assert!(!out.contains("7 │"), "the line end at the end of a span is no line");
    let text = "a {\n  b {\n    c\n  }\n  d {\n    e\n    f\n  }\n}\n";
    let nested = human("shop.kdl", text, |found| {
        let one = found.warning("nested", Span::new(0, text.len()), "blocks in a block");
        one.label("the outer one").also(Span::new(6, 19), "the first").also(Span::new(22, 41), "");
        let one = found.warning("same-start", Span::new(0, text.len()), "two ends");
        one.label("ends here").also(Span::new(0, 19), "or here");
    });
    snapshot("several-lines", &format!("{out}\n{nested}"));
}

#[test]
fn labels_of_one_line_do_not_hide_each_other() {
    let text = "push main -> prod\n";
    let out = human("shop.kdl", text, |found| {
        let one = found.error("nested", span(text, "push main -> prod"), "an arrow and its parts");
        one.label("the arrow").also(span(text, "main"), "from here").also(span(text, "prod"), "to here");
        let one = found.error("equal", span(text, "main"), "the same place twice");
        one.label("a branch").also(span(text, "main"), "and a protected one").also(span(text, "push"), "");
        let one = found.error("same-start", span(text, "main"), "the same start");
        one.label("a branch").also(span(text, "main -> prod"), "leads away");
    });
    for (label, under) in [("╰── from here", 12), ("╰── to here", 20), ("╰── leads away", 18)]
    {
        assert_eq!(column(&out, label), under, "{out}");
    }
    snapshot("one-line", &out);
}

#[test]
fn a_place_without_width_is_seen() {
    let text = "dev -> \n\n";
    let out = human("shop.kdl", text, |found| {
        found.error("start", Span::new(0, 0), "at the start").label("here");
        found.error("line-end", Span::new(7, 7), "at the end of a line").label("a name is missing");
        found.error("file-end", Span::new(9, 9), "at the end of the file").label("`}` is missing");
        found.error("empty-line", Span::new(8, 9), "only a line end");
    });
    assert_eq!(out.matches('▲').count(), 4, "{out}");
    snapshot("no-width", &out);
}

#[test]
fn an_empty_file_has_a_first_line() {
    let out = human("empty.kdl", "", |found| {
        found.error("empty", Span::new(0, 0), "there is no pipeline in this file").label("write one here");
    });
    assert!(out.contains("╭─[empty.kdl:1:1]\n 1 │\n   · ▲\n"), "{out}");
    snapshot("empty-file", &out);
}

#[test]
fn a_finding_without_a_place_names_its_file() {
    let out = human("shop.kdl", SHOP, |found| {
        found.error("big", Span::default(), "the file is too big").labels.clear();
    });
    snapshot("no-place", &out);
}

#[test]
fn carriage_returns_and_tabs_do_not_move_labels() {
    let text = "a {\r\n\t\tb\tc\r\n}\r\n";
    let out = human("dos.kdl", text, |found| {
        let end = Span::new(10, 12);
        found.error("tab", span(text, "c"), "behind tabs").label("here").also(end, "the line end");
    });
    assert!(out.contains("╭─[dos.kdl:2:5]"), "columns count characters: {out}");
    assert_eq!(column(&out, "╰── here"), 5 + 12, "{out}");
    assert!(!out.contains('␍'), "a line end is not text");
    snapshot("crlf-tabs", &out);
}

#[test]
fn wide_characters_do_not_move_labels() {
    let text = "about \"環境 🚀 e\u{301}\" here\n";
    let out = human("wide.kdl", text, |found| {
        found.error("wide", span(text, "here"), "behind wide characters").label("here it is");
        found.error("inside", span(text, "🚀"), "a rocket").label("two columns");
        let rocket = span(text, "🚀").start;
        found.error("half", Span::new(rocket + 1, rocket + 2), "half a rocket").label("all of it");
    });
    assert!(out.contains("[wide.kdl:1:17]"), "a combining accent is a character: {out}");
    assert_eq!(column(&out, "╰── here it is"), 5 + 20, "{out}");
    snapshot("wide", &out);
}

#[test]
fn a_long_line_is_cut_around_its_labels() {
    let text =
        format!("list {}needle {}pin{}\n", "hay ".repeat(1250), "hay ".repeat(1250), " hay".repeat(100));
    let out = human("hay.kdl", &text, |found| {
        let one = found.error("needle", span(&text, "needle"), "found it");
        one.label("a needle").also(span(&text, "pin"), "a pin");
        found.error("all", Span::new(0, 10_000), "all of it").label("hay");
    });
    assert!(out.lines().all(|line| line.chars().count() <= PLAIN.width), "{out}");
    assert!(out.contains("[hay.kdl:1:5006]"), "{out}");
    snapshot("long-line", &out);
}

#[test]
fn nothing_in_a_file_or_a_message_controls_the_terminal() {
    let text = "a \x1b[31mred\x07 b\u{202e}c\u{85}d\x7f\rnext\n";
    let out = human("e\x1bvil\n\u{202e}.kdl", text, |found| {
        let one = found.error("evil", span(text, "next"), "\x1b]0;title\x07 and \u{2066}around\r\n and on");
        one.label("la\x1bbel\u{9b}").help("he\x08lp");
    });
    assert_eq!(column(&out, "next"), column(&out, "──┬─"), "{out}");
    snapshot("hostile", &out);
}

#[test]
fn a_narrow_terminal_breaks_prose_but_no_code() {
    let source = Source::new("pipelines/shop.kdl", SHOP);
    let files = [Reported { source: &source, diagnostics: &findings()[1..3] }];
    let out = render(Format::Human, &files, Style { width: 60, ..PLAIN });
    assert!(out.contains("`approvals 3 from leads ops`"), "{out}");
    assert!(out.lines().all(|line| line.chars().count() <= 60), "{out}");
    snapshot("narrow", &out);
    assert_eq!(
        render(Format::Human, &files, Style { width: 0, ..PLAIN }),
        render(Format::Human, &files, Style { width: 40, ..PLAIN })
    );
}

#[test]
fn files_follow_each_other() {
    let (one, two) = (Source::new("one.kdl", "one\n"), Source::new("two.kdl", "two\n"));
    let mut found = Diagnostics::default();
    found.error("first-word", Span::new(0, 3), "not a pipeline");
    let file = |source| Reported { source, diagnostics: found.as_slice() };
    let quiet = Reported { source: &one, diagnostics: &[] };
    let out = render(Format::Human, &[file(&one), quiet, file(&two)], PLAIN);
    assert_eq!(out.matches("\n\nerror[").count(), 1);
    snapshot("two-files", &out);
}

#[test]
fn a_thousand_findings_in_a_big_file_are_all_shown() {
    let text = "environment prod { url \"https://shop.example\" }\n".repeat(21_000);
    let out = human("big.kdl", &text, |found| {
        for number in 0..1000 {
            let start = number * 21 * 48 + 12;
            found
                .error("again", Span::new(start, start + 4), "once more")
                .label("here")
                .also(Span::new(0, 3), "");
        }
    });
    assert_eq!(out.matches("error[again]").count(), 1000);
    assert!(out.contains("[big.kdl:20980:13]"), "the last one");
}
