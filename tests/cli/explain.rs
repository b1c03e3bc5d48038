//! `explain`: a code, a node, an environment, an arrow.

use super::*;

const LIKE: &str = r#"
environment eu {
    like prod
    kind production
    url "https://eu.example.com"
    variables { REGION eu }
    secrets PAYMENT_KEY
}
"#;

fn place() -> Place {
    let place = shop();
    let map = "    staging   -> prod    { approvals 2 from leads }";
    let text = SHOP.replace(
        map,
        &format!(
            "{map}\n    staging -> eu {{ gate far; approvals 1 from ops }}\n    manual \"hotfix/*\" -> dev"
        ),
    );
    let text = text
        .replace("teams { leads", "gate far { approvals 1 from leads }\n\nteams { ops \"@acme/ops\"; leads");
    place.put(AT, text + LIKE);
    place
}

#[test]
fn a_code_has_its_page_with_or_without_a_pipeline() {
    for place in [place(), Place::new()] {
        let done = place.run(["explain", "too-few-approvals"]).ends(0);
        done.is_quiet();
        done.says("# too-few-approvals").says("## Flagged").says("## Instead");
    }
}

#[test]
fn each_code_of_the_command_line_has_its_page() {
    let place = Place::new();
    let codes = [
        "stale-output",
        "edited-output",
        "missing-output",
        "orphaned-output",
        "same-output",
        "pins-disagree",
    ];
    for code in codes {
        place.run(["explain", code]).ends(0).says(&format!("# {code}\n")).says("## What to do");
    }
    for code in ["not-utf-8", "file-too-large", "unknown-environment"] {
        place.run(["explain", code]).ends(0).says(&format!("# {code}\n"));
    }
}

#[test]
fn a_node_an_environment_and_an_arrow_read_well() {
    let place = place();
    let mut text = String::new();
    let asked: [&[&str]; 8] = [
        &["approvals"],
        &["file-prefix"],
        &["eu"],
        &["dev"],
        &["staging", "prod"],
        &["staging", "eu"],
        &["main", "dev"],
        &["manual hotfix/*", "dev"],
    ];
    for arguments in asked {
        let done = place.run(["explain"].iter().chain(arguments)).ends(0);
        assert_eq!(done.err, "", "{}", place.run(["check"]).ends(1).err);
        text.push_str(&format!("$ gatewright explain {}\n{}\n", arguments.join(" "), done.out));
    }
    snapshot("explain", &text);
}

#[test]
fn a_file_can_be_named_and_then_only_environments_are_meant() {
    let place = place();
    place.run(["explain", "eu", AT]).ends(0).says("environment eu (pipelines/shop.kdl:");
    place.run(["explain", "staging", "eu", AT]).ends(0).says("staging -> eu (pipelines/shop.kdl:");
    place.run(["explain", "approvals", AT]).ends(2).complains("`approvals` is no code");
    place.run(["explain", "eu", "no.kdl"]).ends(2).complains("cannot read `no.kdl`");
    place.put("broken.kdl", "pipeline \"");
    place.run(["explain", "eu", "broken.kdl"]).ends(1).complains("error[unclosed-text]");
    place.put("latin.kdl", b"\xe9");
    place.run(["explain", "eu", "latin.kdl"]).ends(1).complains("error[not-utf-8]");
}

#[test]
fn an_unknown_name_gets_the_nearest() {
    let place = place();
    let unknown = |arguments: &[&str], words: &str| {
        let done = place.run(["explain"].iter().chain(arguments)).ends(2);
        assert_eq!(done.out, "");
        done.complains(words);
    };
    unknown(&["stagin"], "did you mean `staging`?");
    unknown(&["to-few-approvals"], "did you mean `too-few-approvals`?");
    unknown(&["aproval"], "did you mean `approvals`?");
    unknown(
        &["xyzzy-plugh"],
        "`xyzzy-plugh` is no code with a page, no node of the language and no environment here\n",
    );
    unknown(&["staging", "prdo"], "there is no environment `prdo` here; did you mean `prod`?");
    unknown(&["dev", "prod"], "no arrow leads from `dev` to `prod`; what does: `staging`");
    unknown(&[""], "`` is no code");
    unknown(&["\x1b[31m"], "`␛[31m` is no code");
}

#[test]
fn a_file_with_errors_still_explains_what_can_be_made_out() {
    let place = place();
    place.change(AT, "push main -> dev", "push main -> dve");
    let done = place.run(["explain", "eu"]).ends(0);
    done.says("environment eu").complains("pipelines/shop.kdl has errors; `gatewright check` shows them");
}

const GATED: &str = r#"
window office-hours { open "Mon-Thu 09:00-16:00"; open "Fri 09:00-12:00" }
freeze "peak season" from "2026-12-18" until "2027-01-04" on prod
freeze "the fair" from "2027-03-01" until "2027-03-02"
freeze "elsewhere" from "2027-03-01" until "2027-03-02" on dev
rehearse prod in staging
hotfix "hotfix/*" -> staging -> prod {
    skip soak window checklist
    approvals 1 from ops
    ask risk "What do we risk?"
    check critical "Critical tests" { run "npm run critical" }
    monitor 2 hours
    afterwards { run "npm test"; merge-back main; open-issue post-mortem }
}
"#;

fn gated() -> Place {
    let place = place();
    let gate = "staging   -> prod    {
        approvals 2 from leads
        wait 30 minutes
        checklist { - \"The plan is ready\" by=leads; - \"Users are told\" optional }
        window office-hours; override by=ops
        blocked-by issue label=incident
        rehearsed within 30 days
        passed staging
        soak 24 hours in staging
        check scan \"Security scan\" { run \"./scan.sh\" }
        on-rejection { open-issue planning }
    }";
    place.change(AT, "staging   -> prod    { approvals 2 from leads }", gate);
    place.change(AT, "pipeline shop {", "pipeline shop {\n    time-zone \"Europe/Berlin\"");
    place.change(AT, "environment staging {", "environment staging { probe every 15 minutes;");
    let text = place.get(AT) + GATED;
    place.put(AT, text);
    place
}

#[test]
fn a_gate_is_told_in_the_order_in_which_it_is_worked_off() {
    let done = gated().run(["explain", "staging", "prod"]).ends(0);
    let order = [
        "what runs in staging now",
        "the check passes: Security scan",
        "./scan.sh",
        "run in staging for 1 day, and nothing newer has, and no probe of it has failed",
        "deployed to staging and verified there",
        "no issue with the label incident is open",
        "the way into prod was rehearsed in staging within 30 days",
        "opens Mon-Thu 09:00-16:00, Fri 09:00-12:00, Europe/Berlin (office-hours)",
        "@acme/ops may open it once when it is closed",
        "closed for peak season: from Fri 2026-12-18 through Sun 2027-01-03; open again on Mon 2027-01-04",
        "closed for the fair: on Mon 2027-03-01",
        "30 minutes pass",
        "2 people approve",
        "by saying yes they confirm:",
        "The plan is ready (leads)",
        "Users are told (optional)",
        "once more",
        "if somebody says no: opens an issue",
    ];
    let mut rest = done.out.as_str();
    for words in order {
        let (_, behind) =
            rest.split_once(words).unwrap_or_else(|| panic!("`{words}` is missing in\n{}", done.out));
        rest = behind;
    }
    assert!(!done.out.contains("elsewhere"), "{}", done.out);
}

#[test]
fn a_hotfix_says_what_it_skips_and_what_it_makes_up_for() {
    let place = gated();
    let done = place.run(["explain", "hotfix/*", "prod"]).ends(0);
    let (holds, skips) = done.out.split_once("it does not wait for this:").expect("it skips something");
    for words in ["soak", "run in staging for 1 day", "opens Mon", "The plan is ready"] {
        assert!(!holds.contains(words), "{words}: {}", done.out);
    }
    for words in
        ["no issue with the label incident", "Critical tests", "closed for peak season", "1 of @acme/ops"]
    {
        assert!(holds.contains(words), "{words}: {}", done.out);
    }
    for words in [
        "run in staging for 1 day",
        "opens Mon-Thu",
        "of 2 items",
        "2 hours",
        "runs npm test",
        "back to main",
    ] {
        assert!(skips.contains(words), "{words}: {}", done.out);
    }
    assert_eq!(place.run(["explain", "hotfix", "prod"]).ends(0).out, done.out);
    assert_eq!(place.run(["explain", "hotfix hotfix/*", "prod"]).ends(0).out, done.out);
    place.run(["explain", "hotfix", "eu"]).ends(2).complains("no arrow leads from `hotfix` to `eu`");
    place.run(["explain", "tag v1", "prod"]).ends(2).complains("`hotfix hotfix/*`");
}

#[test]
fn a_gate_reads_well() {
    let place = gated();
    let mut text = String::new();
    for from in ["staging", "hotfix"] {
        let done = place.run(["explain", from, "prod"]).ends(0);
        text.push_str(&format!("$ gatewright explain {from} prod\n{}\n", done.out));
    }
    snapshot("explain-gate", &text);
}

#[test]
fn what_stands_in_several_pipelines_is_explained_for_each() {
    let place = place();
    place.put("pipelines/other.kdl", SHOP);
    let done = place.run(["explain", "prod"]).ends(0);
    done.says("environment prod (pipelines/other.kdl:").says("environment prod (pipelines/shop.kdl:");
}

#[test]
fn what_is_not_built_yet_is_explained_all_the_same() {
    let place = place();
    let teams = [
        ("acs", include_str!("../../pipelines/acs.kdl")),
        ("studysphere", include_str!("../../pipelines/studysphere.kdl")),
    ];
    for (team, text) in teams {
        place.put(format!("{team}.kdl"), text);
    }
    let mut text = String::new();
    let asked: [&[&str]; 4] = [
        &["production", "studysphere.kdl"],
        &["testing", "production", "studysphere.kdl"],
        &["develop", "main", "acs.kdl"],
        &["rollback"],
    ];
    for arguments in asked {
        let done = place.run(["explain"].iter().chain(arguments)).ends(0);
        text.push_str(&format!("$ gatewright explain {}\n{}\n", arguments.join(" "), done.out));
    }
    snapshot("explain-teams", &text);
}

#[test]
fn what_nobody_guards_is_said_where_a_check_takes_it() {
    let place = gated();
    let words =
        "SCAN_TOKEN and LEFT stand in prod-plan, which asks nobody: whoever may start a run reaches them";
    let asked = || [place.run(["explain", "staging", "prod"]), place.run(["explain", "prod"])];
    for done in asked() {
        assert!(!done.ends(0).out.contains("prod-plan"), "no secret yet");
    }
    let check = "check scan \"Security scan\" { run \"./scan.sh\"";
    place.change(AT, check, &format!("{check}; secrets {{ SCAN_TOKEN; RIGHT from=LEFT }}"));
    for done in asked() {
        done.ends(0).says(words);
    }
}
