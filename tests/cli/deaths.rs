//! Killed in the middle of writing: each file is old or new as a whole, and the next build takes nothing for an edit.

use std::{
    collections::BTreeMap,
    process::{Child, Stdio},
    thread::sleep,
    time::Instant,
};

use super::*;

const ENVIRONMENTS: usize = 200;
/// How many runs are killed at most, and how many of them between two files.
const DEATHS: u32 = 12;
const TORN: u32 = 2;

/// A pipeline so large that a run can be killed between any two of its files.
fn many(level: &str) -> String {
    let names: Vec<String> = (0..ENVIRONMENTS).map(|number| format!("e{number}")).collect();
    let mut text = SHOP.replace("LOG_LEVEL info", &format!("LOG_LEVEL {level}"));
    text = text.replace("push main -> dev", &format!("push main -> dev {}", names.join(" ")));
    for name in names {
        text.push_str(&format!("environment {name} {{ kind test; url \"https://{name}.example.com\" }}\n"));
    }
    text
}

/// Starts a build and waits until it writes, which it does to the lock first.
fn start(place: &Place) -> Child {
    let lock = place.path(".gatewright.lock");
    let before = std::fs::read(&lock).ok();
    let mut build = place.run(["build"]).command();
    let mut child = build.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    while std::fs::read(&lock).ok() == before && child.try_wait().unwrap().is_none() {}
    child
}

#[test]
fn a_killed_build_leaves_whole_files_and_no_verdict_on_anybody() {
    let place = Place::in_memory();
    let written = |level: &str| {
        place.put(AT, many(level));
        let (mut child, started) = (start(&place), Instant::now());
        assert!(child.wait().unwrap().success());
        (place.generated(), started.elapsed())
    };
    let (quiet, _) = written("error");
    let (loud, took) = written("warn");
    let changed = quiet.iter().filter(|(path, text)| loud[*path] != **text).count();
    assert!(changed > ENVIRONMENTS, "{changed}");

    let mut torn = 0;
    for death in 0..DEATHS {
        let (level, old, new) =
            if death % 2 == 0 { ("error", &loud, &quiet) } else { ("warn", &quiet, &loud) };
        place.put(AT, many(level));
        let mut child = start(&place);
        sleep(took * (death % 8) / 10);
        // The signal that no process can catch.
        child.kill().unwrap();
        child.wait().unwrap();

        torn += u32::from(between(&place, old, new));
        let checked = place.run(["build", "--check"]).command().output().unwrap();
        let said = String::from_utf8(checked.stdout).unwrap();
        assert!(!said.contains("hand-edited"), "{said}");
        place.run(["build"]).ends(0);
        assert!(place.generated() == *new, "the next build brings everything up to date");
        if torn == TORN {
            return;
        }
    }
    assert!(torn > 0, "no run was killed between two files; writing took {took:?}");
}

/// Asserts that each file is old or new as a whole; tells whether there are some of both.
fn between(place: &Place, old: &BTreeMap<String, Vec<u8>>, new: &BTreeMap<String, Vec<u8>>) -> bool {
    let (mut olds, mut news) = (0, 0);
    for (path, text) in place.generated() {
        if path == ".gatewright.lock" || path.ends_with(".gatewright-tmp") {
            continue;
        }
        match (old.get(&path) == Some(&text), new.get(&path) == Some(&text)) {
            (true, true) => {}
            (true, false) => olds += 1,
            (false, true) => news += 1,
            (false, false) => panic!("{path} is neither old nor new"),
        }
    }
    olds > 0 && news > 0
}
