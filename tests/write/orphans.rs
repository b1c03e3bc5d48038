//! Only what is ours is deleted, and only when nothing can ask for it any more.

use super::*;

const BILLING: &str = "pipelines/billing.kdl";

#[test]
fn an_untouched_orphan_goes_and_its_empty_directories_with_it() {
    let place = Place::new();
    let keep = file("docs/pipeline.md", "page\n");
    place.write(
        &[keep.clone(), file(".github/environments/qa.json", "{}\n"), file("docs/a/b/c.md", "x\n")],
        BUILD,
    );
    place.put("docs/a/mine.txt", "mine\n");
    let next = [keep];
    let cause = "nothing asks for it any more";
    assert_eq!(
        place.kinds(&next),
        [row(".github/environments/qa.json", Kind::Orphan, cause), row("docs/a/b/c.md", Kind::Orphan, cause)]
    );
    assert_eq!(place.write(&next, BUILD).deleted, [".github/environments/qa.json", "docs/a/b/c.md"]);
    assert!(!place.has(".github") && !place.has("docs/a/b"));
    assert_eq!(place.get("docs/a/mine.txt"), "mine\n");
    assert!(!place.get(LOCK).contains("qa.json"));
    assert_eq!(place.compare(&next), []);
}

#[test]
fn the_output_directory_itself_stays() {
    let place = Place::with_sources(&[]);
    place.write(&[file("a/b.yml", "1\n")], BUILD);
    place.write(&[], BUILD);
    assert_eq!(place.tree().into_keys().collect::<Vec<_>>(), [LOCK]);
    assert_eq!(place.compare(&[]), []);
}

#[test]
fn an_edited_orphan_is_kept_and_named_until_force() {
    let place = Place::new();
    place.write(&[file("a/qa.json", "{}\n")], BUILD);
    place.put("a/qa.json", "{ \"mine\": 1 }\n");
    for _ in 0..2 {
        let summary = place.write(&[], BUILD);
        assert_eq!((summary.deleted.len(), summary.kept.len()), (0, 1));
        let cause = "nothing asks for it any more, but it was edited";
        assert_eq!(place.kinds(&[]), [row("a/qa.json", Kind::EditedOrphan, cause)]);
    }
    let forced = place.write(&[], FORCE);
    assert_eq!(forced.deleted, ["a/qa.json"]);
    assert!(forced.overridden[0].diff.contains("-{ \"mine\": 1 }"));
    assert!(!place.has("a"));
}

#[test]
fn an_orphan_can_be_taken_over_by_striking_its_line() {
    let place = Place::new();
    place.write(&[file("a.json", "{}\n"), file("b.json", "{}\n")], BUILD);
    place.put("b.json", "mine\n");
    let keep = [file("a.json", "{}\n")];
    place.write(&keep, BUILD);
    let lock: Vec<_> =
        place.get(LOCK).lines().filter(|line| !line.contains("b.json")).map(str::to_string).collect();
    place.put(LOCK, lock.join("\n").replace("]},", "]}"));
    assert_eq!(place.compare(&keep), []);
    place.write(&[], BUILD);
    assert_eq!(place.get("b.json"), "mine\n");
}

#[test]
fn a_pipeline_that_is_not_in_this_run_keeps_its_files() {
    let mut place = Place::with_sources(&[SHOP, BILLING]);
    let (shop, billing) = (file("shop.yml", "1\n"), file_of(BILLING, "billing.yml", "1\n"));
    place.write(&[shop.clone(), billing.clone()], BUILD);

    place.sources = vec![SHOP.to_string()];
    assert_eq!(place.compare(std::slice::from_ref(&shop)), []);
    assert_eq!(place.write(std::slice::from_ref(&shop), BUILD).deleted, [""; 0]);
    assert_eq!(place.compare(&[file("shop.yml", "2\n")]).len(), 1);
    place.write(&[file("shop.yml", "2\n")], BUILD);
    assert!(place.get(LOCK).contains("billing.yml"), "the other pipeline's line stays in the lock");

    fs::remove_file(place.root().join(BILLING)).unwrap();
    let cause = "nothing asks for it any more (pipelines/billing.kdl is gone)";
    assert_eq!(place.kinds(&[file("shop.yml", "2\n")]), [row("billing.yml", Kind::Orphan, cause)]);
    place.write(&[file("shop.yml", "2\n")], BUILD);
    assert!(!place.has("billing.yml"));
}

#[test]
fn a_file_may_move_to_another_pipeline() {
    let mut place = Place::with_sources(&[SHOP, BILLING]);
    place.write(&[file("lib.sh", "1\n")], BUILD);
    let moved = [file_of(BILLING, "lib.sh", "1\n")];
    assert_eq!(place.kinds(&moved), [row(LOCK, Kind::Stale, "it does not say what the files are")]);
    place.write(&moved, BUILD);
    place.sources = vec![SHOP.to_string()];
    assert_eq!(place.compare(&[]), [], "it is the other's now");
}

#[test]
fn a_file_of_a_pipeline_that_is_not_in_this_run_is_not_taken() {
    let mut place = Place::with_sources(&[SHOP, BILLING]);
    place.write(&[file_of(BILLING, "lib.sh", "1\n")], BUILD);
    place.sources = vec![SHOP.to_string()];
    for path in ["lib.sh", "LIB.sh"] {
        let error = place.try_write(&[file(path, "2\n")], FORCE).unwrap_err();
        let reason = "it belongs to `pipelines/billing.kdl`, which is not in this run; build both together";
        assert_eq!(error.reason, reason);
    }
    assert_eq!(place.get("lib.sh"), "1\n");
    fs::remove_file(place.root().join(BILLING)).unwrap();
    assert_eq!(place.write(&[file("lib.sh", "2\n")], BUILD).updated, ["lib.sh", LOCK]);
}

#[test]
fn a_name_that_changes_only_its_case_is_the_same_file() {
    let place = Place::new();
    place.write(&[file("deploy/deploy-Prod.sh", "1\n")], BUILD);
    for text in ["1\n", "2\n"] {
        let next = [file("deploy/deploy-prod.sh", text)];
        place.write(&next, BUILD);
        assert_eq!(place.get("deploy/deploy-prod.sh"), text);
        assert_eq!(place.compare(&next), []);
        let same_file =
            place.tree().keys().filter(|path| path.to_lowercase() == "deploy/deploy-prod.sh").count();
        assert_eq!(same_file, 1);
    }
}

#[test]
fn an_orphan_that_is_gone_already_is_only_forgotten() {
    let place = Place::new();
    place.write(&[file("a.yml", "1\n"), file("b/c.yml", "1\n")], BUILD);
    fs::remove_dir_all(place.root().join("b")).unwrap();
    let keep = [file("a.yml", "1\n")];
    assert_eq!(place.kinds(&keep), [row(LOCK, Kind::Stale, "it does not say what the files are")]);
    let summary = place.write(&keep, BUILD);
    assert_eq!((summary.updated, summary.deleted.len()), (vec![LOCK.to_string()], 0));
    assert_eq!(place.compare(&keep), []);
}
