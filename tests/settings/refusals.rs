//! What GitHub does not take, and what changes under one's hands: named, and nothing half done without saying so.

use serde_json::json;

use super::{
    SHOP,
    world::{ADMIN, World},
};

#[test]
fn a_team_that_there_is_not_is_named_with_its_nearest() {
    let world = World::with(&SHOP.replace("@acme/leads", "@acme/leeds"));
    for command in [&["plan"][..], &["apply", "--yes"], &["drift"]] {
        let refused = world.run(command).ends(1);
        refused.complains("error[unknown-reviewer]: GitHub has no team `@acme/leeds`");
        refused.complains("did you mean `\"@acme/leads\"`?");
    }
    assert_eq!(world.writes(), []);
    let world = World::with(&SHOP.replace("leads \"@acme/leads\"", "leads \"@dora\""));
    world.run(&["apply", "--yes"]).ends(1).complains("GitHub has no person `@dora`");
    world.given(json!([["person", "dora"]]));
    world.run(&["apply", "--yes"]).ends(0).says("@dora");
}

#[test]
fn whoever_may_not_read_the_repository_is_named() {
    let world = World::shop();
    world.given(json!([["team", "acme/leads", "cy", "none"]]));
    let refused = world.run(&["apply", "--yes"]).ends(1);
    refused.complains("error[reviewer-without-access]: `@acme/leads` may not read `acme/shop`");
    refused.complains("gh api -X PUT /orgs/acme/teams/leads/repos/acme/shop -f permission=pull");
    let world = World::with(&SHOP.replace("leads \"@acme/leads\"", "leads \"@dora\""));
    world.given(json!([["repository", "acme/shop", "visibility=private"], ["person", "dora", "none"]]));
    world.run(&["plan"]).ends(1).complains("gh api -X PUT /repos/acme/shop/collaborators/dora");
    assert_eq!(world.writes(), []);
}

#[test]
fn a_login_that_somebody_else_took_is_a_difference() {
    let world = World::with(&SHOP.replace("leads \"@acme/leads\"", "leads \"@dora\""));
    world.given(json!([["person", "dora"], ["person", "eve"]]));
    world.run(&["apply", "--yes"]).ends(0);
    let prod = |world: &World| world.state()["environments"]["prod"]["reviewers"].clone();
    assert_eq!(prod(&world), json!(["acme/managers", "dora"]));
    world.given(json!([["environment", "prod", "acme/managers,eve"]]));
    world.run(&["drift"]).ends(1).complains("GitHub lets `@eve` approve `prod` in the place of `@dora`");
}

#[test]
fn a_private_repository_without_enterprise_says_what_is_missing() {
    for plan in ["team", "free"] {
        let world = World::shop();
        world.given(json!([["repository", "acme/shop", "visibility=private", format!("plan={plan}")]]));
        world
            .run(&["plan"])
            .ends(0)
            .says("acme/shop is private: GitHub asks reviewers and waits there only with");
        let refused = world.run(&["apply", "--yes"]).ends(1);
        refused
            .complains("`acme/shop` is private: GitHub offers required reviewers")
            .complains("only with Enterprise");
        refused.complains("the workflows refuse everything that has a gate").complains("not tried  ");
        assert_eq!(world.state()["environments"], json!({}), "{plan}");
    }
}

#[test]
fn a_repository_that_there_is_not_is_named() {
    let world = World::with(&SHOP.replace("acme/shop", "acme/shopp"));
    for command in [&["plan"][..], &["apply", "--yes"], &["drift"]] {
        world
            .run(command)
            .ends(2)
            .complains("GitHub has no repository `acme/shopp`, or the token may not see it");
    }
}

#[test]
fn a_token_that_may_not_write_says_what_it_lacks() {
    let world = World::shop();
    world.given(json!([["token", "ghp_Reader", "rosa", "admin", "without=administration"]]));
    let refused = world.run(&["apply", "--yes"]).env("GATEWRIGHT_TOKEN", "ghp_Reader").ends(1);
    refused
        .complains("the token lacks the permission `administration: write`")
        .complains("nothing was changed");
    world
        .run(&["plan"])
        .env("GATEWRIGHT_TOKEN", "ghp_Withdrawn")
        .ends(2)
        .complains("set GATEWRIGHT_TOKEN to a valid one");
}

#[test]
fn a_bypass_that_stays_is_said_loudly() {
    for fact in ["bypass_is_ignored", "bypass_is_hidden"] {
        let world = World::shop();
        world.given(json!([[fact]]));
        for _ in 0..2 {
            let loud = world.run(&["apply", "--yes"]).ends(1);
            loud.complains(
                "administrators may still bypass `dev`, `staging`, `prod`, `staging-to-prod-approval-1`",
            );
            loud.complains("https://github.com/acme/shop/settings/environments");
        }
        let drift = world.run(&["drift", "--strict"]).ends(1);
        match fact.ends_with("hidden") {
            true => drift.says("1 not checked:\n  whether administrators may bypass the environments"),
            false => drift.complains("error[admins-bypass]"),
        };
    }
}

#[test]
fn more_than_the_first_page_is_read() {
    let world = World::shop();
    world.given(json!([["page", "1"]]));
    world.run(&["apply", "--yes"]).ends(0);
    world.run(&["drift"]).ends(0).says("no difference");
}

#[test]
fn what_others_named_does_nothing_to_the_terminal() {
    let world = World::shop();
    world.run(&["apply", "--yes"]).ends(0);
    let evil = "x\u{1b}[31m\n::error::forged\u{202e}";
    world.given(json!([
        ["environment", evil],
        ["environment", "prod", "acme/managers,acme/leads", "prevented", "0", format!("main,{evil}")],
        ["file", ".github/CODEOWNERS", "main", "* @acme/managers @nobody-\\u001b[31m\\n"],
    ]));
    for command in [&["plan"][..], &["plan", "--json"], &["drift"], &["drift", "--format", "github"]] {
        let done = world.run(command).command().output().unwrap();
        let said = String::from_utf8(done.stdout).unwrap() + &String::from_utf8(done.stderr).unwrap();
        assert!(!said.contains(['\u{1b}', '\u{202e}']), "{said:?}");
        assert!(!said.lines().any(|line| line.trim_start().starts_with("::error::")), "{said}");
    }
    world.run(&["apply", "--yes"]).ends(0);
    assert!(world.state()["environments"].as_object().unwrap().keys().any(|name| name.contains('\u{1b}')));
}

#[test]
fn no_run_says_the_token() {
    let world = World::shop();
    let mut said = String::new();
    for fault in ["401", "403", "404", "422", "500", "hostile", "page", "malformed", "elsewhere", "denied"] {
        world.given(json!([["fault", fault, "100", "*", "."]]));
        for command in [&["plan"][..], &["apply", "--yes"], &["drift"]] {
            let output = world.run(command).command().output().unwrap();
            assert_ne!(output.status.code(), Some(0), "{fault}");
            said.push_str(&String::from_utf8(output.stdout).unwrap());
            said.push_str(&String::from_utf8(output.stderr).unwrap());
            if fault == "500" {
                break;
            }
        }
        world.client("x").put("/_given", &json!([["no_fault"]])).expect("a fact");
    }
    assert!(!said.contains(ADMIN) && said.contains("GitHub"), "{said}");
    super::snapshot("faults", &said.replace(&world.url, "[URL]"));
}
