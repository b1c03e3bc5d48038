//! Approvals: as many different people as it takes, none of them the one who started.

use super::{at, kinds, model, question};
use gatewright::decision::{self, Answer, Cause, Why};

/// Who approves, out of `qa` (ann bo cy), `leads` (bo dee), `managers` (nobody knows) and `boss` (eve), when `by` starts.
fn decided(gate: &str, by: &str, approved: Option<&[&str]>, look: impl FnOnce(&Answer<'_>)) {
    let model = model(gate, "");
    let mut question = question(&model, at(&model, "2026-11-20 10:00"));
    question.by = by.to_owned();
    question.approved = approved.map(|people| people.iter().map(|one| (*one).to_owned()).collect());
    look(&decision::decide(&model, &question));
}

fn counted(answer: &Answer<'_>) -> Vec<Vec<String>> {
    let lines = answer.people.lines.iter();
    lines.map(|line| line.counted.iter().map(|one| one.person.clone()).collect()).collect()
}

#[test]
fn whoever_starts_never_counts() {
    decided("approvals 2 from qa", "Ann", Some(&["ann", "bo"]), |answer| {
        assert_eq!(counted(answer), [["bo"]]);
        assert_eq!(answer.people.idle[0].why, Why::Started);
        assert!(matches!(answer.reasons[0].cause, Cause::People { missing: 1, line: 0 }));
        assert_eq!(answer.people.lines[0].may, ["cy"], "neither who started nor who has approved");
    });
    decided("approvals 2 from qa", "ann", Some(&["cy", "bo"]), |answer| assert!(answer.is_allowed()));
}

#[test]
fn people_are_placed_so_that_as_many_as_possible_count() {
    let gate = "approvals 1 from qa\napprovals 1 from leads";
    decided(gate, "zoe", Some(&["bo", "ann"]), |answer| {
        assert!(answer.is_allowed());
        assert_eq!(counted(answer), [["ann"], ["bo"]]);
    });
    decided(gate, "zoe", Some(&["bo"]), |answer| assert_eq!(kinds(answer), ["approvals"]));
    decided(gate, "zoe", Some(&["bo", "BO"]), |answer| {
        assert_eq!(kinds(answer), ["approvals"], "one person is one person");
    });
    decided(gate, "zoe", Some(&["ann", "cy"]), |answer| {
        assert_eq!(kinds(answer), ["approvals"]);
        assert_eq!(answer.people.idle[0].why, Why::Surplus);
    });
}

#[test]
fn who_is_in_no_list_is_assumed_to_be_in_a_team_that_has_none() {
    let gate = "approvals 1 from managers\napprovals 1 from leads";
    decided(gate, "ann", Some(&["zoe", "dee"]), |answer| {
        assert!(answer.is_allowed());
        let assumed = |line: usize| answer.people.lines[line].counted[0].assumed.as_deref();
        assert_eq!((assumed(0), assumed(1)), (Some("acme/managers"), None));
    });
    decided("approvals 1 from leads", "ann", Some(&["zoe"]), |answer| {
        assert_eq!(kinds(answer), ["approvals"]);
        assert_eq!(answer.people.idle[0].why, Why::Stranger);
    });
}

#[test]
fn without_approvals_nobody_is_in_the_way_but_somebody_is_needed() {
    decided("approvals 2 from qa", "ann", None, |answer| {
        assert!(answer.is_allowed());
        assert_eq!(answer.people.lines[0].missing(), 2);
        assert_eq!(answer.people.lines[0].may, ["bo", "cy"]);
    });
    decided("approvals 2 from qa", "ann", Some(&[]), |answer| assert_eq!(kinds(answer), ["approvals"]));
}

#[test]
fn a_gate_that_too_few_people_are_left_for_is_closed_to_whoever_starts() {
    decided("approvals 1 from boss", "eve", None, |answer| {
        assert!(matches!(answer.reasons[0].cause, Cause::Nobody { missing: 1, line: 0 }));
    });
    decided("approvals 1 from boss", "ann", None, |answer| assert!(answer.is_allowed()));
    let gate = "approvals 1 from leads\napprovals 1 from leads";
    decided(gate, "dee", None, |answer| assert_eq!(kinds(answer), ["approvals"]));
    decided("approvals 3 from leads managers", "dee", None, |answer| assert!(answer.is_allowed()));
}

#[test]
fn two_names_of_one_team_are_one() {
    decided("approvals 2 from testers qa", "ann", None, |answer| {
        let line = &answer.people.lines[0];
        assert_eq!((line.teams.len(), line.open.len()), (1, 0));
        assert_eq!(line.may, ["bo", "cy"], "one of the two lists its members");
    });
    decided("approvals 1 from testers", "ann", Some(&["CY"]), |answer| {
        assert!(answer.is_allowed(), "capitals make no difference");
        assert_eq!(answer.people.lines[0].counted[0].assumed, None);
    });
}

#[test]
fn an_open_issue_stops_what_asks_for_none() {
    let model = model("    blocked-by issue label=incident", "");
    let mut question = question(&model, at(&model, "2026-11-20 10:00"));
    assert_eq!(decision::decide(&model, &question).needed.len(), 1);
    question.issues = vec!["minor".to_owned()];
    assert!(decision::decide(&model, &question).is_allowed());
    question.issues.push("Incident".to_owned());
    assert_eq!(kinds(&decision::decide(&model, &question)), ["blocked-by"]);
}
