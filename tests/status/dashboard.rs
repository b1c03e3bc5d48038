//! The whole program against the stand-in: what it makes of a world, and with how many requests.

use std::{
    io::{Read, Write},
    net::TcpListener,
    time::Instant,
};

use serde_json::{Value, json};

use super::{SHOP, standin::World};

const OLD: &str = "release-20250101-120000";
const NEW: &str = "release-20250102-120000";

fn world(name: &str) -> World {
    let world = World::new(name, "acme/shop", SHOP);
    world.given(&[
        &["run", "7", "workflow=deploy.yml", "status=completed", "actor=eve"],
        &["run", "8", "actor=bob"],
        &["environment", "prod", "reviewers=acme/leads,ann"],
        &["environment", "staging-to-prod-approval-1", "reviewers=acme/leads,ann"],
    ]);
    world
}

fn environment<'a>(status: &'a Value, name: &str) -> &'a Value {
    let mut all = status["environments"].as_array().expect("a list").iter();
    all.find(|one| one["name"] == name).expect("it is declared")
}

#[test]
fn every_state_of_an_environment_has_its_word() {
    let world = world("states");
    world.given(&[
        &["record", "1", "dev", OLD, "in_progress,success", "at=-300"],
        &["record", "2", "dev", NEW, "in_progress,failure", "at=-10", "version=2.1.0"],
        &["record", "3", "staging", OLD, "success", "at=-300"],
        // Its run is over, so its claim is, too.
        &["record", "4", "staging", NEW, "queued", "at=-200"],
        &["record", "5", "staging", NEW, "queued", "at=-5", "run=8", "version=2.1.0"],
    ]);
    let status = world.status();
    let dev = environment(&status, "dev");
    assert_eq!((&dev["state"], &dev["newest"]["version"]), (&json!("failed"), &json!("2.1.0")));
    assert_eq!(dev["before"]["release"], OLD);
    let staging = environment(&status, "staging");
    assert_eq!((&staging["state"], &staging["newest"]["record"]), (&json!("queued"), &json!(5)));
    assert_eq!((&staging["newest"]["started_by"], &staging["before"]["record"]), (&json!("bob"), &json!(3)));
    assert_eq!(environment(&status, "prod")["state"], "nothing-recorded");
    let screen = world.run(&["status", "--without-health"]).ends(0);
    screen
        .says("✘  dev          2.1.0    failed 10 min ago")
        .says("nobody knows what runs there; before it: 2.0.0 (release-20250101-120000)")
        .says("◔  staging      2.1.0    queued for 5 min")
        .says("·  prod                  nothing recorded");
    assert_eq!(screen.err, "");
    // A run that is over has changed something, and nobody knows what.
    world.given(&[&["record", "6", "prod", OLD, "queued,in_progress"]]);
    assert_eq!(environment(&world.status(), "prod")["state"], "failed");
}

#[test]
fn nobody_is_believed_who_may_not_write_records() {
    let world = world("forged");
    world.given(&[
        &["run", "9", "workflow=stranger.yml", "status=completed"],
        &["run", "10", "branch=mine", "status=completed"],
        &["run", "11", "repository=mallory/shop", "status=completed"],
        &["record", "1", "prod", OLD, "success"],
        &["record", "2", "prod", NEW, "success", "creator=mallory"],
        &["record", "3", "prod", NEW, "success", "run=9"],
        &["record", "4", "prod", NEW, "success", "run=10"],
        &["record", "5", "prod", NEW, "success", "run=11"],
        &["record", "6", "prod", NEW, "success", "run=404"],
        &["record", "7", "prod", NEW, "success", "digest=sha256:short"],
        &["automatic", "8", "prod"],
        &["page", "2"],
    ]);
    let status = world.status();
    assert_eq!(environment(&status, "prod")["newest"]["record"], 1);
    assert_eq!(status["recent"].as_array().expect("a list").len(), 1);
}

#[test]
fn approvals_are_counted_as_the_deployment_counts_them() {
    let world = world("approvals");
    world.given(&[
        &["record", "1", "staging", OLD, "success", "version=1.9.5"],
        &[
            "run",
            "42",
            "actor=alice",
            "at=-30",
            "title=Promote release-20250101-120000 from staging to prod (override)",
        ],
        &["job", "42", "staging-to-prod-approval-1"],
    ]);
    let pending = || world.status()["pending"][0].clone();
    let one = pending();
    assert_eq!(
        (&one["from"], &one["to"], &one["version"]),
        (&json!("staging"), &json!("prod"), &json!("1.9.5"))
    );
    assert_eq!((&one["wanted"], &one["missing"]), (&json!(2), &json!(2)));
    assert_eq!(one["at"][0]["reviewers"], json!(["@acme/leads", "@ann"]));
    world.run(&["status"]).ends(0).says("waiting for 2 approvals").says("started by alice 30 min ago");
    // The first said yes; GitHub asks at the second place.
    world.given(&[&["review", "ann", "approved", "staging-to-prod-approval-1"], &["job", "42", "prod"]]);
    let one = pending();
    assert_eq!((&one["missing"], &one["approved_by"]), (&json!(1), &json!(["ann"])));
    assert_eq!(one["will_be_refused"], Value::Null);
    world.run(&["status"]).ends(0).says("waiting for 1 more approval").says("approved by ann so far");
    // Whoever started it does not count, by whatever name.
    world.given(&[&["alias", "alice", "alice-second"], &["review", "alice-second", "approved", "prod"]]);
    let one = pending();
    assert_eq!((&one["missing"], one["will_be_refused"].is_string()), (&json!(1), true));
    world.run(&["status"]).ends(0).says("will be refused").says("start it anew");
}

#[test]
fn a_rerun_is_lost_and_a_timer_is_said() {
    let world = world("rerun");
    world.given(&[
        &["run", "42", "attempt=2", "title=Promote release-20250101-120000 from dev to staging"],
        &["environment", "staging", "reviewers=ann"],
        &["job", "42", "staging"],
        &["run", "43", "title=Promote release-20250101-120000 from staging to prod"],
        &["environment", "cooling", "wait=30"],
        &["job", "43", "cooling", "since=-10.5"],
    ]);
    let screen = world.run(&["status"]).ends(0);
    screen.says("it is a re-run").says("a timer runs").says("cooling waits for another 19 min");
}

#[test]
fn a_push_waits_on_each_of_its_ways() {
    let gated = SHOP.replace("push main -> dev\n", "push main -> dev staging { approvals 1 from leads }\n");
    let world = World::new("push", "acme/shop", &gated);
    world.given(&[
        &["environment", "dev", "reviewers=ann"],
        &["environment", "staging", "reviewers=ann"],
        &["run", "42", "event=push", "workflow=deploy.yml"],
        &["job", "42", "dev"],
        &["job", "42", "staging"],
    ]);
    let status = world.status();
    let ways: Vec<(&Value, &Value)> =
        status["pending"].as_array().expect("a list").iter().map(|one| (&one["from"], &one["to"])).collect();
    let from = json!("push to main");
    assert_eq!(ways, [(&from, &json!("dev")), (&from, &json!("staging"))]);
    world.run(&["status"]).ends(0).says("main at bbbbbbb");
}

#[test]
fn incidents_are_told_as_texts() {
    let watched =
        SHOP.replace("approvals 2 from leads }", "approvals 2 from leads; blocked-by issue label=incident }");
    let world = World::new("incidents", "acme/shop", &watched);
    world.run(&["status"]).ends(0).says("None. No issue is open with the label incident.");
    world.given(&[
        &["issue", "7", "title=\u{1b}[2Jgone | `x` \u{202e}evil\nsecond line", "labels=INCIDENT", "at=-90"],
        &["issue", "8", "title=Closed", "labels=incident", "state=closed"],
        &["issue", "9", "title=Other", "labels=bug"],
        &["pull", "10", "title=No issue", "labels=incident"],
    ]);
    let status = world.status();
    assert_eq!(status["incidents"].as_array().expect("a list").len(), 1, "{status:#}");
    assert_eq!(status["incidents"][0]["closes"], json!(["staging → prod"]));
    world.run(&["status"]).ends(0).says("#7  90 min  incident  ␛[2Jgone | `x`").says("closes staging → prod");
    let page = world.run(&["status", "--format", "markdown"]).ends(0);
    page.says("gone \\| \\`x\\`");
    let rows = page.out.lines().filter(|line| line.contains("gone")).count();
    assert_eq!(rows, 1, "a title stays on its line: {}", page.out);
}

/// Answers every request so, and says what was asked.
fn environment_that_says(
    status: &'static str,
    body: &'static str,
) -> (String, std::thread::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let thread = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a request");
        let mut request = [0; 2048];
        let length = stream.read(&mut request).expect("its text");
        let answer =
            format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}", body.len());
        stream.write_all(answer.as_bytes()).expect("it is read");
        String::from_utf8_lossy(&request[..length]).into_owned()
    });
    (url, thread)
}

#[test]
fn environments_are_asked_once_and_without_the_token() {
    let (dev, asked) = environment_that_says("200 OK", r#"{"status":"ok","version":"v1.9.9"}"#);
    let (staging, _staging) = environment_that_says("503 Sorry", "<html>\x1b[31mdown</html>");
    let text = SHOP
        .replace("https://dev.example.com", &dev)
        .replace("https://staging.example.com", &staging)
        .replace("https://example.com", "http://127.0.0.1:1")
        .replace("steps { deploy", "health \"/health\" { within 5 minutes }\n    steps { deploy");
    let world = World::new("health", "acme/shop", &text);
    world.given(&[
        &["run", "7", "workflow=deploy.yml", "status=completed"],
        &["record", "1", "dev", OLD, "success"],
    ]);
    let status = world.status();
    assert_eq!(
        environment(&status, "dev")["health"],
        json!({"state": "healthy", "said": null, "other_version": "1.9.9"})
    );
    let said = json!("503, <html>\u{1b}[31mdown</html>");
    assert_eq!(
        (
            &environment(&status, "staging")["health"]["state"],
            &environment(&status, "staging")["health"]["said"]
        ),
        (&json!("unhealthy"), &said)
    );
    assert_eq!(environment(&status, "prod")["health"]["state"], "no-answer");
    let request = asked.join().expect("it was asked").to_lowercase();
    assert!(
        request.starts_with("get /health http/1.1\r\n") && !request.contains("authorization"),
        "{request}"
    );
    // Nobody listens any more; nobody is asked.
    world.run(&["status", "--without-health"]).ends(0).says("deployed");
}

#[test]
fn fifty_environments_take_few_requests_and_little_time() {
    let mut text = SHOP.replace("push main -> dev\n", "push main -> dev\n    dev -> many\n");
    let names: Vec<String> = (0..47).map(|number| format!("place-{number}")).collect();
    text = text.replace("dev -> many", &format!("dev -> {}", names.join(" ")));
    for name in &names {
        text.push_str(&format!("environment {name} {{ kind test; url \"https://{name}.example.com\" }}\n"));
    }
    let world = World::new("fifty", "acme/shop", &text);
    let mut facts: Vec<Vec<String>> = Vec::new();
    for (at, name) in names.iter().map(String::as_str).chain(["dev", "staging", "prod"]).enumerate() {
        let run = (at + 1).to_string();
        facts.push(["run", &run, "status=completed"].map(str::to_owned).to_vec());
        facts.push(["record", &run, name, OLD, "success", &format!("run={run}")].map(str::to_owned).to_vec());
    }
    let facts: Vec<Vec<&str>> = facts.iter().map(|fact| fact.iter().map(String::as_str).collect()).collect();
    world.given(&facts.iter().map(Vec::as_slice).collect::<Vec<_>>());
    let start = Instant::now();
    let status = world.status();
    let took = start.elapsed();
    assert!(status["environments"].as_array().expect("a list").iter().all(|one| one["state"] == "running"));
    assert_eq!(status["environments"].as_array().expect("a list").len(), 50);
    let requests = world.requests();
    assert!(requests <= 2 + 2 * 50, "{requests} requests");
    // Without an optimizing compiler, beside other tests.
    assert!(took.as_secs_f64() < 5.0, "{took:?}");
}

#[test]
fn behind_many_that_gave_up_many_are_looked_at_together() {
    let world = world("superseded");
    world.given(&[&["record", "1", "dev", OLD, "success"]]);
    for number in 2..60 {
        world.given(&[&["record", &number.to_string(), "dev", NEW, "queued,error"]]);
    }
    let status = world.status();
    assert_eq!(environment(&status, "dev")["newest"]["record"], 1);
    assert!(world.requests() < 70, "each is asked about once");
}

#[test]
fn records_that_are_far_back_are_found() {
    let world = world("far-back");
    world.given(&[&["page", "1"], &["record", "1", "prod", OLD, "success"]]);
    for number in 2..8 {
        world.given(&[&["record", &number.to_string(), "dev", NEW, "success"]]);
    }
    assert_eq!(environment(&world.status(), "prod")["newest"]["record"], 1);
}
