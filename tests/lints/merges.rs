//! Merges, tags, pull requests and hotfixes: what they have to do with the rules about people and ways.

use super::{codes, only, pipeline, places};

const TEAMS: &str = "teams { t \"@o/t\" }\nrelease { version semver from=\"package.json\" }\n";
const SHOP: &[&str] = &["dev integration", "qa test", "prod production"];

/// A shop that is pushed to production behind these merges.
fn behind(merges: &str) -> Vec<&'static str> {
    let map = format!("{merges}\npush develop -> dev\ndev -> qa\npush main -> prod");
    codes(&pipeline(&map, SHOP, &format!("{TEAMS}merge-back main -> develop")))
}

#[test]
fn a_push_counts_the_people_of_every_merge_before_it() {
    assert_eq!(behind("merge develop -> main { approvals 2 from t }"), Vec::<&str>::new());
    assert_eq!(behind("merge develop -> main { approvals 1 from t }"), ["too-few-approvals"]);
    let two = "merge develop -> main { approvals 2 from t }";
    assert_eq!(behind(&format!("{two}\nmerge \"fix/*\" -> main")), ["straight-to-production"]);
    assert_eq!(behind(&format!("{two}\nmerge \"fix/*\" -> \"ma*\"")), ["straight-to-production"]);
    assert_eq!(behind(&format!("{two}\nmerge \"fix/*\" -> other")), Vec::<&str>::new());
    assert_eq!(behind("merge develop -> \"**\" { approvals 2 from t }"), Vec::<&str>::new());
}

#[test]
fn a_merge_into_some_branches_of_a_pattern_does_not_gate_the_others() {
    let with = |merge: &str| {
        let map = format!("{merge}\npush main -> dev\npush \"release/*\" -> prod");
        codes(&pipeline(&map, SHOP, TEAMS))
    };
    let gate = "{ approvals 2 from t }";
    assert!(with(&format!("merge main -> \"release/a\" {gate}")).contains(&"straight-to-production"));
    let all = format!("merge main -> \"release/*\" {gate}");
    assert!(!with(&all).contains(&"straight-to-production"));
    assert!(with(&format!("{all}\nmerge main -> \"release/a\"")).contains(&"straight-to-production"));
}

#[test]
fn one_person_may_approve_the_merge_and_the_deployment() {
    let map = "merge develop -> main { approvals 1 from t }\npush develop -> dev qa\npush main -> prod { approvals 1 from t }";
    let text = pipeline(map, SHOP, &format!("{TEAMS}merge-back main -> develop"));
    let few = only("too-few-approvals", &text);
    assert_eq!(places(&text, &few)[2], "merge develop -> main");
}

#[test]
fn whoever_opens_a_pull_request_does_not_count() {
    let map = "merge develop -> main { approvals 2 from pair }\npush main -> dev";
    let teams = "teams { pair \"@o/pair\" { members \"@ann\" \"@bo\" } }";
    let stuck = only("unsatisfiable-approvals", &pipeline(map, &SHOP[..1], teams));
    assert!(
        stuck.message.ends_with("without whoever opens the pull request only 1 is left"),
        "{}",
        stuck.message
    );
}

#[test]
fn teams_are_used_wherever_they_are_named() {
    let map = "push main -> dev\ndev -> qa { window noon; override by=d }\nqa -> prod { approvals 2 from t }";
    let rest = "window noon { open \"daily 12:00-13:00\" }
teams { t \"@o/t\"; a \"@o/a\"; b \"@o/b\"; c \"@o/c\"; d \"@o/d\"; e \"@o/e\" }
release { version semver from=changelog }
defaults { rollback { previous-release; approvals 1 from a }; escalation { b }; checklist after { - \"All is well\" by=c } }
hotfix \"hotfix/*\" -> prod { approvals 1 from e; check c \"C\" run=\"./c.sh\"; afterwards { run \"./all.sh\"; merge-back main } }";
    let text = pipeline(map, SHOP, rest).replacen("pipeline shop", "pipeline shop { time-zone UTC }", 1);
    let found = codes(&text);
    assert!(!found.iter().any(|code| code.starts_with("unused-")), "{found:?}");
}

#[test]
fn who_asks_for_the_place_in_between_does_not_go_past_it() {
    let map = "push main -> dev\ndev -> qa\nqa -> prod { approvals 2 from t }";
    let way = |condition: &str| {
        let map = format!("{map}\ndev -> prod {{ approvals 2 from t; {condition} }}");
        codes(&pipeline(&map, SHOP, TEAMS))
    };
    assert_eq!(way(""), ["unstable-source"]);
    assert_eq!(way("passed qa"), Vec::<&str>::new());
}

#[test]
fn a_version_from_a_tag_needs_one_that_is_no_candidate() {
    let with = |tags: &str| {
        let map = format!("push main -> dev qa\nqa -> prod {{ approvals 2 from t }}\n{tags}");
        codes(&pipeline(&map, SHOP, "teams { t \"@o/t\" }\nrelease { version semver from=tag }"))
    };
    assert_eq!(with(""), ["version-without-source"]);
    assert_eq!(with("tag \"v*-rc.*\" -> dev"), ["version-without-source"]);
    assert_eq!(with("tag \"v*.*.*\" -> dev"), Vec::<&str>::new());
}

#[test]
fn a_release_is_tried_where_its_branch_or_its_tag_has_been() {
    let first = |map: &str| codes(&pipeline(map, SHOP, TEAMS)).contains(&"no-lower-environment");
    let asks = "prod { approvals 2 from t }";
    assert!(first(&format!("push main -> {asks}")));
    assert!(first(&format!("push develop -> dev qa\npush main -> {asks}")));
    assert!(!first(&format!("push main -> dev qa\npush main -> {asks}")));
    assert!(!first(&format!("push \"**\" -> dev qa\nmanual main -> {asks}")));
    assert!(!first(&format!(
        "push develop -> dev qa\nmerge develop -> main {{ approvals 2 from t }}\npush main -> {asks}"
    )));
    assert!(!first(&format!("push main -> dev qa\ntag \"v*.*.*\" -> {asks}")));
    assert!(first(&format!("tag \"v*.*.*\" -> {asks}")));
}
