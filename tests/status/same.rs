//! The program and the generated scripts decide the same: what runs where, in worlds that nobody has thought out.

use std::process::Command;

use serde_json::{Value, json};

use super::{
    SHOP,
    standin::{TOKEN, World},
};

const ENVIRONMENTS: [&str; 3] = ["dev", "staging", "prod"];
const WORLDS: u64 = 12;

/// Numbers that are the same every day.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }

    /// Mostly the first.
    fn mostly<'a>(&mut self, of: &[&'a str]) -> &'a str {
        if self.below(12) > 0 { of[0] } else { self.one(of) }
    }
}

const RUNS: [&[&str]; 10] = [
    &["run", "1", "status=completed"],
    &["run", "2"],
    &["run", "3", "workflow=deploy.yml", "status=completed", "suffix=@refs/heads/main"],
    &["run", "4", "workflow=adopt.yml", "attempt=2"],
    &["run", "5", "workflow=stranger.yml", "status=completed"],
    &["run", "6", "branch=feature", "status=completed"],
    &["run", "7", "repository=mallory/shop", "status=completed"],
    &["run", "8", "status=waiting"],
    &["run", "9", "workflow=deploy.yml", "status=completed", "attempt=3"],
    &["run", "10", "workflow=pipeline-check.yml"],
];
const BOT: &str = "github-actions[bot]";

fn record(dice: &mut Dice, number: usize) -> Vec<String> {
    let attempt = [json!(1), json!(1), json!(1), Value::Null, json!(2), json!("1")][dice.below(6)].clone();
    let payload = json!({
        "id": dice.mostly(&["release-20250101-120000", "release-20250102-120000", "release-2025-1", "release-20250101-120000\n"]),
        "version": dice.mostly(&["2.0.0", "2.0.0-rc.1", "2.0", "v2.0.0", "2.0.0+a+b", "2.0.0-", "١.0.0"]),
        "commit": dice.mostly(&["bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "bbbb", "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB"]),
        "digest": dice.mostly(&["sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "sha256:aa", ""]),
        "source": "staging", "approvers": ["bo"],
        "run": if dice.below(20) == 0 { json!(1) } else { json!(dice.one(&["1", "1", "1", "2", "2", "2", "2", "2", "8", "3", "4", "5", "6", "7", "8", "9", "10", "404"])) },
        "attempt": attempt,
        "reason": "", "withdraws": "",
    });
    let payload = match dice.below(40) {
        0 => json!("no JSON"),
        1 => json!(json!([payload]).to_string()),
        2 => json!("null"),
        _ => payload,
    };
    let states = [
        "success",
        "in_progress,success",
        "queued,in_progress,failure",
        "in_progress",
        "queued",
        "none",
        "error",
        "pending",
        "success,inactive",
        "success,failure,inactive",
        "queued,error",
    ];
    [
        "record".to_owned(),
        number.to_string(),
        dice.mostly(&[ENVIRONMENTS[number % 3], "stranger"]).to_owned(),
        "release-20250101-120000".to_owned(),
        dice.one(&states).to_owned(),
        format!("creator={}", dice.mostly(&[BOT, "mallory"])),
        format!("by={}", dice.mostly(&[BOT, "mallory"])),
        format!("shape={}", dice.one(&["object", "string"])),
        format!("payload={payload}"),
    ]
    .to_vec()
}

fn world(seed: u64) -> World {
    let mut dice = Dice(seed * 7_919);
    let world = World::new(&format!("same-{seed}"), "acme/shop", SHOP);
    world.given(&RUNS);
    let size = dice.one(&["3", "100"]);
    world.given(&[&["page", size]]);
    for number in 0..6 + dice.below(16) {
        let words = record(&mut dice, number + 1);
        world.given(&[&words.iter().map(String::as_str).collect::<Vec<_>>()]);
        if dice.below(8) == 0 {
            world.given(&[&["automatic", &(number + 500).to_string(), dice.one(&ENVIRONMENTS)]]);
        }
    }
    world
}

/// What `running_in` says of each environment: how it ends, and what it prints.
fn by_script(world: &World) -> Vec<(bool, String)> {
    let script = "source deploy/lib.sh
        for environment in dev staging prod; do
            said=$(running_in \"$environment\") && code=0 || code=$?
            printf '%s\\x1f%s\\x1e' \"$code\" \"$said\"
        done";
    let output = Command::new("bash")
        .args(["-c", script])
        .current_dir(world.place.path(""))
        .env_clear()
        .env("PATH", std::env::var("PATH").expect("there is a path"))
        .env("GITHUB_API_URL", world.url())
        .env("GITHUB_REPOSITORY", "acme/shop")
        .env("GH_TOKEN", TOKEN)
        .env("RETRY_PAUSE", "0")
        .output()
        .expect("bash runs");
    let text = String::from_utf8(output.stdout).expect("text");
    let told: Vec<(bool, String)> = text
        .split_terminator('\x1e')
        .map(|one| one.split_once('\x1f').map(|(code, said)| (code == "0", said.to_owned())).expect("both"))
        .collect();
    assert_eq!(told.len(), 3, "{text}\n{}", String::from_utf8_lossy(&output.stderr));
    told
}

#[test]
fn what_runs_where_is_what_the_scripts_say() {
    let mut seen: std::collections::BTreeMap<String, u32> = Default::default();
    for seed in 1..=WORLDS {
        let world = world(seed);
        world.run(&["build"]).ends(0);
        let scripts = by_script(&world);
        let status = world.status();
        for ((runs, said), standing) in scripts.iter().zip(status["environments"].as_array().expect("a list"))
        {
            let state = standing["state"].as_str().expect("a word");
            let (newest, name) = (&standing["newest"], &standing["name"]);
            *seen.entry(state.to_owned()).or_default() += 1;
            let is_same = match state {
                "running" => {
                    let record: Value = serde_json::from_str(said).expect("the record");
                    *runs
                        && record["record"] == newest["record"]
                        && record["id"] == newest["release"]
                        && record["commit"] == newest["commit"]
                        && record["link"] == newest["url"]
                        && record["since"] == newest["since"]
                }
                "failed" => !runs && said.contains("failed, so nobody knows"),
                "under-way" | "queued" => !runs && said.contains("is on its way to"),
                "nothing-recorded" => !runs && said.starts_with("no release was ever deployed to"),
                _ => false,
            };
            assert!(is_same, "world {seed}, {name}: {said:?} and {standing:#}");
        }
    }
    // Dice that always fall the same way prove nothing.
    for state in ["running", "failed", "under-way", "queued", "nothing-recorded"] {
        assert!(seen.get(state).is_some_and(|times| *times >= 2), "{state}: {seen:?}");
    }
}
