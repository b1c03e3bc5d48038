//! Rules about how a release runs, and how it gets back: the edges that their pages do not show.

use gatewright::diagnostic::Severity;

use super::{codes, only, pipeline, places, with_advice};

const MAP: &str = "push main -> dev\ndev -> prod { approvals 2 from leads }";
const REST: &str =
    "teams { leads \"@a/leads\" }\nrelease { version semver from=changelog }\nrehearse prod in dev\n";

/// `dev` and `prod`, with something in `defaults` and in each of the two.
fn shop(defaults: &str, dev: &str, prod: &str) -> String {
    let environments = format!(
        "defaults {{ {defaults} }}\nenvironment dev {{ kind test; url \"https://dev.example.com\"; {dev} }}\nenvironment prod {{ kind production; url \"https://example.com\"; {prod} }}\n"
    );
    pipeline(MAP, &[], &(REST.to_owned() + &environments))
}

const SHIP: &str = "steps { deploy \"Ship\" run=\"./ship.sh\" }";

#[test]
fn a_default_may_wait_for_what_only_some_environments_notice() {
    let back = "rollback { previous-release; after-failure-of smoke; tested-in dev }";
    let smoke = "steps { smoke \"Sign-in\" run=\"./smoke.sh\" }";
    let defaults = format!("{SHIP}; {back}");
    assert_eq!(codes(&shop(&defaults, "", smoke)), Vec::<&str>::new(), "production has it");
    assert_eq!(codes(&shop(&defaults, smoke, "")), ["failure-never-noticed"], "production has to have it");
    let text = shop(&defaults, "", "");
    assert!(
        only("failure-never-noticed", &text).message.contains("`dev`"),
        "nobody has it, which is one mistake"
    );
}

#[test]
fn a_cluster_asks_for_liveness_where_health_answers() {
    let cluster = "target kubernetes { cluster \"c\"; namespace n }";
    let back = format!("{cluster}; rollback {{ rollout-undo; after-failure-of crash-loop liveness }}");
    let text = shop(SHIP, "", &back);
    assert_eq!(places(&text, &only("failure-never-noticed", &text))[0], "liveness");
    assert_eq!(codes(&shop(&format!("{SHIP}; health \"/health\""), "", &back)), Vec::<&str>::new());
}

#[test]
fn a_command_of_its_own_makes_every_way_back_possible() {
    for method in ["rollout-undo", "platform", "switch-back"] {
        let back = |run: &str| format!("rollback {{ {method}{run} }}");
        assert_eq!(codes(&shop(SHIP, "", &back(""))), ["impossible-rollback"], "{method}");
        assert_eq!(codes(&shop(SHIP, "", &back(" run=\"./back.sh\""))), Vec::<&str>::new(), "{method}");
    }
}

#[test]
fn a_platform_takes_a_revert_and_no_release() {
    let external = "target external { platform \"Vercel\" }";
    let found = |method: &str| {
        let mut found = codes(&shop(external, &format!("rollback {{ {method} }}"), ""));
        // What is deployed by itself is promoted nowhere, which is another rule's business.
        found.retain(|code| code.contains("rollback"));
        found
    };
    assert_eq!(found("platform"), ["impossible-rollback"], "nobody knows how it is asked");
    assert_eq!(found("platform run=\"./back.sh\""), Vec::<&str>::new());
    assert_eq!(found("revert main"), Vec::<&str>::new());
    assert_eq!(found("revert develop"), ["rollback-not-drawn"]);
    assert_eq!(found("previous-release"), ["impossible-rollback"]);
}

#[test]
fn a_way_back_that_defaults_bring_is_accepted_where_it_counts() {
    let back = format!("{SHIP}; rollback {{ revert main }}");
    assert_eq!(codes(&shop(&back, "", "")), ["rollback-not-drawn"]);
    let allow = "allow rollback-not-drawn because=\"the push of dev starts it\"";
    assert_eq!(codes(&shop(&back, "", allow)), Vec::<&str>::new());
    assert_eq!(codes(&shop(&back, "", "rollback none")), Vec::<&str>::new());
}

#[test]
fn a_rollback_of_defaults_that_names_the_environment_itself_is_no_way() {
    let text = shop(&format!("{SHIP}; rollback {{ promote-from dev }}"), "", "");
    assert!(only("rollback-not-drawn", &text).message.contains("from itself"));
}

#[test]
fn only_fewer_people_than_the_weakest_way_in_are_too_few() {
    let text = |approvals: &str| {
        let text = shop(SHIP, "", &format!("rollback {{ previous-release; approvals {approvals} }}"));
        text.replace("push main -> dev", "push main -> dev\ntag \"v*\" -> prod { approvals 3 from leads }")
    };
    assert_eq!(codes(&text("2 from leads")), Vec::<&str>::new());
    assert_eq!(codes(&text("same")), Vec::<&str>::new());
    assert_eq!(codes(&text("1 from leads")), ["weaker-rollback"]);
    let hotfix = |asks: &str| {
        let hotfix = format!("hotfix \"hotfix/*\" -> dev -> prod {{ approvals {asks} }}\n");
        let found = codes(&(text("1 from leads") + &hotfix));
        found.into_iter().filter(|code| *code == "weaker-rollback").count()
    };
    assert_eq!((hotfix("1 from leads"), hotfix("2 from leads"), hotfix("same")), (0, 1, 1));
}

#[test]
fn a_rehearsal_that_only_a_rollback_counts_on_is_missed_too() {
    let text = shop(SHIP, "", "rollback { previous-release; tested-in dev }");
    assert_eq!(codes(&text), Vec::<&str>::new());
    let text = text.replace("rehearse prod in dev\n", "");
    assert_eq!(only("never-rehearsed", &text).severity, Severity::Error);
    assert_eq!(codes(&text), ["never-rehearsed"]);
    let gate = text.replace("approvals 2 from leads }", "approvals 2 from leads; rehearsed within 2 days }");
    let found = only("never-rehearsed", &gate);
    assert_eq!(found.severity, Severity::Error, "once, though both count on it");
    assert_eq!(places(&gate, &found)[2], "dev");
}

#[test]
fn production_that_nothing_comes_before_cannot_be_rehearsed() {
    let map = "tag \"v*\" -> prod { approvals 2 from leads }";
    let rest = "teams { leads \"@a/leads\" }\nrelease { version semver from=tag }\nenvironment prod { kind production; url \"https://x.example\"; steps { deploy \"Ship\" run=\"./ship.sh\" }; rollback { previous-release } }";
    assert!(!codes(&pipeline(map, &[], rest)).contains(&"untested-rollback"));
}

#[test]
fn what_an_environment_does_without_on_purpose_is_not_missing() {
    let advice = |prod: &str| -> Vec<&str> {
        let found = with_advice(&shop(&format!("{SHIP}; health \"/h\""), "", prod), &[]);
        let codes = found.into_iter().map(|one| one.code);
        codes.filter(|code| matches!(*code, "no-rollback" | "no-health-check")).collect()
    };
    assert_eq!(advice(""), ["no-rollback"]);
    assert_eq!(advice("health none"), ["no-rollback"]);
    assert_eq!(advice("rollback none; health none"), Vec::<&str>::new());
    let like = shop(SHIP, "", "rollback none; health none")
        + "environment eu { like prod; kind production; url \"https://eu.example.com\" }";
    let like = like.replace("dev -> prod", "dev -> prod eu");
    let found = with_advice(&like, &[]);
    assert!(!found.iter().any(|one| one.code == "no-rollback"), "{found:#?}");
}

#[test]
fn steps_of_two_places_run_phase_by_phase() {
    let look = "steps { switch \"Traffic\" run=\"./s.sh\"; health \"It answers\" run=\"./h.sh\" }";
    assert_eq!(codes(&shop(SHIP, look, "")), Vec::<&str>::new());
    let all = look.replace("steps {", "steps { deploy \"Ship\" run=\"./ship.sh\";");
    let text = shop("", &all, SHIP).replace("defaults {  }\n", "");
    assert_eq!(codes(&text), ["switch-before-health"]);
}

#[test]
fn a_second_look_and_a_second_backup_come_when_they_like() {
    let twice = "steps { backup \"A\" run=\"./b.sh\"; deploy \"D\" run=\"./d.sh\"; backup \"B\" run=\"./b.sh\"; smoke \"S\" run=\"./s.sh\"; switch \"T\" run=\"./t.sh\"; health \"H\" run=\"./h.sh\" }";
    assert_eq!(codes(&shop("timeout 5 minutes", twice, SHIP)), Vec::<&str>::new());
}

#[test]
fn a_build_on_the_way_is_found_across_others_and_in_a_circle() {
    let map = "push main -> a\na -> b\nb -> c\nc -> a d";
    let build = "steps { build \"App\" run=\"make\"; deploy \"Ship\" run=\"./ship.sh\" }";
    let environment = |name: &str, steps: &str| {
        format!("environment {name} {{ kind test; url \"https://{name}.example.com\"; {steps} }}\n")
    };
    let each = |b: &str| {
        environment("a", build) + &environment("b", b) + &environment("c", build) + &environment("d", SHIP)
    };
    let rebuilt = |text: &str| codes(text).into_iter().filter(|code| *code == "rebuilt-artifact").count();
    assert_eq!(rebuilt(&pipeline(map, &[], &each(SHIP))), 2, "c after a, and a after c");
    let straight = map.replace("c -> a d", "c -> d");
    let text = pipeline(&straight, &[], &each(SHIP));
    assert!(only("rebuilt-artifact", &text).message.contains("`c` builds anew what was tested in `a`"));
    // With a build for all, each of them is one too many.
    let text = text + "build { run \"make\"; artifact bundle \"out/**\" }";
    assert_eq!(rebuilt(&text), 2);
}

#[test]
fn a_build_of_the_defaults_is_one_mistake() {
    let build = "steps { build \"App\" run=\"make\"; deploy \"Ship\" run=\"./ship.sh\" }";
    let local =
        "environment laptop { kind local }\nenvironment qa { kind test; url \"https://qa.example.com\" }";
    let text = shop(build, "", "") + local;
    let text = text.replace("dev -> prod", "dev -> qa\nqa -> prod");
    let found = only("rebuilt-artifact", &text);
    assert_eq!(places(&text, &found), ["build \"App\" run=\"make\"", "qa"]);
}

#[test]
fn a_port_is_no_tag() {
    let found = |image: &str| {
        let text = shop(SHIP, "", "");
        let text = text.replacen("pipeline shop", "pipeline shop { services web }", 1);
        codes(&(text + &format!("build {{ image web \"{image}\" }}\n")))
    };
    assert_eq!(found("registry.example:5000/team/web"), Vec::<&str>::new());
    assert_eq!(found("registry.example:5000/team/web:1.2"), ["mutable-image"]);
    assert_eq!(found("web:latest"), ["mutable-image"]);
}

#[test]
fn the_old_one_is_kept_while_failures_are_watched_for() {
    let found = |keep: &str, monitor: &str| {
        let target = "target server { host \"h\"; directory \"/srv\"; start \"./s\" }";
        codes(&shop(
            SHIP,
            "",
            &format!(
                "{target}; strategy blue-green {{ switch 100; {keep} }}; {monitor}; rollback {{ switch-back }}"
            ),
        ))
    };
    let monitor = "monitor 2 hours { error-rate below 1 percent }";
    let lost = |keep: &str, monitor: &str| found(keep, monitor).contains(&"lost-way-back");
    assert!(lost("", monitor));
    assert!(lost("keep 119 minutes", monitor));
    assert!(!lost("keep 2 hours", monitor));
    assert!(!lost("", "timeout 5 minutes"));
    assert!(!lost("keep 1 day", monitor));
}

#[test]
fn shares_need_something_that_splits_the_traffic() {
    let found = |target: &str, switch: &str| {
        codes(&shop(SHIP, &format!("target {target}; strategy blue-green {{ switch {switch} }}"), ""))
    };
    let cluster = "kubernetes { cluster \"c\"; namespace n }";
    assert_eq!(found(cluster, "10 100"), ["unsplit-traffic"]);
    assert_eq!(found(cluster, "100"), Vec::<&str>::new());
    assert_eq!(found(cluster, "10 100 run=\"./w.sh\""), Vec::<&str>::new());
    assert_eq!(found(&cluster.replace("namespace n", "mesh none"), "10 100"), ["unsplit-traffic"]);
    assert_eq!(found(&cluster.replace("namespace n", "mesh linkerd"), "10 100"), Vec::<&str>::new());
    assert_eq!(found("terraform { directory \"i\" }", "10 100"), ["impossible-strategy"]);
    assert_eq!(found(cluster, "10 10 100 every 5 minutes run=\"./w.sh\""), ["weights-not-rising"]);
}
