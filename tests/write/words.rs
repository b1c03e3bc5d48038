//! What the terminal shows.

use super::*;
use gatewright::write::{show_summary, show_verdicts};

fn mixed() -> (Place, Vec<Wanted>) {
    let place = Place::new();
    let workflow = ".github/workflows/promote-release.yml";
    let qa = ".github/environments/qa.json";
    place.write(&[file(workflow, "a\nb\n"), file("deploy/lib.sh", "1\n2\n3\n"), file(qa, "{}\n")], BUILD);
    place.put("deploy/lib.sh", "one\ntwo\nthree\n");
    (
        place,
        vec![
            file(workflow, "a\nc\n"),
            file("deploy/lib.sh", "1\n2\n3\n"),
            file("docs/pipeline.md", "page\n"),
        ],
    )
}

#[test]
fn a_check_names_each_file_once_and_ends_with_a_command() {
    let (place, next) = mixed();
    insta::assert_snapshot!(show_verdicts(&place.compare(&next)), @r"
    stale        .github/workflows/promote-release.yml   the pipeline changed (pipelines/shop.kdl)
    hand-edited  deploy/lib.sh                           3 lines differ from what was generated
    missing      docs/pipeline.md                        it was not generated yet
    orphan       .github/environments/qa.json            nothing asks for it any more

    --- a/.github/workflows/promote-release.yml
    +++ b/.github/workflows/promote-release.yml
    @@ -1,2 +1,2 @@
     a
    -b
    +c

    --- a/deploy/lib.sh
    +++ b/deploy/lib.sh
    @@ -1,3 +1,3 @@
    -one
    -two
    -three
    +1
    +2
    +3

    run `gatewright build` and commit; your edits to deploy/lib.sh stay until you say --force
    ");
}

#[test]
fn a_build_says_what_it_did() {
    let (place, next) = mixed();
    insta::assert_snapshot!(show_summary(&place.write(&next, DRY), DRY), @r"
    create  docs/pipeline.md
    update  .github/workflows/promote-release.yml
    update  .gatewright.lock
    delete  .github/environments/qa.json
    keep    deploy/lib.sh                           3 lines differ from what was generated

    --- a/deploy/lib.sh
    +++ b/deploy/lib.sh
    @@ -1,3 +1,3 @@
    -one
    -two
    -three
    +1
    +2
    +3

    your edits to deploy/lib.sh stay until you say --force
    ");
    insta::assert_snapshot!(show_summary(&place.write(&next, BUILD), BUILD), @r"
    created  docs/pipeline.md
    updated  .github/workflows/promote-release.yml
    updated  .gatewright.lock
    deleted  .github/environments/qa.json
    kept     deploy/lib.sh                           3 lines differ from what was generated

    --- a/deploy/lib.sh
    +++ b/deploy/lib.sh
    @@ -1,3 +1,3 @@
    -one
    -two
    -three
    +1
    +2
    +3

    your edits to deploy/lib.sh stay until you say --force
    ");
    insta::assert_snapshot!(show_summary(&place.write(&next, FORCE), FORCE), @r"
    updated  deploy/lib.sh   3 lines differ from what was generated
    2 files unchanged

    --- a/deploy/lib.sh
    +++ b/deploy/lib.sh
    @@ -1,3 +1,3 @@
    -one
    -two
    -three
    +1
    +2
    +3
    ");
    insta::assert_snapshot!(show_summary(&place.write(&next, BUILD), BUILD), @"3 files unchanged");
    assert_eq!(show_verdicts(&place.compare(&next)), "");
}

#[test]
fn the_last_line_fits_the_case() {
    let last = |place: &Place, files: &[Wanted]| {
        show_verdicts(&place.compare(files)).lines().last().unwrap_or_default().to_string()
    };
    let place = Place::new();
    let files: Vec<_> = ["a", "b", "c", "d"].map(|path| file(path, "1\n")).to_vec();
    assert_eq!(last(&place, &files), "run `gatewright build` and commit");
    place.write(&files, BUILD);
    let force = "put what you need into the pipeline, then run `gatewright build --force`: it overwrites your edits to";
    for (path, named) in [("a", "a"), ("b", "a and b"), ("c", "a, b and c"), ("d", "4 files")] {
        place.put(path, "mine\n");
        assert_eq!(last(&place, &files), format!("{force} {named}"));
    }
}

#[test]
fn a_terminal_is_shown_what_it_would_obey() {
    let place = Place::new();
    let files = [file("a.yml", "1\n")];
    place.write(&files, BUILD);
    place.put("a.yml", "\u{1b}[2J\u{7f}\u{9b}\u{202e}\tx\u{200b}\rgone\n");
    let shown = show_verdicts(&place.compare(&files));
    assert!(shown.contains("-␛[2J␡<U+009B><U+202E>\tx<U+200B>␍gone\n"), "{shown}");
    assert!(place.compare(&files)[0].diff.contains('\u{1b}'), "the diff itself is what is there");
}

#[test]
fn a_long_diff_is_cut_in_a_check_but_not_where_it_is_the_last_copy() {
    let place = Place::new();
    let files = [file("a.yml", "1\n")];
    place.write(&files, BUILD);
    place.put("a.yml", "mine\n".repeat(1000));
    let shown = show_verdicts(&place.compare(&files));
    assert!(shown.contains("… 804 more lines\n"), "{shown}");
    let shown = show_summary(&place.write(&files, FORCE), FORCE);
    assert_eq!(shown.matches("-mine\n").count(), 1000);
}
