//! The three commands, whole, against the stand-in.

use serde_json::json;

use super::{
    SHOP,
    world::{ADMIN, JOB, World},
};

#[test]
fn plan_apply_and_drift_agree() {
    let world = World::shop();
    let plan = world.run(&["plan"]).ends(0);
    plan.is_quiet()
        .says("+ prod")
        .says("+ reviewer        @acme/managers")
        .says("+ ruleset shop (gatewright)");
    assert_eq!(world.writes(), [], "a plan changes nothing");
    let applied = world.run(&["apply", "--yes"]).ends(0);
    applied.is_quiet().says("read back: acme/shop has what pipelines/shop.kdl asks for");
    let shown = plan.out.rsplit_once("`gatewright apply`").unwrap().0;
    assert!(applied.out.starts_with(shown), "{}", applied.out);
    world.run(&["drift"]).ends(0).is_quiet().says("no difference\n");
    world.run(&["plan"]).ends(0).is_quiet().says("nothing to do: GitHub has what the file asks for");
    let before = world.writes();
    world.run(&["apply", "--yes"]).ends(0).says("nothing to do");
    assert_eq!(world.writes(), before, "the second run has nothing to send");
}

#[test]
fn what_is_applied_is_what_the_files_say() {
    let world = World::shop();
    world.run(&["build"]).ends(0);
    world.run(&["apply", "--yes"]).ends(0);
    let state = world.state();
    for (name, environment) in state["environments"].as_object().unwrap() {
        let file = world.place.get(&format!(".github/environments/{name}.json"));
        let file: serde_json::Value = serde_json::from_str(&file).unwrap();
        for field in ["wait_timer", "prevent_self_review", "can_admins_bypass"] {
            assert_eq!(environment[field], file[field], "{field} of {name}");
        }
        let handles = |people: &serde_json::Value| {
            let people = people.as_array().unwrap().iter();
            people.map(|one| one["name"].as_str().or(one.as_str()).unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(handles(&environment["reviewers"]), handles(&file["reviewers"]), "{name}");
        assert_eq!(environment["branches"], "custom");
        let policies: Vec<_> = environment["policies"].as_object().unwrap().values().collect();
        assert_eq!(policies.len(), 1);
        assert_eq!((&policies[0]["name"], &policies[0]["type"]), (&json!("main"), &json!("branch")));
    }
    assert_eq!(state["environments"].as_object().unwrap().len(), 4);
    let rulesets: Vec<_> = state["rulesets"].as_object().unwrap().values().collect();
    assert_eq!(rulesets.len(), 1);
    let file = world.place.get(".github/rulesets/default-branch.json");
    let file: serde_json::Value = serde_json::from_str(&file).unwrap();
    assert_eq!(
        rulesets[0]["rules"], file["rules"],
        "no team is required here, so the rules are sent as they are"
    );
}

#[test]
fn what_the_file_does_not_have_is_left_alone() {
    let world = World::shop();
    world.given(json!([
        ["environment", "Preview", "ann", "kept", "5", "any", "", "yes"],
        ["ruleset", r#"{"name":"theirs","enforcement":"active","rules":[{"type":"creation"}]}"#],
    ]));
    let before = world.state();
    world.run(&["plan"]).ends(0).says("left alone, not in this file: Preview");
    world.run(&["apply", "--yes"]).ends(0);
    let after = world.state();
    assert_eq!(before["environments"]["preview"], after["environments"]["preview"]);
    let theirs = |state: &serde_json::Value| {
        let all = state["rulesets"].as_object().unwrap().values().cloned();
        all.filter(|one| one["name"] == "theirs").collect::<Vec<_>>()
    };
    assert_eq!(theirs(&before), theirs(&after));
    assert!(world.writes().iter().all(|(method, _)| method != "DELETE"));
}

#[test]
fn another_case_is_the_same_environment() {
    let world = World::shop();
    world.given(json!([["environment", "Prod", "ann", "kept", "5", "main,dev", "v*", "yes"]]));
    world
        .run(&["apply", "--yes"])
        .ends(0)
        .says("~ prod")
        .says("- branch          dev")
        .says("- tag             v*");
    assert_eq!(world.state()["environments"]["prod"]["name"], "Prod");
    world.run(&["drift"]).ends(0);
}

#[test]
fn drift_names_each_difference_on_its_line() {
    let world = World::shop();
    world.run(&["apply", "--yes"]).ends(0);
    world.given(json!([
        ["environment", "prod", "", "kept", "10", "any", "", "yes"],
        ["environment", "staging", "ann,acme/qa", "kept", "0", "main,dev"],
        ["no_environment", "staging-to-prod-approval-1"],
        ["secret", "DATABASE_URL"],
        ["variable", "LOG_LEVEL", "prod", "debug"],
    ]));
    let drift = world.run(&["drift"]).ends(1);
    drift.complains("`prod` declares 2 approvals; GitHub has no reviewer").says(" differences\n");
    let json = world.run(&["drift", "--format", "json"]).ends(1);
    let expected = [
        "branches-differ",
        "branches-differ",
        "admins-bypass",
        "missing-environment",
        "reviewers-differ",
        "reviewers-differ",
        "self-review-allowed",
        "shadowed-secret",
        "shadowed-variable",
        "wait-differs",
    ];
    let mut codes = json.codes();
    codes.sort();
    let mut expected: Vec<_> = expected.iter().map(|one| (*one).to_owned()).collect();
    expected.sort();
    assert_eq!(codes, expected, "{}", json.out);
    super::snapshot("drift", &drift.err);
    super::snapshot("plan", &world.run(&["plan"]).ends(0).out);
    super::snapshot("plan-json", &world.run(&["plan", "--json"]).ends(0).out);
    world.run(&["drift", "--format", "sarif"]).ends(1).says("\"reviewers-differ\"");
    world.run(&["drift", "--format", "github"]).ends(1).says("::error file=pipelines/shop.kdl,line=");
}

#[test]
fn the_token_of_a_workflow_checks_what_it_may() {
    let world = World::shop();
    world.run(&["apply", "--yes"]).ends(0);
    let drift = |arguments: &[&str]| {
        world.place.run(arguments).env("GITHUB_API_URL", &world.url).env("GITHUB_TOKEN", JOB)
    };
    let checked = drift(&["drift"]).ends(0);
    checked.is_quiet().says("no difference, 7 not checked:\n");
    checked.says("\n  the secrets of the environments: the token lacks `environments: read`\n");
    drift(&["drift", "--strict"]).ends(1).is_quiet();
    let codes = drift(&["drift", "--format", "json"]).ends(0).codes();
    assert_eq!(codes, ["not-checked"; 7]);
    drift(&["drift", "--strict", "--format", "github"]).ends(1).says("::error ");
    world.given(json!([["environment", "prod", ""]]));
    drift(&["drift"]).ends(1).complains("GitHub has no reviewer");
    drift(&["apply", "--yes"]).ends(1).complains("administration: write");
    // A token that may read nothing but names is no reason to say that all is well.
    world.given(json!([["token", "ghp_NothingAtAll", "nora", "read", "only=metadata=read"]]));
    let nothing = world.run(&["drift"]).env("GATEWRIGHT_TOKEN", "ghp_NothingAtAll").ends(2);
    nothing.complains("the token lacks the permission `actions: read`");
}

#[test]
fn what_only_people_can_mend_is_named_in_all_three() {
    let world = World::with(SHOP);
    world.given(json!([
        ["repository", "acme/shop", "immutable_releases=yes", "default_branch=trunk"],
        ["branch", "trunk"],
        ["file", "docs/CODEOWNERS", "trunk", "* @acme/leads @acme/nobody\\n/deploy/ @ann\\n"],
        ["secret", "DATABASE_URL", "organization"],
    ]));
    let plan = world.run(&["plan"]).ends(0);
    plan.says("for people to do").says("releases of `acme/shop` are immutable");
    plan.says("`acme/shop` is `trunk` on GitHub, and `main`");
    plan.says("`DATABASE_URL` is a secret of the organization, not of the environment `prod`");
    plan.says("gh secret delete DATABASE_URL --org acme");
    plan.says("docs/CODEOWNERS on the default branch lets a change of `/deploy/` through")
        .says("@acme/nobody");
    world.run(&["apply", "--yes"]).ends(0).says("read back: ");
    let left = world.run(&["drift", "--format", "json"]).ends(1).codes();
    let expected = [
        "unguarded-files",
        "codeowners-mistake",
        "default-branch-differs",
        "immutable-releases",
        "shadowed-secret",
    ];
    assert_eq!(left, expected);
}

#[test]
fn a_repository_that_was_renamed_says_its_new_name() {
    let world = World::with(&SHOP.replace("acme/shop", "acme/old"));
    world.given(json!([["repository", "acme/shop"], ["renamed", "acme/old"]]));
    world
        .run(&["plan"])
        .ends(2)
        .complains("`acme/old` is called `acme/shop` now: write `repository \"acme/shop\"`");
}

#[test]
fn rules_of_the_organization_are_not_touched() {
    let world = World::shop();
    let theirs = r#"{"name":"shop (gatewright)","enforcement":"disabled","rules":[]}"#;
    world.given(json!([["ruleset", theirs, "source=organization"]]));
    world.run(&["apply", "--yes"]).ends(0).says("done  make ruleset `shop (gatewright)`");
    world.run(&["drift"]).ends(0);
}

#[test]
fn nobody_is_asked_where_there_is_nobody() {
    let world = World::shop();
    world.run(&["apply"]).ends(2).complains("type `gatewright apply --yes`");
    assert_eq!(world.requests(), []);
}

#[test]
fn a_token_and_a_repository_are_asked_for() {
    let world = World::with(&SHOP.replace(" repository \"acme/shop\"", ""));
    world.run(&["plan"]).ends(2).complains("type `--repository OWNER/NAME`");
    world.run(&["plan", "--repository", "acme/shop"]).ends(0);
    world
        .run(&["plan", "--repository", "https://github.com/acme/shop"])
        .ends(2)
        .complains("`--repository acme/shop`");
    world
        .run(&["plan", "--repository", "acme/shop"])
        .env("GATEWRIGHT_TOKEN", "")
        .ends(2)
        .complains("gh auth token");
    let elsewhere =
        world.run(&["plan", "--repository", "acme/shop", "--api-url", "http://api.github.com"]).ends(2);
    elsewhere.complains("the token would travel unprotected");
    let world = World::shop();
    world
        .run(&["plan", "--repository", "acme/other"])
        .ends(2)
        .complains("is about `acme/shop`, not `acme/other`");
    world.run(&["plan"]).env("GATEWRIGHT_TOKEN", "").env("GH_TOKEN", ADMIN).ends(0);
}

#[test]
fn a_file_with_errors_is_not_sent() {
    let world = World::with(&SHOP.replace("staging   -> prod", "stagin -> prod"));
    for command in [&["plan"][..], &["apply", "--yes"], &["drift"]] {
        world.run(command).ends(1).complains("unknown-environment").complains("nothing was sent to GitHub");
    }
    world.run(&["drift", "--format", "json"]).ends(1).says("unknown-environment");
    let ahead = World::with(&format!("{SHOP}freeze \"x\" from \"2026-12-18\" until \"2027-01-04\"\n"));
    if ahead.run(&["build", "--dry-run"]).command().output().unwrap().status.code() == Some(1) {
        ahead.run(&["plan"]).ends(1).complains("not-enforced-yet");
        ahead.run(&["apply", "--yes"]).ends(1).complains("not-enforced-yet");
    }
    assert_eq!((world.requests(), ahead.requests()), (Vec::new(), Vec::new()));
}

#[test]
fn two_files_of_one_repository_are_applied_together() {
    let world = World::shop();
    let other = SHOP
        .replace("pipeline shop", "pipeline billing")
        .replace("{ repository", "{ file-prefix \"billing-\"; repository")
        .replace("environment ", "environment billing-")
        .replace("-> staging", "-> billing-staging")
        .replace("staging   ->", "billing-staging ->")
        .replace("-> prod", "-> billing-prod")
        .replace("-> dev", "-> billing-dev")
        .replace("    dev ", "    billing-dev ");
    world.place.put("pipelines/billing.kdl", other);
    world
        .run(&["apply", "--yes"])
        .ends(0)
        .says("ruleset billing (gatewright)")
        .says("ruleset shop (gatewright)");
    world.place.put("pipelines/billing.kdl", SHOP.replace("pipeline shop", "pipeline billing"));
    world.run(&["plan"]).ends(2).complains("both ask for the environment `dev`");
}

#[test]
fn fifty_environments_take_a_second_and_four_requests_each() {
    let mut text =
        String::from("pipeline shop { repository \"acme/shop\" }\npromotions {\n    push main -> e1\n");
    for number in 2..=50 {
        text.push_str(&format!("    e{} -> e{number} {{ approvals 1 from qa }}\n", number - 1));
    }
    text.push_str("}\nteams { qa \"@acme/qa\" }\nrelease { version semver from=\"package.json\" }\n");
    text.push_str("build { run \"npm ci\"; artifact bundle \"dist/**\" }\n");
    for number in 1..=50 {
        text.push_str(&format!(
            "environment e{number} {{ kind test; url \"https://e{number}.example.com\"; secrets KEY; variables {{ LEVEL info }}\n\
             steps {{ deploy \"Ship\" run=\"./ship.sh\" }} }}\n"
        ));
    }
    let world = World::with(&text);
    world.run(&["apply", "--yes"]).ends(0);
    let before = world.requests().len();
    let started = std::time::Instant::now();
    world.run(&["plan"]).ends(0).says("nothing to do");
    let took = started.elapsed();
    let requests = world.requests().len() - before;
    assert!(requests <= 4 * 50, "{requests} requests");
    // A debug build on a busy machine; the release build takes a fraction of it.
    assert!(took.as_secs() < 10, "{took:?}");
}

/// The gallery's pipelines with everything that settings can hold: timers, overrides, credentials, branches' own rules.
#[test]
fn what_the_gallery_asks_for_is_applied_once_and_stays() {
    for (pipeline, teams) in [
        ("gates", ["leads", "testers", "managers", "security"].as_slice()),
        ("merges", &["leads", "developers", "owners"]),
    ] {
        let path = format!("{}/pipelines/{pipeline}.kdl", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).unwrap();
        let repository = text.split("repository \"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        let owner = repository.split('/').next().unwrap();
        let world = World::with(&text);
        world.given(json!([["repository", repository]]));
        world.given(json!([
            ["token", ADMIN, "login=root", "rights=admin"],
            ["branch", "main"],
            ["file", ".github/CODEOWNERS", "main", "* @acme/leads\\n"],
        ]));
        for team in teams {
            world.given(json!([["team", format!("{owner}/{team}"), "members=ann,bo", "access=write"]]));
        }
        if pipeline == "gates" {
            world.run(&["plan"]).ends(0).says("gh secret set SCAN_TOKEN --env staging-plan");
            world.given(json!([
                ["secret", "PAYMENT_KEY", "production"],
                ["secret", "SECOND_PAYMENT_KEY", "second"],
                ["secret", "SCAN_TOKEN", "staging-plan"]
            ]));
        }
        world.run(&["plan"]).ends(0);
        world.run(&["apply", "--yes"]).ends(0);
        world.run(&["drift"]).ends(0).says("no difference\n");
        world.run(&["plan"]).ends(0).says("nothing to do");
    }
}
