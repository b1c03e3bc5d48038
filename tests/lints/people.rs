//! Rules about who is asked, and whether that can work.

use gatewright::diagnostic::Severity;

use super::{codes, findings, only, pipeline, places};

/// A pipeline with these teams and these conditions on its only arrow between environments.
fn gate(conditions: &str, teams: &str) -> String {
    let map = format!("push main -> dev\ndev -> qa {{\n{conditions}\n}}");
    pipeline(&map, &["dev integration", "qa test"], &format!("teams {{\n{teams}\n}}"))
}

/// Whether the gate can never be opened.
fn is_stuck(conditions: &str, teams: &str) -> bool {
    codes(&gate(conditions, teams)).contains(&"unsatisfiable-approvals")
}

const THREE: &str = "leads \"@a/leads\" { members \"@ann\" \"@bo\" \"@cy\" }";

#[test]
fn whoever_starts_a_promotion_is_the_worst_person_for_it() {
    assert!(!is_stuck("approvals 2 from leads", THREE));
    assert!(is_stuck("approvals 3 from leads", THREE));
}

#[test]
fn a_single_person_who_is_named_leaves_the_start_to_others() {
    assert!(!is_stuck("approvals 1 from lead", "lead \"@dora\""));
    assert!(!is_stuck("approvals 2 from lead other", "lead \"@dora\"\nother \"@eve\""));
    let message =
        |conditions: &str| only("unsatisfiable-approvals", &gate(conditions, "lead \"@dora\"")).message;
    let stuck = message("approvals 2 from lead");
    assert_eq!(stuck, "nobody can open this gate: it asks for 2 people, and there is only 1");
    let stuck = message("approvals 1 from lead\napprovals 1 from lead");
    assert_eq!(stuck, "nobody can open this gate: its lines ask for 2 people together, and there is only 1");
    // Whoever of the team starts, the lead cannot stand in for the other one and approve as the lead as well.
    let both = "approvals 1 from lead\napprovals 1 from pair";
    assert!(is_stuck(both, "lead \"@dora\"\npair \"@o/pair\" { members \"@dora\" \"@eve\" }"));
    assert!(!is_stuck(both, "lead \"@dora\"\npair \"@o/pair\" { members \"@finn\" \"@eve\" }"));
}

#[test]
fn a_team_that_is_not_listed_may_have_any_number() {
    assert!(!is_stuck("approvals 9 from leads", "leads \"@a/leads\""));
    assert!(!is_stuck("approvals 9 from leads many", &format!("{THREE}\nmany \"@a/many\"")));
}

#[test]
fn the_same_people_cannot_fill_two_lines() {
    let pair = "a \"@o/a\" { members \"@ann\" \"@bo\" }\nb \"@o/b\" { members \"@BO\" \"@Ann\" }";
    assert!(!is_stuck("approvals 1 from a", &format!("{pair}\n")));
    assert!(is_stuck("approvals 1 from a\napprovals 1 from b", pair));
    let text = gate("approvals 1 from a\napprovals 1 from b", pair);
    let stuck = only("unsatisfiable-approvals", &text);
    assert_eq!(
        stuck.message,
        "nobody can open this gate: its lines ask for 2 people together, and without whoever starts the promotion only 1 is left"
    );
    assert_eq!(places(&text, &stuck), ["approvals 1 from a", "approvals 1 from b", "a", "b"]);
}

#[test]
fn people_are_given_to_lines_so_that_all_can_be_met() {
    // Whoever starts, the line of `a` can leave Bo to that of `b`.
    let teams = "a \"@o/a\" { members \"@ann\" \"@bo\" \"@cy\" }\nb \"@o/b\" { members \"@bo\" \"@dee\" }";
    assert!(!is_stuck("approvals 1 from a\napprovals 1 from b", teams));
    assert!(!is_stuck(
        "approvals 2 from a\napprovals 1 from b",
        &teams.replace("\"@cy\"", "\"@cy\" \"@eve\"")
    ));
    // If Dee starts, Bo is left for `b`, and two of three for `a`; if Ann starts, only Cy is.
    assert!(is_stuck("approvals 2 from a\napprovals 1 from b", &teams.replace("\"@dee\"", "\"@cy\"")));
}

#[test]
fn only_the_lines_that_want_too_many_are_named() {
    let teams = "a \"@o/a\" { members \"@ann\" \"@bo\" \"@cy\" }\nb \"@o/b\" { members \"@dee\" \"@eve\" }\nc \"@o/c\"";
    let text = gate("approvals 1 from a\napprovals 2 from b\napprovals 5 from c", teams);
    assert_eq!(places(&text, &only("unsatisfiable-approvals", &text)), ["approvals 2 from b", "b"]);
}

#[test]
fn a_gate_and_the_arrow_count_together_and_a_shared_gate_is_named_once() {
    let map = "push main -> dev\ndev -> qa demo { gate both; approvals 1 from pair }";
    let rest = "gate both { approvals 1 from pair }\nteams { pair \"@o/pair\" { members \"@ann\" \"@bo\" } }";
    let text = pipeline(map, &["dev integration", "qa test", "demo test"], rest);
    assert_eq!(places(&text, &only("unsatisfiable-approvals", &text)).len(), 3);
}

#[test]
fn seven_teams_on_a_line_are_too_many_and_then_the_environment_is_not_named() {
    let teams: String = (1..=7).map(|at| format!("t{at} \"@o/t{at}\"\n")).collect();
    let line = "approvals 1 from t1 t2 t3 t4 t5 t6 t7";
    let text = gate(line, &teams);
    assert_eq!(places(&text, &only("too-many-reviewers", &text)), [line]);
    let text = gate(line, &teams.replace("@o/t7", "@O/t1"));
    assert_eq!(codes(&text), Vec::<&str>::new(), "two names of one team are one reviewer");
}

#[test]
fn an_environment_with_an_open_way_in_has_no_reviewers_to_count() {
    let teams: String = (1..=8).map(|at| format!("t{at} \"@o/t{at}\"\n")).collect();
    let map = "push main -> dev\ndev -> qa { approvals 1 from t1 t2 t3 t4; approvals 1 from t5 t6 t7 t8 }";
    let rest = format!("teams {{\n{teams}\n}}");
    let with = |map: &str| codes(&pipeline(map, &["dev integration", "qa test"], &rest));
    assert_eq!(with(map), ["too-many-reviewers"]);
    assert_eq!(with(&format!("{map}\npush main -> qa")), ["unguarded-environment"]);
}

#[test]
fn what_no_approval_says_is_not_said_again() {
    let map = |open: &str| {
        format!("push main -> dev {open}\npush main -> uat {open}\ndev -> uat {{ approvals 1 from t }}")
    };
    let with =
        |open: &str| codes(&pipeline(&map(open), &["dev integration", "uat uat"], "teams { t \"@o/t\" }"));
    assert_eq!(with(""), ["no-approval"]);
    assert_eq!(with("{ approvals none }"), ["unguarded-environment"]);
}

#[test]
fn it_is_clear_who_is_meant_where_no_team_is_large_enough_alone() {
    let people = "ann \"@ann\"\nbo \"@bo\"\nmany \"@o/many\"";
    assert!(!codes(&gate("approvals 2 from ann bo", people)).contains(&"ambiguous-approvals"));
    let text = gate("approvals 2 from ann many", people);
    let note = only("ambiguous-approvals", &text);
    assert_eq!(note.severity, Severity::Note);
    assert_eq!(note.message, "two people of `many` would do; nobody of `ann` has to be asked");
}

#[test]
fn the_lines_that_would_ask_everybody_are_written_out() {
    let teams = "a \"@o/a\"\nb \"@o/b\"\nc \"@o/c\"";
    let help = |line: &str| only("ambiguous-approvals", &gate(line, teams)).help.unwrap_or_default();
    assert_eq!(
        help("approvals 3 from a b"),
        "to hear every team, give each a line:\napprovals 2 from a\napprovals 1 from b"
    );
    assert!(
        help("approvals 2 from a b c")
            .ends_with("\napprovals 1 from a\napprovals 1 from b\napprovals 1 from c")
    );
}

#[test]
fn private_repositories_need_the_plan_that_holds_gates() {
    let with = |repository: &str, approvals: &str| {
        let text = format!(
            "pipeline shop {{ repository \"a/b\" {repository} }}\npromotions {{ push main -> dev; dev -> qa {approvals} }}\n{}",
            pipeline("", &["dev test", "qa test"], "").split_once("}\n").expect("a map").1
        );
        let teams = if approvals.is_empty() { "" } else { "teams { t \"@o/t\" }" };
        let found = findings(&(text + teams), &[]);
        found.into_iter().map(|one| (one.code, one.severity)).collect::<Vec<_>>()
    };
    let asks = "{ approvals 1 from t }";
    let code = "plan-without-reviewers";
    for repository in
        ["visibility=private plan=team", "visibility=internal plan=free", "visibility=private plan=pro"]
    {
        assert_eq!(with(repository, asks), [(code, Severity::Error)], "{repository}");
        assert_eq!(with(repository, ""), [], "{repository}");
    }
    assert_eq!(with("visibility=private", asks), [(code, Severity::Note)]);
    for repository in [
        "visibility=public plan=free",
        "plan=team",
        "visibility=internal",
        "visibility=private plan=enterprise",
    ] {
        assert_eq!(with(repository, asks), [], "{repository}");
    }
}

/// What is said of those whom nobody stands in for, before staging.
fn needed(conditions: &str, teams: &str) -> Vec<String> {
    let map = format!("push main -> dev\ndev -> uat {{\n{conditions}\n}}");
    let text = pipeline(&map, &["dev integration", "uat uat"], &format!("teams {{\n{teams}\n}}"));
    let found = findings(&text, &[]).into_iter().filter(|one| one.code == "no-stand-in");
    found.map(|one| one.message).collect()
}

#[test]
fn a_gate_stands_still_when_its_only_person_is_away() {
    let away = |people: &str, they: &str| {
        vec![format!("nobody can stand in for {people}: while {they} away, nothing gets to `uat`")]
    };
    assert_eq!(needed("approvals 1 from lead", "lead \"@Dora\""), away("`@Dora`", "they are"));
    let two = "lead \"@dora\"\nother \"@eve\"";
    assert_eq!(needed("approvals 1 from lead other", two), Vec::<String>::new());
    assert_eq!(needed("approvals 2 from lead other", two), away("`@dora` and `@eve`", "one of them is"));
    let with_team = format!("{two}\n{THREE}");
    assert_eq!(
        needed("approvals 1 from leads\napprovals 1 from lead", &with_team),
        away("`@dora`", "they are")
    );
    assert_eq!(needed("approvals 1 from leads lead", &with_team), Vec::<String>::new());
}

#[test]
fn two_lines_may_leave_one_person_for_one_of_them() {
    let teams = "a \"@o/a\" { members \"@ann\" \"@bo\" \"@cy\" }\nb \"@bo\"\nc \"@ann\"";
    let found = needed("approvals 1 from a\napprovals 1 from b\napprovals 1 from c", teams);
    assert!(found.is_empty(), "without cy or whoever starts nobody can open it at all: {found:?}");
    let found = needed("approvals 1 from b c\napprovals 1 from b", teams);
    assert_eq!(
        found,
        ["nobody can stand in for `@bo` and `@ann`: while one of them is away, nothing gets to `uat`"]
    );
}

#[test]
fn a_team_of_two_leaves_one_who_did_not_start() {
    let pair = "pair \"@o/pair\" { members \"@ann\" \"@bo\" }";
    assert_eq!(
        needed("approvals 1 from pair", pair),
        [
            "whichever of `@ann` and `@bo` starts a promotion leaves only the other to open this gate: while that one is away, nothing gets to `uat`"
        ]
    );
    assert_eq!(needed("approvals 1 from leads", THREE), Vec::<String>::new());
    assert_eq!(
        needed("approvals 2 from leads", THREE),
        Vec::<String>::new(),
        "two people are what was asked for"
    );
    assert_eq!(
        needed("approvals 1 from pair", "pair \"@o/pair\""),
        Vec::<String>::new(),
        "who knows how many"
    );
}

#[test]
fn where_nothing_depends_on_it_one_person_is_enough() {
    let codes = |kind: &str, people: u32| {
        let map = format!("push main -> dev\ndev -> end {{ approvals {people} from lead other }}");
        let teams =
            "teams { lead \"@dora\"; other \"@eve\" }\nrelease { version semver from=\"package.json\" }";
        let found = codes(&pipeline(&map, &["dev integration", &format!("end {kind}")], teams));
        found
            .into_iter()
            .filter(|code| ["no-stand-in", "too-few-approvals"].contains(code))
            .collect::<Vec<_>>()
    };
    assert_eq!(codes("test", 2), Vec::<&str>::new());
    assert_eq!(codes("production", 2), ["no-stand-in"]);
    assert_eq!(codes("production", 1), ["too-few-approvals"], "which is the graver");
}

#[test]
fn a_hotfix_waits_for_its_only_person_at_night() {
    let map = "push main -> dev\ndev -> prod { approvals 2 from t }";
    let rest = "teams { t \"@o/t\"; lead \"@dora\" }\nhotfix \"hotfix/*\" -> prod { approvals 1 from lead; check c \"Critical\" { run \"npm test\" }; afterwards { run \"npm test\"; merge-back main } }";
    let text = pipeline(map, &["dev integration", "prod production"], rest);
    let found = only("no-stand-in", &text);
    assert_eq!(
        found.message,
        "nobody can stand in for `@dora`: while they are away, no hotfix gets to `prod`"
    );
    assert_eq!(places(&text, &found), ["approvals 1 from lead", "lead", "hotfix \"hotfix/*\" -> prod"]);
}

#[test]
fn a_merge_before_production_is_a_gate_of_production() {
    let map = "push main -> prod { approvals 2 from t }\npush develop -> dev\nmerge develop -> main { approvals 1 from lead }";
    let rest = "teams { t \"@o/t\"; lead \"@dora\" }\nmerge-back main -> develop\nrelease { version semver from=\"package.json\" }";
    let text = pipeline(map, &["dev integration", "prod production"], rest);
    let found = only("no-stand-in", &text);
    assert_eq!(places(&text, &found), ["approvals 1 from lead", "lead", "merge develop -> main"]);
}

#[test]
fn no_two_gates_get_one_environment_on_github() {
    let lines = "approvals 2 from leads; wait 5 minutes; window mornings; override by=leads";
    let gates: String = ["a", "a-wait", "a-override", "a-approval-1", "a-plan", "dev-to-qa"]
        .map(|gate| format!("gate {gate} {{ {lines} }}\n"))
        .concat();
    let map = "push main -> dev\ndev -> qa { gate a a-wait a-override a-approval-1 a-plan dev-to-qa; approvals 1 from leads; wait 5 minutes }";
    let rest = format!(
        "{gates}window mornings {{ open \"Mon-Fri 09:00-12:00\" }}\nteams {{ leads \"@a/leads\" }}\n"
    );
    let text = pipeline(map, &["dev integration", "qa test"], &rest)
        .replace("pipeline shop", "pipeline shop { time-zone \"Europe/Berlin\" }");
    assert_eq!(codes(&text), Vec::<&str>::new());
    let source = gatewright::source::Source::new("pipelines/shop.kdl", text);
    let compiled = crate::gallery::compiled(&source);
    let mut paths: Vec<&str> = compiled.outputs.iter().map(|output| output.path.as_str()).collect();
    paths.retain(|path| path.starts_with(".github/environments/"));
    // Twelve approvals of the gates and one of the way, the last of which is `qa` itself; seven waits, of which GitHub holds
    // the last of the longest; six places to agree to lifting.
    assert_eq!(paths.len(), 2 + 12 + 1 + 6, "{paths:#?}");
}

#[test]
fn a_place_called_like_a_gate_without_that_condition_is_free() {
    let map = |gate: &str| format!("push main -> quality-wait\nquality-wait -> qa {{ {gate} }}");
    let text = |gate: &str, rest: &str| {
        pipeline(
            &map(gate),
            &["quality-wait integration", "qa test"],
            &format!("teams {{ leads \"@a/leads\" }}\n{rest}"),
        )
    };
    let gate = |lines: &str| text("gate quality", &format!("gate quality {{ {lines} }}"));
    assert_eq!(codes(&gate("approvals 1 from leads")), Vec::<&str>::new());
    assert_eq!(codes(&gate("wait 5 minutes; approvals 1 from leads")), ["taken-gate-name"]);
    assert_eq!(codes(&text("wait 5 minutes; approvals 1 from leads", "")), Vec::<&str>::new());
}

#[test]
fn a_secret_in_both_places_matters_where_people_guard_it() {
    let text = |check: &str, secrets: &str, approvals: &str| {
        let map = format!(
            "push main -> dev\ndev -> qa {{ check quota \"Quota\" {{ run \"./quota.sh\"; {check} }}; {approvals} }}"
        );
        pipeline(&map, &["dev integration", "qa test"], "teams { leads \"@a/leads\" }")
            .replace("kind test;", &format!("kind test; {secrets};"))
    };
    let is_found = |text: &str| codes(text).contains(&"unguarded-secret");
    let asked = "approvals 1 from leads";
    assert!(is_found(&text("secrets KEY", "secrets KEY", asked)));
    assert!(is_found(&text("secrets OTHER KEY", "secrets { PASSWORD from=KEY }", asked)));
    assert!(is_found(&text("secrets { TOKEN from=KEY }", "secrets KEY", asked)));
    // Two secrets that are called alike only where commands see them.
    assert!(!is_found(&text("secrets { KEY from=READ_KEY }", "secrets KEY", asked)));
    assert!(!is_found(&text("secrets KEY", "secrets { KEY from=DEPLOY_KEY }", asked)));
    assert!(!is_found(&text("secrets KEY", "secrets KEY", "")));
}
