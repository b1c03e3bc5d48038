//! Conditions on the map: where they can hold, and who can confirm them.

use super::{codes, only, pipeline, places};

const SHOP: &[&str] = &["dev integration", "left test", "right test", "end test"];
const MAP: &str = "push main -> dev\ndev -> left right";

/// What is found of a condition on the arrow from `left` to `end`.
fn at_the_end(condition: &str) -> Vec<&'static str> {
    codes(&pipeline(&format!("{MAP}\nleft -> end {{ {condition} }}"), SHOP, ""))
}

#[test]
fn a_release_may_have_been_wherever_it_can_get_to_without_the_target() {
    for name in ["dev", "left", "right"] {
        assert_eq!(at_the_end(&format!("passed {name}")), Vec::<&str>::new(), "{name}");
        assert_eq!(at_the_end(&format!("soak 1 day in {name}")), Vec::<&str>::new(), "{name}");
    }
    assert_eq!(at_the_end("passed left end"), ["impossible-condition"]);
    let back = pipeline(&format!("{MAP}\nleft -> end\nright -> end {{ passed left end }}"), SHOP, "");
    assert_eq!(codes(&back), ["impossible-condition"]);
    let around = format!("{MAP}\nleft -> end\nend -> after\ndev -> early {{ passed after }}");
    let places = [SHOP, &["after test", "early test"]].concat();
    assert_eq!(codes(&pipeline(&around, &places, "")), Vec::<&str>::new(), "it can go around");
}

#[test]
fn a_gate_on_many_arrows_is_found_once_with_six_of_them() {
    let names: Vec<String> = (0..9).map(|at| format!("e{at} test")).collect();
    let environments: Vec<&str> =
        ["dev integration"].into_iter().chain(names.iter().map(String::as_str)).collect();
    let all: Vec<&str> = names.iter().filter_map(|name| name.strip_suffix(" test")).collect();
    let map = format!("push main -> dev\ndev -> {} {{ gate old }}", all.join(" "));
    let text = pipeline(&map, &environments, "gate old { age 3 days }");
    let found = only("misplaced-condition", &text);
    assert_eq!(found.labels.len(), 7);
    assert!(found.labels[6].text.ends_with(", and 3 more"), "{found:#?}");
    assert_eq!(places(&text, &found)[0], "age 3 days");
}

#[test]
fn a_merge_takes_what_its_branch_or_its_preview_has_passed() {
    let merge = |merge: &str| {
        let map = format!(
            "pull-request develop -> show\npush develop -> dev\ndev -> left\npush main -> right\n{merge}"
        );
        let rest = "environment show { kind ephemeral; url \"https://{number}.example.com\"; steps { deploy \"Ship\" run=\"./ship.sh\" }; teardown run=\"./gone.sh\" }\nmerge-back main -> develop";
        codes(&pipeline(&map, &SHOP[..3], rest))
    };
    for fits in ["\"feature/*\" -> develop { passed show }", "develop -> main { passed dev left }"] {
        assert_eq!(merge(&format!("merge {fits}")), Vec::<&str>::new(), "{fits}");
    }
    for never in [
        "\"feature/*\" -> develop { passed dev }",
        "develop -> main { passed show }",
        "develop -> main { passed right }",
    ] {
        assert_eq!(merge(&format!("merge {never}")), ["impossible-condition"], "{never}");
    }
}

#[test]
fn a_team_confirms_what_its_approval_shows() {
    let teams =
        |qa: &str| format!("teams {{ qa \"@o/qa\" {qa}; ops \"@o/ops\"; same \"@O/QA\"; ann \"@ann\" }}");
    let found = |lines: &str, qa: &str| {
        let map = format!("{MAP}\nleft -> end {{ {lines}; checklist {{ - \"Done\" by=qa }} }}");
        codes(&pipeline(&map, SHOP, &teams(qa))).contains(&"unconfirmable-item")
    };
    let members = "{ members \"@ann\" \"@bo\" \"@cy\" }";
    assert!(!found("approvals 1 from qa", ""));
    assert!(!found("approvals 1 from same", ""), "it is the same team on GitHub");
    assert!(found("approvals 1 from qa ops", ""));
    assert!(!found("approvals 1 from qa ops", members));
    assert!(!found("approvals 1 from ann", members), "she is one of them");
    assert!(found("approvals 1 from ops", members));
}

#[test]
fn an_item_is_ticked_by_a_check_of_its_own_arrow() {
    let found = |line: &str| {
        let gate = "approvals 1 from t; checklist { - \"Done\" check=scan }";
        let map = format!(
            "{MAP}\nleft -> end {{ {gate}; {line} }}\nright -> end {{ check scan \"Scan\" run=\"./scan.sh\"; approvals 1 from t }}"
        );
        codes(&pipeline(&map, SHOP, "teams { t \"@o/t\" }"))
    };
    assert_eq!(found("wait 1 hour"), ["unconfirmable-item"]);
    assert_eq!(found("check scan2 \"Scan\" run=\"./scan.sh\""), ["unconfirmable-item"]);
}

#[test]
fn windows_are_open_together_to_the_minute() {
    let open = |first: &str, second: &str| {
        let rest = format!("window a {{ {first} }}\nwindow b {{ {second} }}");
        let text = pipeline(&format!("{MAP}\nleft -> end {{ window a b }}"), SHOP, &rest);
        codes(&text.replacen("pipeline shop", "pipeline shop { time-zone UTC }", 1))
    };
    let morning = "open \"Mon 09:00-12:00\"";
    assert_eq!(open(morning, "open \"Mon 12:00-13:00\""), ["never-open"]);
    assert_eq!(open(morning, "open \"Mon 11:59-13:00\""), Vec::<&str>::new());
    assert_eq!(open(morning, "closed \"Mon 09:00-12:00\""), ["never-open"]);
    assert_eq!(
        open(morning, "closed \"daily 00:00-24:00\""),
        ["never-open"],
        "one that is never open is named alone"
    );
    assert_eq!(open(morning, "open \"Mon 10:00-11:00\"; closed \"Tue 10:00-11:00\""), ["idle-closed"]);
}

#[test]
fn a_migration_waits_for_its_hours_as_well() {
    let migrate = "environment end { kind test; url \"https://end.example.com\"; target kubernetes { namespace end }; migrate { run \"./up.sh\"; window night } }\nwindow night { open \"daily 22:00-24:00\" }\nwindow day { open \"daily 08:00-18:00\" }";
    let text = pipeline(&format!("{MAP}\nleft -> end {{ window day }}"), &SHOP[..3], migrate);
    let found = only("never-open", &text);
    assert_eq!(places(&text, &found), ["night", "day", "left -> end"]);
}

#[test]
fn an_override_lifts_a_freeze_too() {
    let found = |freeze: &str| {
        let map = format!("{MAP}\nleft -> end {{ override by=t; approvals 1 from t }}");
        let text = pipeline(&map, SHOP, &format!("teams {{ t \"@o/t\" }}\n{freeze}"));
        codes(&text.replacen("pipeline shop", "pipeline shop { time-zone UTC }", 1))
    };
    let freeze = "freeze \"peak\" from \"2026-12-18\" until \"2027-01-04\"";
    assert_eq!(found(&format!("{freeze} on end")), Vec::<&str>::new());
    assert_eq!(found(freeze), ["idle-freeze", "idle-override"], "every production is none of these");
    assert_eq!(found(""), ["idle-override"]);
}
