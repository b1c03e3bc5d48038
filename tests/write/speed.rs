//! Files of any size are compared in sensible time.

use super::*;

#[test]
fn a_huge_file_is_compared_and_replaced() {
    let place = Place::new();
    let lines =
        |word: &str| (0..50_000).map(|at| format!("{word} {}\n", at * 7919 % 100_003)).collect::<String>();
    let files = [file("huge.md", &lines("line"))];
    place.write(&files, BUILD);
    assert_eq!(place.compare(&files), []);
    place.put("huge.md", lines("other"));
    let [verdict] = place.compare(&files).try_into().unwrap();
    assert_eq!(verdict.cause, "50000 lines differ from what was generated");
    place.put("huge.md", lines("line").replace("line 7919\n", "line 7919 and more\n"));
    let [verdict] = place.compare(&files).try_into().unwrap();
    assert_eq!(verdict.kind, Kind::Edited);
    assert!(verdict.diff.lines().count() < 40);
    place.write(&files, FORCE);
    assert_eq!(place.compare(&files), []);
}
