//! What the token may not read, and what GitHub does not answer.

use super::{
    SHOP,
    standin::{World, pipeline},
};

const RELEASE: &str = "release-20250101-120000";

fn world(name: &str) -> World {
    let watched =
        SHOP.replace("approvals 2 from leads }", "approvals 2 from leads; blocked-by issue label=incident }");
    let world = World::new(name, "acme/shop", &watched);
    world.given(&[
        &["run", "7", "workflow=deploy.yml", "status=completed"],
        &["record", "1", "dev", RELEASE, "success"],
        &["issue", "5", "title=Slow", "labels=Incident"],
        &["run", "42", "status=waiting", "title=Promote release-20250101-120000 from dev to staging"],
        &["environment", "staging", "reviewers=acme/leads"],
        &["job", "42", "staging"],
    ]);
    world
}

#[test]
fn what_the_token_may_not_read_is_named_with_the_permission() {
    let world = world("rights");
    let cases = [
        ("issues", "not checked, incidents: the token lacks the permission `issues: read`", 1),
        (
            "deployments",
            "not checked, what runs where: the token lacks the permission `deployments: read`",
            1,
        ),
        ("actions", "not checked, what runs where: the token lacks the permission `actions: read`", 2),
    ];
    for (right, said, lines) in cases {
        let token = format!("ghp_without_{right}");
        world.given(&[&["token", &token, "login=rosa", &format!("without={right}")]]);
        let reason = said.split_once(": ").expect("a reason follows").1;
        world.run(&["status"]).token(&token).ends(1).says(&format!("Not checked: {reason}"));
        for format in ["markdown", "json"] {
            let done = world.run(&["status", "--format", format]).token(&token).ends(1);
            done.complains(said).says(&format!("{right}: read"));
            assert_eq!(done.err.lines().count(), lines, "{}", done.err);
        }
    }
    let done = pipeline(&world.run(&["status", "--format", "json"]).token("ghp_without_deployments").ends(1));
    assert_eq!(done["environments"][0]["state"], "not-checked");
    assert!(
        done["recent"].is_null() && done["incidents"][0]["number"] == 5 && done["pending"][0]["missing"] == 1
    );
    let done = pipeline(&world.run(&["status", "--format", "json"]).token("ghp_without_issues").ends(1));
    assert_eq!(done["environments"][0]["state"], "running");
    assert!(done["incidents"].is_null(), "what was not checked is no empty list");
    // Issues that are switched off are not shown, and neither are those that nobody may see.
    for status in ["404", "410"] {
        world.given(&[&["fault", status, "1", "GET", "/issues"]]);
        world.run(&["status"]).ends(1).says("Not checked: GitHub shows none of it");
    }
}

#[test]
fn a_hiccup_is_asked_again_and_a_fault_ends_it() {
    let world = world("faults");
    for fault in ["500", "cut", "429"] {
        world.given(&[
            &["fault", fault, "1", "GET", "/deployments"],
            &["fault", fault, "1", "GET", "/actions/runs"],
        ]);
        assert_eq!(world.status()["environments"][0]["state"], "running", "{fault}");
    }
    // What is repeated takes its time, so each is tried at another place.
    let cases = [
        ("500", "/deployments\\?", "GitHub has a fault of its own (500)"),
        ("cut", "/statuses", "GitHub did not answer"),
        ("malformed", "/issues", "the answer is not GitHub's"),
        ("page", "/approvals", "the answer is not GitHub's"),
        ("elsewhere", "/deployments\\?", "the token does not go there"),
    ];
    for (fault, path, said) in cases {
        world.given(&[&["fault", fault, "9", "GET", path]]);
        let done = world.run(&["status"]).ends(2);
        let last = done.err.lines().last().unwrap_or_default();
        assert!(last.starts_with("gatewright: ") && last.contains(said), "{fault}: {done:?}");
        assert_eq!(done.out, "", "{fault}: half of it would be taken for all");
        world.given(&[&["no_fault"]]);
    }
}

#[test]
fn a_repository_that_nobody_sees_and_a_token_that_is_none() {
    let world = world("unseen");
    let elsewhere = SHOP.replace("acme/shop", "acme/other");
    world.place.put("pipeline.kdl", elsewhere);
    world
        .run(&["status"])
        .ends(2)
        .complains("GitHub knows no repository acme/other, or the token may not see it");
    world
        .run(&["status"])
        .token("ghp_nobody_knows")
        .ends(2)
        .complains("GitHub does not accept the token in GH_TOKEN");
    world.run(&["status"]).without_token().ends(2).complains("there is no token for GitHub");
}

#[test]
fn a_file_with_errors_is_not_asked_about() {
    let world = world("broken");
    world.place.put("pipeline.kdl", SHOP.replace("dev       ->", "dve       ->"));
    world.run(&["status"]).ends(1).complains("pipeline.kdl has errors");
    assert_eq!(world.requests(), 0);
}
