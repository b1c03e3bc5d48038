//! A random pipeline, valid by what the language says.

use std::collections::BTreeSet;

use super::{
    choices::Choices,
    texts::{GLOBS, PATHS, command, hostile, quoted, words},
};

/// Names that could meet: with each other, with jobs, with gates, with words of somebody's.
#[rustfmt::skip] // It would give each name a line.
const NAMES: &[&str] = &[
    "dev", "test", "prod", "a", "b", "a-from-b", "a-to-b", "b-to-a", "a-way-1", "a-1", "to-a", "end", "guard", "build", "store",
    "hand-over", "deploy", "approve", "way", "a-push-to-main", "true", "x", "manual-x", "default-branch", "on", "a-from-b-to-a",
    "the-longest-name-that-an-environment-may-have-is-as-long-as-thi", "another-name-of-63-characters-that-is-as-long-as-one-is-allowed",
];
const KINDS: &[&str] = &["integration", "test", "uat", "staging", "production", "production"];
const BRANCHES: &[&str] =
    &["main", "trunk", "release/*", "release/**", "hotfix/*", "develop", "**", "*", "v*.*", "a+b@c", "x#y/*"];
const TEAMS: &[&str] = &["qa", "leads", "managers", "dora", "also-qa"];
const GATES: &[&str] = &["production", "a-to-b", "a", "to-a"];

/// The path of the file, which stands in every header.
pub(super) fn path(choices: &mut Choices<'_>) -> &'static str {
    choices.one(&["pipelines/shop.kdl", "it's/$(id) ${{ x }} --> ü.kdl", "a b.kdl"])
}

/// The whole text; every one of these codes is accepted.
pub(super) fn text(choices: &mut Choices<'_>, allowed: &[&str]) -> String {
    let _ = path(choices);
    let default_branch = choices.one(&["main", "trunk", "main/2.x"]);
    let mut environments: Vec<&str> = Vec::new();
    for _ in 0..choices.between(1, 8) {
        let name = choices.one(NAMES);
        let mut others = NAMES.iter().filter(|other| !environments.contains(other));
        let free = if environments.contains(&name) { others.next() } else { None };
        environments.push(free.copied().unwrap_or(name));
    }
    let mut text = pipeline(choices, default_branch, allowed);
    text.push_str(&map(choices, default_branch, &environments));
    text.push_str(TEAMS_BLOCK);
    for gate in GATES {
        text.push_str(&format!("gate {gate} {{\n{}}}\n", lines(choices)));
    }
    text.push_str(&release(choices));
    text.push_str(&build(choices));
    text.push_str(&format!("defaults {{\n{}}}\n", settings(choices, true)));
    for environment in environments {
        let kind = choices.one(KINDS);
        let url = format!("https://{environment}.example.com{}", choices.one(PATHS));
        let like = if choices.once_in(9) { "    like machine\n" } else { "" };
        let own = settings(choices, false);
        text.push_str(&format!(
            "environment {} {{\n{like}    kind {kind}\n    url {}\n{own}}}\n",
            quoted(environment),
            quoted(&url)
        ));
    }
    // Where nothing is like it, it is only a developer's machine.
    text.push_str("environment machine {\n    kind local\n    steps { test t run=\"true\"; validate v { run \"it's\" \"$(id)\"; optional } }\n}\n");
    text
}

const TEAMS_BLOCK: &str = r#"teams {
    qa "@acme/qa"
    leads "@acme/leads" { members "@ann" "@bo" "@cy" "@dee" "@eve" }
    managers "@acme/managers"
    dora "@dora"
    also-qa "@Acme/QA"
}
"#;

fn pipeline(choices: &mut Choices<'_>, default_branch: &str, allowed: &[&str]) -> String {
    let mut text =
        format!("pipeline shop {{\n    repository \"acme/shop\" default-branch={}\n", quoted(default_branch));
    if choices.once_in(2) {
        text.push_str(&format!("    description {}\n", quoted(words(choices))));
    }
    if choices.once_in(4) {
        text.push_str("    file-prefix \"shop-\"\n");
    }
    if choices.once_in(3) {
        text.push_str("    tools { node \"22\" }\n");
    }
    for code in allowed {
        text.push_str(&format!("    allow {code} because=\"chance wrote this\"\n"));
    }
    text + "}\n"
}

/// Arrows lead forwards only, and every environment has a way in.
fn map(choices: &mut Choices<'_>, default_branch: &str, environments: &[&str]) -> String {
    let mut drawn: BTreeSet<(String, &str)> = BTreeSet::new();
    let mut text = String::from("promotions {\n");
    for (index, &to) in environments.iter().enumerate() {
        for way in 0..choices.between(1, 3) {
            let branch = |choices: &mut Choices<'_>| match choices.once_in(3) {
                true => quoted(default_branch),
                false => quoted(choices.one(BRANCHES)),
            };
            let sources = match choices.below(4) {
                0 if index > 0 => choices.some(2, &environments[..index]).into_iter().map(quoted).collect(),
                1 if index > 0 => vec![quoted(environments[index - 1])],
                2 => vec![format!("manual {}", branch(choices))],
                _ if way > 0 && choices.once_in(2) => vec![format!("manual {}", branch(choices))],
                _ => vec![format!("push {}", branch(choices))],
            };
            let sources: Vec<String> =
                sources.into_iter().filter(|from| drawn.insert((from.clone(), to))).collect();
            if !sources.is_empty() {
                text.push_str(&format!(
                    "    {} -> {}{}\n",
                    sources.join(" "),
                    quoted(to),
                    conditions(choices)
                ));
            }
        }
    }
    text + "}\n"
}

fn conditions(choices: &mut Choices<'_>) -> String {
    match choices.below(5) {
        0 => String::new(),
        1 => format!(" {{ gate {} }}", choices.one(GATES)),
        2 => format!(" {{\n{}    }}", lines(choices)),
        3 => format!(" {{\n    gate {}\n{}    }}", choices.some(2, GATES).join(" "), lines(choices)),
        _ => " { approvals none }".to_owned(),
    }
}

fn lines(choices: &mut Choices<'_>) -> String {
    let line = |choices: &mut Choices<'_>| {
        format!("        approvals {} from {}\n", choices.between(1, 4), choices.some(3, TEAMS).join(" "))
    };
    (0..choices.between(1, 3)).map(|_| line(choices)).collect()
}

fn release(choices: &mut Choices<'_>) -> String {
    let id = choices.one(&["release-{date}-{time}", "{date}-{time}", "a.b_{date}-{time}.x"]);
    let branch = choices.one(&[
        "",
        "branch \"release/v{version}\"",
        "branch \"v{version}\"",
        "branch \"it+(x)/{version}\"",
    ]);
    let version = match choices.below(3) {
        0 if !branch.is_empty() => "branch",
        1 => "\"a/package.json\"",
        _ => "changelog",
    };
    format!("release {{\n    id \"{id}\"\n    {branch}\n    version semver from={version}\n}}\n")
}

fn build(choices: &mut Choices<'_>) -> String {
    if choices.once_in(6) {
        return String::new();
    }
    let run: Vec<String> = (0..choices.between(1, 4)).map(|_| quoted(command(choices))).collect();
    let globs: Vec<String> = choices.some(3, GLOBS).into_iter().map(quoted).collect();
    format!("build {{\n    run {}\n    artifact bundle {}\n}}\n", run.join(" "), globs.join(" "))
}

fn settings(choices: &mut Choices<'_>, deploys: bool) -> String {
    let mut text = String::new();
    if choices.once_in(4) {
        text.push_str(choices.one(&[
            "    runs-on \"ubuntu-22.04\"\n",
            "    runs-on self-hosted linux\n",
            "    runs-on self-hosted\n",
        ]));
    }
    if choices.once_in(3) {
        text.push_str(&format!(
            "    timeout {} {}\n",
            choices.between(1, 90),
            choices.one(&["minutes", "seconds", "hours"])
        ));
    }
    let mut block = |name: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            text.push_str(&format!("    {name} {{\n        {}\n    }}\n", lines.join("\n        ")));
        }
    };
    let names = ["LOG_LEVEL", "A", "B_2", "URLS", "_X"];
    let variables = (0..choices.below(4)).map(|index| format!("{} {}", names[index], quoted(value(choices))));
    block("variables", variables.collect());
    let secrets =
        (0..choices.below(3)).map(|index| ["TOKEN from=OTHER_TOKEN", "PAYMENT_KEY"][index].to_owned());
    block("secrets", secrets.collect());
    let mut steps = if deploys { vec![step(choices, "deploy")] } else { Vec::new() };
    for _ in 0..choices.below(4) {
        let phases = [
            "validate", "test", "build", "backup", "migrate", "deploy", "health", "smoke", "switch",
            "verify", "monitor",
        ];
        let phase = choices.one(&phases);
        steps.push(step(choices, phase));
    }
    block("steps", steps);
    let keys: BTreeSet<&str> = (0..choices.below(3)).map(|_| hostile(choices)).collect();
    block(
        "about",
        keys.into_iter().map(|key| format!("{} {}", quoted(key), quoted(hostile(choices)))).collect(),
    );
    text
}

fn value(choices: &mut Choices<'_>) -> &'static str {
    match choices.once_in(5) {
        true => choices.one(&["{url}", "{environment}/{url}?{environment}", "{url}{url}", "{Url} {} {"]),
        false => hostile(choices),
    }
}

fn step(choices: &mut Choices<'_>, phase: &str) -> String {
    let title = quoted(words(choices));
    if choices.once_in(2) {
        return format!("{phase} {title} run={}", quoted(command(choices)));
    }
    let run: Vec<String> = (0..choices.between(1, 3)).map(|_| quoted(command(choices))).collect();
    let timeout = if choices.once_in(3) { "; timeout 90 seconds" } else { "" };
    let optional = if choices.once_in(3) { "; optional" } else { "" };
    format!("{phase} {title} {{ run {}{timeout}{optional} }}", run.join(" "))
}
