//! What bots change is nobody's edit.

use super::*;
use gatewright::lock::Hash;

const OLD: &str = "3d3c42e5aac5ba805825da76410c181273ba90b1";
const NEW: &str = "0123456789abcdef0123456789abcdef01234567";

fn workflow(commit: &str, version: &str) -> String {
    format!("jobs:\n  a:\n    steps:\n      - uses: actions/checkout@{commit} # {version}\n        with:\n")
}

#[test]
fn a_bump_that_the_compiler_read_back_is_no_drift() {
    let place = Place::new();
    let files = |commit, version| {
        [file("a.yml", &workflow(commit, version)), file("b.yml", &workflow(commit, version))]
    };
    place.write(&files(OLD, "v7.0.1"), BUILD);
    let lock = place.get(LOCK);
    place.put("a.yml", workflow(NEW, "v8.0.0"));
    place.put("b.yml", workflow(NEW, "v8.0.0"));
    assert_eq!(place.compare(&files(NEW, "v8.0.0")), []);
    place.write(&files(NEW, "v8.0.0"), BUILD);
    assert_eq!(place.get(LOCK), lock, "the lock does not move with the pins");
}

#[test]
fn a_bump_in_one_file_makes_the_other_stale() {
    let place = Place::new();
    let files = |commit, version| {
        [file("a.yml", &workflow(commit, version)), file("b.yml", &workflow(commit, version))]
    };
    place.write(&files(OLD, "v7.0.1"), BUILD);
    place.put("a.yml", workflow(NEW, "v8.0.0"));
    let next = files(NEW, "v8.0.0");
    assert_eq!(place.kinds(&next), [row("b.yml", Kind::Stale, "only the versions that it pins differ")]);
    assert_eq!(place.write(&next, BUILD).updated, ["b.yml"]);

    fs::remove_file(place.root().join(LOCK)).unwrap();
    place.put("b.yml", workflow(OLD, "v7.0.1"));
    assert_eq!(
        place.compare(&next)[0].kind,
        Kind::Stale,
        "without a lock, too: no work of a person's is in it"
    );
}

#[test]
fn a_bump_hides_no_other_edit() {
    let place = Place::new();
    place.write(&[file("a.yml", &workflow(OLD, "v7.0.1"))], BUILD);
    place.put("a.yml", workflow(NEW, "v8.0.0") + "          persist-credentials: true\n");
    let next = [file("a.yml", &workflow(NEW, "v8.0.0"))];
    assert_eq!(place.kinds(&next), [row("a.yml", Kind::Edited, "1 line differs from what was generated")]);
}

#[test]
fn only_the_version_of_a_pinned_action_is_ignored() {
    let same = |one: &str, other: &str| Hash::of(one) == Hash::of(other);
    let line = |rest: &str| format!("    uses: {rest}\n");
    let pinned = line(&format!("actions/checkout@{OLD} # v7.0.1"));
    assert!(same(&pinned, &line(&format!("actions/checkout@{NEW} # v8"))));
    assert!(same(&pinned, &pinned.replace('\n', "\r\n")));
    assert!(same(&pinned, &line("actions/checkout")), "the hash is that of the line without its pin");
    assert!(same(&format!("- uses: a/b/c@{OLD} # v1.0.0-rc.1+5"), "- uses: a/b/c"));
    assert!(same(&format!("uses: a/b@{OLD} # v1 # why"), &format!("uses: a/b@{NEW} # v2 # why")));

    for other in [
        format!("evil/checkout@{OLD} # v7.0.1"),
        format!("actions/checkout@{OLD}"),
        format!("actions/checkout@{OLD} # main"),
        format!("actions/checkout@{OLD} # v7.0.1 # and more"),
        format!("actions/checkout@{OLD}0 # v7.0.1"),
        format!("actions/checkout@{OLD} # vNext"),
        "actions/checkout@v7 # v7.0.1".to_string(),
        format!("actions/checkout#@{OLD} # v7.0.1"),
        format!("\"actions/checkout@{OLD}\" # v7.0.1"),
        format!("actions/checkout@{} # v7.0.1", "é".repeat(20)),
    ] {
        assert!(!same(&pinned, &line(&other)), "{other}");
    }
    let comment = |commit| format!("    # uses: a/b@{commit} # v1\n");
    assert!(!same(&comment(OLD), &comment(NEW)), "a comment is no key");
    assert!(!same("a\n", "a"));
    assert!(!same("a\rb\n", "a\nb\n"));
}
