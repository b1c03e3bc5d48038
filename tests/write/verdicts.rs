//! Each verdict, its cause and its diff.

use super::*;
use gatewright::source::Span;

#[test]
fn the_pipeline_changed() {
    let place = Place::new();
    place.write(&[file("a.yml", "one\ntwo\n")], BUILD);
    let next = [file("a.yml", "one\n2\n")];
    let [verdict] = place.compare(&next).try_into().unwrap();
    assert_eq!(
        (verdict.kind, verdict.cause.as_str()),
        (Kind::Stale, "the pipeline changed (pipelines/shop.kdl)")
    );
    assert_eq!(verdict.diff, "--- a/a.yml\n+++ b/a.yml\n@@ -1,2 +1,2 @@\n one\n-two\n+2\n");
    assert_eq!(place.write(&next, BUILD).updated, ["a.yml", LOCK]);
    assert_eq!(place.get("a.yml"), "one\n2\n");
}

#[test]
fn the_tool_changed_as_well_perhaps() {
    let place = Place::new();
    place.write(&[file("a.yml", "one\n")], BUILD);
    let lock = place.get(LOCK).replace(env!("CARGO_PKG_VERSION"), "0.0.1");
    place.put(LOCK, &lock);
    assert_eq!(place.compare(&[file("a.yml", "one\n")]), [], "another version alone is no drift");
    place.write(&[file("a.yml", "one\n")], BUILD);
    assert_eq!(place.get(LOCK), lock);
    let [(_, kind, cause)] = place.kinds(&[file("a.yml", "2\n")]).try_into().unwrap();
    assert_eq!(kind, Kind::Stale);
    let now = env!("CARGO_PKG_VERSION");
    assert_eq!(cause, format!("the pipeline (pipelines/shop.kdl) or gatewright (0.0.1, now {now}) changed"));
}

#[test]
fn somebody_edited_it() {
    let place = Place::new();
    let files = [file("a.yml", "1\n2\n3\n4\n5\n")];
    place.write(&files, BUILD);
    place.put("a.yml", "1\ntwo\nand a half\n3\n4\nfive\n");
    assert_eq!(place.kinds(&files), [row("a.yml", Kind::Edited, "3 lines differ from what was generated")]);

    let kept = place.write(&files, BUILD).kept;
    assert_eq!(kept, place.compare(&files));
    assert!(kept[0].diff.contains("-and a half\n"));
    assert_eq!(kept[0].span, Span::new(2, 5));
    assert!(place.get("a.yml").contains("and a half"), "it stays");

    let next = [file("a.yml", "1\n2\n3\n4\n6\n")];
    let cause = "it was edited, and the pipeline changed too: 3 lines differ";
    assert_eq!(place.kinds(&next), [row("a.yml", Kind::Edited, cause)]);
    place.write(&next, BUILD);
    assert!(place.get("a.yml").contains("and a half"), "it stays");

    place.put("a.yml", "1\n2\n3\n4\n5\n");
    assert_eq!(place.compare(&next)[0].kind, Kind::Stale, "the edit was taken back");

    place.put("a.yml", "1\n2\n3\n4\n7\n");
    let forced = place.write(&next, FORCE);
    assert_eq!(forced.updated, ["a.yml", LOCK]);
    assert!(forced.overridden[0].diff.contains("-7\n+6\n"), "what was lost is in the diff");
    assert_eq!(place.compare(&next), []);
}

#[test]
fn it_was_never_ours() {
    let place = Place::new();
    place.put("a.yml", "mine\n");
    let files = [file("a.yml", "ours\n")];
    let cause = "it was not generated; 1 line differs from what the pipeline asks for";
    assert_eq!(place.kinds(&files), [row("a.yml", Kind::Foreign, cause)]);
    assert_eq!(place.write(&files, BUILD).kept.len(), 1);
    assert_eq!(place.write(&files, BUILD).kept.len(), 1, "the second run does not take it over either");
    assert_eq!(place.get("a.yml"), "mine\n");
    place.write(&[], BUILD);
    assert_eq!(place.get("a.yml"), "mine\n", "and it is no orphan of ours");
}

#[test]
fn it_is_as_it_should_be_whoever_wrote_it() {
    let place = Place::new();
    place.put("a.yml", "ours\n");
    let files = [file("a.yml", "ours\n")];
    assert_eq!(place.kinds(&files), [row(LOCK, Kind::Missing, "it says which files are generated")]);
    assert_eq!(place.write(&files, BUILD).unchanged, ["a.yml"]);
    assert_eq!(place.kinds(&[file("a.yml", "2\n")])[0].1, Kind::Stale);
}

#[test]
fn it_is_missing() {
    let place = Place::new();
    let files = [file("a.yml", "1\n2\n")];
    assert_eq!(place.kinds(&files), [row("a.yml", Kind::Missing, "it was not generated yet")]);
    place.write(&files, BUILD);
    fs::remove_file(place.root().join("a.yml")).unwrap();
    assert_eq!(place.kinds(&files), [row("a.yml", Kind::Missing, "it was deleted")]);
    assert_eq!(place.compare(&files)[0].diff, "--- /dev/null\n+++ b/a.yml\n@@ -0,0 +1,2 @@\n+1\n+2\n");
    assert_eq!(place.write(&files, BUILD).created, ["a.yml"]);
}

#[test]
fn a_checkout_with_crlf_is_no_drift() {
    let place = Place::new();
    let files = [file("a.yml", "1\n2\n"), file("deploy/lib.sh", "true\n")];
    place.write(&files, BUILD);
    place.put("a.yml", "1\r\n2\r\n");
    place.put(LOCK, place.get(LOCK).replace('\n', "\r\n"));
    assert_eq!(place.compare(&files), []);
    assert_eq!(place.write(&files, BUILD).updated, [""; 0]);
    assert_eq!(place.get("a.yml"), "1\r\n2\r\n", "nothing is rewritten for its line ends");

    let next = [file("a.yml", "1\n3\n"), file("deploy/lib.sh", "true\n")];
    let [verdict] = place.compare(&next).try_into().unwrap();
    assert_eq!(verdict.kind, Kind::Stale);
    assert_eq!(verdict.diff, "--- a/a.yml\n+++ b/a.yml\n@@ -1,2 +1,2 @@\n 1\n-2\n+3\n");
    assert_eq!(verdict.span, Span::new(3, 4), "places are those of the file on disk");

    place.put("a.yml", "1\r\nmine\r\n");
    assert_eq!(place.kinds(&files), [row("a.yml", Kind::Edited, "1 line differs from what was generated")]);
}

#[test]
fn a_lost_last_line_end_and_a_byte_order_mark_are_edits() {
    let place = Place::new();
    let files = [file("a.yml", "1\n2\n")];
    place.write(&files, BUILD);
    for edited in ["1\n2", "\u{feff}1\n2\n", "1\n2\n\n", "", "1\r2\n"] {
        place.put("a.yml", edited);
        assert_eq!(place.compare(&files)[0].kind, Kind::Edited, "{edited:?}");
    }
}

#[test]
fn what_is_not_text_is_kept_and_not_shown() {
    let place = Place::new();
    let files = [file("a.yml", "1\n")];
    place.write(&files, BUILD);
    place.put("a.yml", b"\xff\xfe\0\x01");
    let [verdict] = place.compare(&files).try_into().unwrap();
    assert_eq!((verdict.kind, verdict.cause.as_str()), (Kind::Edited, "it is not text"));
    assert_eq!(verdict.diff, "a/a.yml is not text, and cannot be shown\n");
    place.write(&[], BUILD);
    assert!(place.has("a.yml"), "not as an orphan either");
}

#[test]
fn verdicts_are_findings_in_the_output_itself() {
    let place = Place::new();
    place.write(&[file("a.yml", "1\n2\n"), file("b.yml", "1\n"), file("d.yml", "1\n")], BUILD);
    place.put("a.yml", "1\ntwo\n");
    let next = [file("a.yml", "1\n2\n"), file("b.yml", "2\n"), file("c.yml", "1\n")];
    let found: Vec<_> = place.compare(&next).iter().map(Verdict::finding).collect();
    let shown: Vec<_> = found
        .iter()
        .map(|(source, one)| (source.path.as_str(), one.code, source.slice(one.span())))
        .collect();
    assert_eq!(
        shown,
        [
            ("a.yml", "edited-output", "two"),
            ("b.yml", "stale-output", "1"),
            ("c.yml", "missing-output", ""),
            ("d.yml", "orphaned-output", ""),
        ]
    );
    assert_eq!(found[0].1.message, "`a.yml` was edited by hand: 1 line differs from what was generated");
    assert!(found.iter().all(|(_, one)| one.help.is_some() && one.labels.len() == 1));
}
