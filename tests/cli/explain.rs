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
