//! The data beside workflows: pins, environments, rulesets.

use gatewright::github::json;
use gatewright::github::pins::{self, TABLE, agree};
use gatewright::github::ruleset::{PullRequestRule, Ruleset};
use gatewright::github::{EnvironmentSettings, Found, Pin, Pins, Reviewer, ReviewerKind, Version};

const A: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
const B: &str = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

#[test]
fn the_shipped_table_is_whole() {
    let pins = Pins::shipped();
    assert_eq!(pins.iter().count(), 25);
    let checkout = pins.pin("actions/checkout");
    assert_eq!(checkout.sha, "3d3c42e5aac5ba805825da76410c181273ba90b1");
    assert_eq!(checkout.version.to_string(), "v7.0.1");
    let mut commits: Vec<_> = pins.iter().map(|pin| &pin.sha).collect();
    commits.sort();
    commits.dedup();
    assert_eq!(commits.len(), 25, "two actions have the same commit");
}

#[test]
fn pins_are_read_from_lines() {
    for line in [
        format!("uses: a/b@{A} # v1.2.3"),
        format!("      - uses: a/b@{A}  # v1.2.3 (raised by a bot)"),
        format!("\tuses:   a/b@{} # v1.2.3\r", A.to_uppercase()),
    ] {
        assert_eq!(Pin::of_line(&line), Some(pin("a/b", "v1.2.3", A)), "{line}");
    }
    assert_eq!(Pin::of_line(&format!("uses: a/b/c/d@{A} # v1.2.3")), Some(pin("a/b/c/d", "v1.2.3", A)));
    for line in [
        "uses: a/b@v1 # v1.2.3".into(),
        format!("uses: a/b@{A}"),
        format!("uses: a/b@{A} # v1"),
        format!("uses: a/b@{A}# v1.2.3"),
        format!("uses: a/b@{A}a # v1.2.3"),
        format!("uses: b@{A} # v1.2.3"),
        format!("uses: ./b@{A} # 1.2.3"),
        format!("# uses: a/b@{A} # v1.2.3"),
        format!("run: uses a/b@{A} # v1.2.3"),
    ] {
        assert_eq!(Pin::of_line(&line), None, "{line}");
    }
}

#[test]
fn versions_are_numbers() {
    let version = |text| Version::parse(text).expect(text);
    assert!(version("v10.0.0") > version("v9.9.9"));
    assert!(version("v1.10.0") > version("v1.9.0"));
    for text in ["1.2.3", "v1.2", "v1.2.3.4", "v1.2.x", "v1.2.3-rc1", "v", ""] {
        assert_eq!(Version::parse(text), None, "{text}");
    }
}

#[test]
fn the_newest_version_wins() {
    let table = Pins::new([pin("a/b", "v2.0.0", A), pin("c/d", "v1.0.0", A)]);
    let files = [
        found("one.yml", "a/b", "v1.0.0", B),
        found("one.yml", "c/d", "v1.1.0", B),
        found("two.yml", "a/b", "v2.0.0", A),
        found("two.yml", "c/d", "v1.1.0", B),
        found("two.yml", "e/f", "v1.0.0", B),
    ];
    let agreed = agree(&files, &table).expect("nothing contradicts");
    assert_eq!(agreed, Pins::new([pin("a/b", "v2.0.0", A), pin("c/d", "v1.1.0", B)]));
}

#[test]
fn two_bumps_are_a_conflict() {
    let table = Pins::new([pin("a/b", "v2.0.0", A), pin("c/d", "v1.0.0", A)]);
    let files = [
        found("one.yml", "a/b", "v2.1.0", B),
        found("two.yml", "a/b", "v3.0.0", B),
        found("three.yml", "a/b", "v3.0.0", B),
        found("four.yml", "c/d", "v1.0.0", B),
    ];
    let conflicts = agree(&files, &table).expect_err("they contradict");
    let places: Vec<_> = conflicts.iter().map(|one| (&*one.first.path, &*one.other.path)).collect();
    assert_eq!(places, [("one.yml", "two.yml"), (TABLE, "four.yml")]);
}

#[test]
fn an_environment_reads_well() {
    let mut settings = EnvironmentSettings::new("production-approval-1", "main");
    settings.prevent_self_review = true;
    settings.reviewers = ["acme/senior-engineers", "acme/managers"]
        .map(|team| Reviewer { kind: ReviewerKind::Team, name: team.into() })
        .into();
    let printed = json::print(&settings);
    let expected = r#"{
  "name": "production-approval-1",
  "wait_timer": 0,
  "prevent_self_review": true,
  "reviewers": [
    { "type": "Team", "name": "acme/senior-engineers" },
    { "type": "Team", "name": "acme/managers" }
  ],
  "can_admins_bypass": false,
  "deployment_branch_policy": { "protected_branches": false, "custom_branch_policies": true },
  "branch_policies": [{ "name": "main", "type": "branch" }]
}
"#;
    assert_eq!(printed, expected);
    assert_eq!(serde_json::from_str::<EnvironmentSettings>(&printed).expect("it is JSON"), settings);
}

#[test]
fn a_ruleset_has_githubs_shape() {
    let reviews = PullRequestRule {
        required_approving_review_count: 1,
        dismiss_stale_reviews_on_push: true,
        require_code_owner_review: true,
        require_last_push_approval: true,
        required_review_thread_resolution: false,
        required_reviewers: Vec::new(),
    };
    let expected = serde_json::json!({
        "name": "gatewright", "target": "branch", "enforcement": "active",
        "conditions": { "ref_name": { "include": ["~DEFAULT_BRANCH"], "exclude": [] } },
        "rules": [
            { "type": "deletion" },
            { "type": "non_fast_forward" },
            { "type": "pull_request", "parameters": {
                "required_approving_review_count": 1, "dismiss_stale_reviews_on_push": true,
                "require_code_owner_review": true, "require_last_push_approval": true,
                "required_review_thread_resolution": false,
            } },
        ],
    });
    let ruleset = Ruleset::default_branch("gatewright", reviews);
    assert_eq!(serde_json::to_value(&ruleset).expect("it is JSON"), expected);
    assert_eq!(serde_json::from_str::<Ruleset>(&json::print(&ruleset)).expect("it is JSON"), ruleset);
}

fn pin(action: &str, version: &str, sha: &str) -> Pin {
    Pin { action: action.into(), sha: sha.into(), version: Version::parse(version).expect(version) }
}

fn found(path: &str, action: &str, version: &str, sha: &str) -> Found {
    let text = format!("steps:\n  - uses: {action}@{sha} # {version}\n");
    pins::find(path, &text).next().expect("there is a pin")
}
