//! Rules about the map: where releases go, and where they do not.

use gatewright::diagnostic::Severity;

use super::{codes, findings, only, pipeline, places, with_advice};

const CHAIN: &[&str] = &["dev integration", "qa test", "demo test", "uat uat"];

#[test]
fn a_circle_is_shown_whole_and_from_the_arrow_that_leads_back() {
    let map = "push main -> dev\ndev -> qa\nqa -> uat { approvals none }\nuat -> dev";
    let text =
        pipeline(map, CHAIN[..2].iter().chain(&["uat uat"]).copied().collect::<Vec<_>>().as_slice(), "");
    let circle = only("promotion-cycle", &text);
    assert_eq!(places(&text, &circle), ["uat -> dev", "dev -> qa", "qa -> uat"]);
    assert!(circle.message.starts_with("`dev -> qa -> uat -> dev` is a circle"), "{}", circle.message);
}

#[test]
fn each_circle_is_shown_and_a_way_to_oneself_is_none() {
    let map = "push main -> a\na -> b\nb -> a c\nc -> d\nd -> c\nd -> d";
    let text = pipeline(map, &["a test", "b test", "c test", "d test"], "");
    assert_eq!(codes(&text), ["promotion-cycle", "promotion-cycle", "self-promotion"]);
}

#[test]
fn a_circle_of_two_on_one_line_is_a_circle() {
    let text = pipeline("push main -> a\na b -> a b", &["a test", "b test"], "");
    assert_eq!(codes(&text), ["promotion-cycle", "self-promotion", "self-promotion"]);
}

#[test]
fn only_the_first_of_those_that_cannot_be_reached_is_named() {
    let text = pipeline("push main -> dev\nqa -> demo", &CHAIN[..3], "environment laptop { kind local }");
    let lost = only("unreachable-environment", &text);
    assert_eq!(places(&text, &lost), ["qa", "qa"]);
    assert_eq!(codes(&text).len(), 1);
}

#[test]
fn what_may_stand_in_an_unknown_name_is_not_missing() {
    let text = pipeline(
        "push main -> dev\ndve -> qa { approvals 1 from tester }",
        &CHAIN[..2],
        "teams { testers \"@a/b\" }",
    );
    assert_eq!(codes(&text), ["unknown-environment", "unknown-team"]);
}

#[test]
fn straight_to_production_by_push_by_hand_and_on_purpose() {
    let map = "push main -> qa\npush main trunk -> prod\nmanual \"hot/*\" -> prod { approvals none }\nqa -> prod { approvals 2 from leads }";
    let rest = "teams { leads \"@a/leads\" }\nrelease { version semver from=changelog }";
    let text = pipeline(map, &["qa test", "prod production"], rest);
    assert_eq!(codes(&text), ["straight-to-production"; 3]);
    let found = findings(&text, &[]);
    assert_eq!(places(&text, &found[0])[0], "push main trunk -> prod");
    assert!(found[2].message.contains("`hot/*`"), "{}", found[2].message);
    let help = found[2].help.as_deref().unwrap_or_default();
    assert!(help.contains("arrive from `qa`") && help.contains("`manual \"hot/*\" -> prod {"), "{help}");
}

#[test]
fn a_push_that_asks_one_person_asks_too_few_and_is_not_straight() {
    let rest = "teams { leads \"@a/leads\" }\nrelease { version semver from=changelog }";
    let map = "push main -> qa\npush main -> prod { approvals 1 from leads }";
    let text = pipeline(map, &["qa test", "prod production"], rest);
    assert_eq!(codes(&text), ["too-few-approvals"]);
}

#[test]
fn a_short_way_is_advice_only_where_the_long_one_asks_for_more() {
    let advice = |map: &str| {
        let text = pipeline(map, &["dev integration", "qa test", "staging staging"], "teams { t \"@a/t\" }");
        let found = with_advice(&text, &[]);
        let advice = found.into_iter().find(|one| one.code == "skipped-environment");
        advice.map(|one| (one.severity, one.message))
    };
    let start = "push main -> dev qa staging { approvals 1 from t }\n";
    let kind = advice(&format!("{start}dev -> qa staging\nqa -> staging")).expect("a stage is skipped");
    assert_eq!(kind.0, Severity::Advice);
    assert!(kind.1.ends_with("past `qa`, and so past everything of kind test"), "{}", kind.1);
    let people = advice(&format!("{start}qa -> dev {{ approvals 1 from t }}\ndev -> staging\nqa -> staging"));
    let people = people.expect("people are skipped").1;
    assert!(people.ends_with("past the 1 person asked on that way"), "{people}");
    assert_eq!(advice(&format!("{start}dev -> staging\nqa -> staging")), None);
    let same = "qa -> dev { approvals 1 from t }\nqa -> staging { approvals 1 from t }\ndev -> staging";
    assert_eq!(advice(&format!("{start}{same}")), None, "the same team is asked on both ways");
    let more = "dev -> qa { approvals 1 from t }\nqa -> staging\ndev -> staging { approvals 2 from t }";
    assert_eq!(advice(&format!("{start}{more}")), None, "the short way asks more people");
}

#[test]
fn ways_of_the_same_rank_are_no_advice() {
    let text = pipeline("push main -> dev\ndev -> qa demo\nqa -> demo", &CHAIN[..3], "");
    assert_eq!(codes(&text), Vec::<&str>::new());
}

#[test]
fn a_version_from_a_branch_needs_a_way_in_for_it() {
    let with = |map: &str, branch: &str| {
        let rest =
            format!("teams {{ t \"@a/t\" }}\nrelease {{ branch \"{branch}\"; version semver from=branch }}");
        codes(&pipeline(
            &format!("{map}\nqa -> prod {{ approvals 2 from t }}"),
            &["qa test", "prod production"],
            &rest,
        ))
    };
    for map in ["push \"release/*\" -> qa", "manual \"**\" -> qa", "manual \"release/v1.*\" -> qa"] {
        assert_eq!(with(map, "release/v{version}"), Vec::<&str>::new(), "{map}");
    }
    for map in ["push main -> qa", "manual \"hotfix/*\" -> qa", "push main \"rel-*\" -> qa"] {
        assert_eq!(with(map, "release/v{version}"), ["version-without-source"], "{map}");
    }
}

#[test]
fn without_production_no_version_is_needed() {
    assert_eq!(codes(&pipeline("push main -> qa", &["qa test"], "")), Vec::<&str>::new());
}
