//! `test`: the tests of the rules that stand in a file.

use super::*;

const RULES: &str = r#"
window office-hours { open "Mon-Thu 09:00-16:00" "Fri 09:00-12:00" }
freeze "peak season" from "2026-12-18" until "2027-01-04"
"#;

const GOOD: &str = r#"
test "nobody ships on Friday evening" {
    given release in staging since "2026-11-10 10:00"
    when ann promotes staging -> prod at "2026-11-20 16:55"
    expect blocked by office-hours
}
test "a day in staging first" {
    given release in staging since "2026-11-18 12:00"
    when ann promotes staging -> prod at "2026-11-19 11:59"
    expect blocked by soak
    expect blocked
}
test "the peak season is frozen, by whatever name" {
    when ann promotes staging -> prod at "2026-12-21 10:00"
    expect blocked by "peak season"
    expect blocked by freeze
}
test "an incident stops everything" {
    given issue label=incident
    when ann promotes staging -> prod at "2026-11-19 10:00"
    expect blocked by blocked-by production
}
test "whoever starts does not count" {
    given approved by ann "@bo"
    when "@ann" promotes staging -> prod at "2026-11-19 10:00"
    expect blocked by approvals
}
test "two others do" {
    given approved by bo
    given approved by cy
    given release in staging since "2026-11-10 10:00"
    given issue label=minor
    when ann promotes staging -> prod at "2026-11-19 10:00"
    expect allowed
}
"#;

const BAD: &str = r#"
test "the shop is open on Saturdays" {
    when ann promotes staging -> prod at "2026-11-21 10:00"
    expect allowed
}
test "soaking takes two days" {
    given release in staging since "2026-11-17 09:00"
    when ann promotes staging -> prod at "2026-11-19 08:30"
    expect blocked by soak
}
test "nobody ships on Thursday" {
    when ann promotes staging -> prod at "2026-11-19 10:00"
    expect blocked
    expect blocked by freeze
}
test "another reason" {
    when ann promotes staging -> prod at "2026-11-21 10:00"
    expect blocked by freeze
}
test "a time that no clock shows" {
    when ann promotes staging -> prod at "2026-03-29 02:30"
    expect blocked
}
"#;

fn place(tests: &str) -> Place {
    let place = shop();
    place.change(AT, "repository \"acme/shop\"", "repository \"acme/shop\"\n    time-zone \"Europe/Berlin\"");
    let gate = "{ gate production }";
    place.change(AT, "{ approvals 2 from leads }", gate);
    let production = "gate production { approvals 2 from leads; window office-hours; soak 24 hours in staging; blocked-by issue label=incident }\n";
    place.put(AT, place.get(AT) + production + RULES + tests);
    place
}

#[test]
fn tests_that_hold_are_one_line_each() {
    let place = place(GOOD);
    place.run(["check"]).ends(0);
    let done = place.run(["test"]).ends(0);
    done.is_quiet().says("6 tests, all as expected.\n");
    assert_eq!(done.out.matches("\n    ok      ").count(), 6, "{}", done.out);
    snapshot("test-good", &done.out);
}

#[test]
fn a_test_that_fails_says_what_came_out_and_why() {
    let place = place(BAD);
    let done = place.run(["test", AT]).ends(1);
    done.is_quiet().says("5 tests, 5 failed.\n");
    snapshot("test-bad", &done.out);
}

#[test]
fn no_tests_are_no_failure() {
    shop().run(["test"]).ends(0).says("No tests: `gatewright explain test` shows how one is written.\n");
}

#[test]
fn tests_are_no_reason_to_refuse_a_build() {
    let place = shop();
    let test =
        "\ntest \"ann may\" { when ann promotes staging -> prod at \"2026-11-20 10:00\"; expect allowed }\n";
    place.put(AT, SHOP.to_owned() + test);
    place.run(["test"]).ends(0).says("1 test, all as expected.\n");
    place.run(["build"]).ends(0);
}

#[test]
fn a_test_needs_a_question_and_an_answer_and_a_person() {
    let place = shop();
    let when = "when ann promotes staging -> prod at \"2026-11-20 10:00\"";
    for (test, code) in [
        ("expect allowed".to_owned(), "incomplete-block"),
        (when.to_owned(), "incomplete-block"),
        (
            format!("{}; expect allowed", when.replace("ann", "acme/qa").replace("acme/qa", "\"acme/qa\"")),
            "name-github-refuses",
        ),
        (format!("{}; expect allowed", when.replace("staging", "dev")), "test-off-the-map"),
        (format!("{}; expect allowed", when.replace("prod at", "prdo at")), "unknown-environment"),
        (format!("{when}; expect blocked by ofice-hours"), "unknown-reason"),
        (format!("{when}; expect blocked by"), "missing-value"),
        (format!("given issue; {when}; expect blocked"), "missing-value"),
        (format!("given approved by bo label=x; {when}; expect blocked"), "unknown-property"),
    ] {
        place.put(AT, format!("{SHOP}\ntest \"a test\" {{ {test} }}\n"));
        place.run(["check"]).ends(1).complains(&format!("error[{code}]"));
        let done = place.run(["test"]).ends(1);
        assert_eq!(done.out, "", "{test}");
        done.complains("has errors; `gatewright check` shows them");
    }
}
