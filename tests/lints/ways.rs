//! Ways into production that ask for less than others.

use super::{codes, only, pipeline, places};

/// A pipeline with two ways into production: by its stages, and by a tag.
fn two_ways(stages: &str, tag: &str) -> String {
    let map = format!(
        "push main -> dev\ndev -> staging {{ approvals 1 from t }}\nstaging -> prod {{ {stages} }}\ntag \"v*\" -> prod {{ {tag} }}"
    );
    let rest = "teams { t \"@o/t\"; u \"@o/u\" }\nwindow w { open \"Mon-Fri 09:00-16:00\" }\nwindow v { open \"Mon 09:00-16:00\" }\nrelease { id \"{tag}\"; version semver from=tag }\ngate g { approvals 1 from u }";
    pipeline(&map, &["dev integration", "staging staging", "prod production"], rest).replacen(
        "pipeline shop",
        "pipeline shop { time-zone UTC }",
        1,
    )
}

fn is_weaker(stages: &str, tag: &str) -> bool {
    codes(&two_ways(stages, tag)).contains(&"weaker-way")
}

const TWO: &str = "approvals 2 from t";

#[test]
fn each_thing_that_is_lacking_is_enough() {
    for more in [
        "approvals 1 from u",
        "soak 1 day in staging",
        "check scan \"Scan\" { run \"./scan.sh\" }",
        "window w",
        "blocked-by issue label=incident",
    ] {
        assert!(is_weaker(&format!("{TWO}; {more}"), TWO), "{more}");
        assert!(!is_weaker(TWO, &format!("{TWO}; {more}")), "it comes through staging: {more}");
        let both = format!("{TWO}; {more}");
        assert!(!is_weaker(&both, &both), "{more}");
    }
    assert!(is_weaker(&format!("{TWO}; soak 1 day in staging"), &format!("{TWO}; soak 1 hour in staging")));
    assert!(!is_weaker(&format!("{TWO}; window w"), &format!("{TWO}; window v")), "other hours are no fewer");
    assert!(!is_weaker(&format!("{TWO}; wait 1 hour"), TWO), "a wait protects nobody from a release");
}

#[test]
fn who_asks_for_something_else_instead_has_decided() {
    assert!(!is_weaker(&format!("{TWO}; window w"), &format!("{TWO}; approvals 1 from u")));
    assert!(!is_weaker("approvals 2 from t", "approvals 2 from u"), "other people");
    let beside = |between: &str| {
        let map = format!(
            "push main -> dev\ndev -> uat staging {{ approvals 1 from t }}\nstaging -> prod {{ approvals 3 from t }}\nuat -> prod {{ approvals 2 from t }}\n{between}"
        );
        let environments = ["dev integration", "uat uat", "staging staging", "prod production"];
        codes(&pipeline(&map, &environments, "teams { t \"@o/t\" }")).contains(&"weaker-way")
    };
    assert!(beside(""));
    assert!(!beside("staging -> uat { approvals 1 from t }"), "the stronger one goes past uat");
    assert!(
        !beside("uat -> staging { approvals 1 from t }"),
        "the weaker one goes past staging, which is said"
    );
}

#[test]
fn what_is_lacking_is_named_with_its_place() {
    let text = two_ways(
        "approvals 2 from t; approvals 1 from u; soak 1 day in staging; check scan \"Scan\" { run \"./scan.sh\" }",
        TWO,
    );
    let found = only("weaker-way", &text);
    assert_eq!(
        found.message,
        "whoever is in a hurry takes `tag v* -> prod`, which asks for less than `staging -> prod`: two people instead of three, no soak and no check `scan`"
    );
    assert_eq!(
        places(&text, &found),
        [
            "tag \"v*\" -> prod",
            "staging -> prod",
            "approvals 2 from t",
            "soak 1 day in staging",
            "check scan \"Scan\""
        ]
    );
}

#[test]
fn what_other_rules_say_is_not_said_again() {
    let few = codes(&two_ways(&format!("{TWO}; window w"), "approvals 1 from t"));
    assert!(few.contains(&"too-few-approvals") && !few.contains(&"weaker-way"), "{few:?}");
    let past = "push main -> dev\ndev -> staging { approvals 1 from t }\nstaging -> prod { approvals 3 from t }\ndev -> prod { approvals 2 from t }";
    let environments = ["dev integration", "staging staging", "prod production"];
    assert!(!codes(&pipeline(past, &environments, "teams { t \"@o/t\" }")).contains(&"weaker-way"));
}

#[test]
fn a_merge_counts_for_the_push_behind_it() {
    let push = |merges: &str| {
        let map = format!(
            "push develop -> dev\ndev -> prod {{ approvals 2 from t; check scan \"Scan\" {{ run \"./scan.sh\" }} }}\npush main -> prod {{ approvals 1 from t }}\n{merges}"
        );
        let rest = "teams { t \"@o/t\" }\nmerge-back main -> develop\nrelease { version semver from=\"package.json\" }";
        codes(&pipeline(&map, &["dev integration", "prod production"], rest)).contains(&"weaker-way")
    };
    let scanned = "approvals 2 from t; check scan \"Scan\" { run \"./scan.sh\" }";
    assert!(!push(&format!("merge develop -> main {{ {scanned} }}")));
    assert!(push("merge develop -> main { approvals 2 from t }"));
    assert!(
        push(&format!(
            "merge develop -> main {{ {scanned} }}\nmerge \"fix/*\" -> main {{ approvals 2 from t }}"
        )),
        "one of the merges goes without it"
    );
}
