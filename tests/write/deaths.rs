//! A run may die before any of its changes to the disk; the next one finds nothing lost and nothing half written.

use super::*;

const OLD: &str = "old\n";
const NEW: &str = "new\nand longer\n";

fn before() -> Vec<Wanted> {
    let paths = ["a.yml", "b/deploy.sh", "b/gone/qa.json", "gone.md", "Case.md", "mine.yml", "same.yml"];
    paths.map(|path| file(path, OLD)).to_vec()
}

fn after() -> Vec<Wanted> {
    let mut files: Vec<_> =
        ["a.yml", "b/deploy.sh", "case.md", "mine.yml", "new/er/c.md"].map(|path| file(path, NEW)).to_vec();
    files.push(file("same.yml", OLD));
    files
}

/// A repository with old files, of which one was edited by hand.
fn place() -> Place {
    let place = Place::new();
    place.write(&before(), BUILD);
    place.put("mine.yml", "mine\n");
    place
}

/// Kills a run before each of its changes in turn, and shows each wreck.
fn each_death(how: How, mut look: impl FnMut(&Place)) -> usize {
    for changes in 0.. {
        let place = place();
        let outcome = place.die(&after(), how, changes);
        look(&place);
        if outcome.is_ok() {
            return changes;
        }
    }
    unreachable!("a run ends")
}

#[test]
fn each_file_is_old_or_new_at_every_moment() {
    let deaths = each_death(BUILD, |wreck| {
        let mut temporary = 0;
        for (path, text) in wreck.tree() {
            match path.as_str() {
                "mine.yml" => assert_eq!(text, "mine\n"),
                path if path.ends_with(".gatewright-tmp") => temporary += 1,
                path if path.ends_with('/') || path == LOCK || path == SHOP => {}
                path => assert!(text == OLD || text == NEW, "{path}: {text:?}"),
            }
        }
        assert!(temporary <= 1);
        read_lock(wreck.root()).unwrap().expect("there is a lock at every moment");
    });
    assert!(deaths > 20, "{deaths}");
}

#[test]
fn the_next_run_does_not_take_its_predecessor_for_a_person() {
    let straight = place();
    straight.write(&after(), BUILD);
    each_death(BUILD, |wreck| {
        let edited: Vec<_> = wreck.compare(&after()).into_iter().filter(|one| one.kind.is_kept()).collect();
        assert_eq!(edited.iter().map(|one| one.path.as_str()).collect::<Vec<_>>(), ["mine.yml"]);
        wreck.write(&after(), BUILD);
        assert_eq!(wreck.tree(), straight.tree());
    });
}

#[test]
fn the_next_run_may_go_back() {
    let untouched = place();
    each_death(BUILD, |wreck| {
        wreck.write(&before(), BUILD);
        assert_eq!(wreck.tree(), untouched.tree());
    });
}

#[test]
fn the_next_run_may_go_elsewhere_and_die_as_well() {
    let elsewhere = vec![file("a.yml", "third\n"), file("z.yml", "third\n"), file("mine.yml", NEW)];
    let straight = place();
    straight.write(&elsewhere, BUILD);
    for second in [0, 3, 5, 9, 14] {
        each_death(BUILD, |wreck| {
            let _ = wreck.die(&elsewhere, BUILD, second);
            wreck.write(&elsewhere, BUILD);
            assert_eq!(wreck.tree(), straight.tree());
        });
    }
}

#[test]
fn a_forced_run_that_dies_never_makes_an_edit_ours() {
    let straight = place();
    straight.write(&after(), FORCE);
    each_death(FORCE, |wreck| {
        let text = wreck.get("mine.yml");
        assert!(text == "mine\n" || text == NEW);
        wreck.write(&after(), BUILD);
        assert_eq!(wreck.get("mine.yml"), text, "only force may overwrite it");
        wreck.write(&after(), FORCE);
        assert_eq!(wreck.tree(), straight.tree());
    });
}

#[test]
fn the_first_run_of_all_may_die() {
    let straight = Place::new();
    straight.write(&after(), BUILD);
    for changes in 0.. {
        let place = Place::new();
        let outcome = place.die(&after(), BUILD, changes);
        assert!(place.compare(&after()).iter().all(|one| !one.kind.is_kept()));
        place.write(&after(), BUILD);
        assert_eq!(place.tree(), straight.tree());
        if outcome.is_ok() {
            break;
        }
    }
}

#[test]
fn a_half_written_temporary_file_is_cleared_away() {
    let place = place();
    place.put(".a.yml.gatewright-tmp", "ne");
    place.put("..gatewright.lock.gatewright-tmp", "{\"form");
    place.put(".mine.yml.gatewright-tmp", "ne");
    assert_eq!(place.compare(&before()).len(), 1, "only the edited file");
    place.write(&before(), BUILD);
    assert!(!place.tree().keys().any(|path| path.contains("gatewright-tmp")));
}

#[test]
fn an_interrupted_run_is_named() {
    let place = Place::new();
    place.write(&[file("a.yml", OLD)], BUILD);
    let next = [file("a.yml", NEW)];
    let changes = (0..20).find(|&changes| {
        let _ = place.die(&next, BUILD, changes);
        place.get("a.yml") == NEW && place.get(LOCK).contains("\", \"")
    });
    assert!(changes.is_some(), "there is such a moment");
    assert_eq!(place.kinds(&next), [row(LOCK, Kind::Stale, "an earlier run was interrupted")]);
    assert_eq!(place.write(&next, BUILD).updated, [LOCK]);
    assert_eq!(place.compare(&next), []);
}
