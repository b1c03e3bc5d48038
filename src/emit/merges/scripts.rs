//! `deploy/merges.sh`, the scripts of the checks, and the checklists that pull requests start with.

use serde::Serialize;

use super::super::{
    header,
    scripts::{library, script},
    template::render,
    text,
};
use crate::{
    markdown::code,
    output::Output,
    plan::{
        MergeCheck, MergeWay, Plan,
        merges::{Asked, WayKind},
    },
};

pub(super) fn emit(plan: &Plan) -> Vec<Output> {
    let mut outputs = vec![merges(plan)];
    outputs.extend(plan.merges.checks.iter().map(|one| check(plan, one)));
    outputs.extend(plan.merges.ways.iter().filter_map(|way| template(plan, way)));
    outputs
}

#[derive(Serialize)]
struct Data<'a> {
    hours: String,
    branches: Vec<BranchData<'a>>,
    ways: Vec<WayData<'a>>,
    closings: Vec<Closing<'a>>,
}

#[derive(Serialize)]
struct BranchData<'a> {
    pattern: String,
    context: &'a str,
}

#[derive(Serialize)]
struct WayData<'a> {
    kind: &'static str,
    words: &'a str,
    from: String,
    into: String,
    whose: &'static str,
    terms: Vec<Term>,
}

#[derive(Serialize)]
struct Closing<'a> {
    way: &'a str,
    branch: String,
}

/// A condition as the function that holds it, and its words.
#[derive(Serialize)]
struct Term {
    name: &'static str,
    words: Vec<String>,
}

fn merges(plan: &Plan) -> Output {
    let merges = &plan.merges;
    let branches = merges.branches.iter();
    let closing = |way: &'_ MergeWay| {
        way.closes.iter().map(|branch| (branch.expression(), way.words.clone())).collect::<Vec<_>>()
    };
    let closings: Vec<(String, String)> = merges.ways.iter().flat_map(closing).collect();
    let data = Data {
        hours: plan.names.hours(),
        branches: branches
            .map(|one| BranchData { pattern: one.pattern.expression(), context: &one.context })
            .collect(),
        ways: merges.ways.iter().map(way).collect(),
        closings: closings.iter().map(|(branch, way)| Closing { way, branch: branch.clone() }).collect(),
    };
    let rendered = render(&plan.templates, "merges.sh", data);
    library(plan, plan.names.merges(), &rendered)
}

fn way(way: &MergeWay) -> WayData<'_> {
    WayData {
        kind: match way.kind {
            WayKind::Merge => "merge",
            WayKind::Hotfix => "hotfix",
            WayKind::MergeBack => "merge-back",
        },
        words: &way.words,
        from: way.from.expression(),
        into: way.into.expression(),
        whose: if way.is_for_own_branches() { "own" } else { "any" },
        terms: terms(way),
    }
}

/// What the check holds, in the order in which people want to hear of it.
fn terms(way: &MergeWay) -> Vec<Term> {
    let mut terms = Vec::new();
    let mut term = |name, words: Vec<String>| terms.push(Term { name, words });
    if let Some((seconds, words)) = &way.age {
        term("is_open_for", vec![seconds.to_string(), words.clone()]);
    }
    for environment in &way.passed {
        term("was_verified_in", vec![environment.clone()]);
    }
    for label in &way.labels {
        term("has_no_issue", vec![label.clone()]);
    }
    for window in &way.windows {
        term("is_inside", vec![window.clone()]);
    }
    let required: Vec<String> =
        way.items.iter().filter(|item| !item.optional).map(|item| item.text.clone()).collect();
    if !required.is_empty() {
        term("is_ticked", required);
    }
    let rows: Vec<String> = lines(way).into_iter().flat_map(row).collect();
    if !rows.is_empty() {
        term("is_approved_by", rows);
    }
    for item in way.items.iter().filter(|item| !item.optional) {
        if let Some((team, members)) = &item.by {
            term("is_confirmed_by", vec![team.clone(), members.join(","), item.text.clone()]);
        }
    }
    terms
}

/// The `approvals` lines of which the file says who may answer: those that no ruleset can say.
pub(super) fn lines(way: &MergeWay) -> Vec<(&Asked, &[String])> {
    way.approvals.iter().filter_map(|line| Some((line, line.members.as_deref()?))).collect()
}

fn row((line, members): (&Asked, &[String])) -> [String; 3] {
    let teams: Vec<&str> = line.teams.iter().map(|team| team.name.as_str()).collect();
    [line.count.to_string(), teams.join(" or "), members.join(",")]
}

#[derive(Serialize)]
struct CheckData<'a> {
    lib: String,
    title: &'a str,
    literal: bool,
    timeout_seconds: u64,
    run: Vec<CommandData<'a>>,
}

#[derive(Serialize)]
struct CommandData<'a> {
    text: &'a str,
    literal: bool,
}

fn check(plan: &Plan, check: &MergeCheck) -> Output {
    let data = CheckData {
        lib: plan.names.steps(),
        title: &check.title.text,
        literal: check.title.literal,
        timeout_seconds: check.timeout_seconds,
        run: check.run.iter().map(|one| CommandData { text: &one.text, literal: one.literal }).collect(),
    };
    script(plan, plan.names.merge_check(&check.name), &render(&plan.templates, "merge-check.sh", data))
}

/// What stands in the text of a pull request at first, if somebody asks for this one.
fn template(plan: &Plan, way: &MergeWay) -> Option<Output> {
    if way.items.is_empty() {
        return None;
    }
    let mut lines = format!(
        "<!-- {} -->\n\nTick what holds: {} asks for it.\n\n",
        header(plan).replace("--", "- -"),
        code(&way.words)
    );
    for item in &way.items {
        let optional = if item.optional { " (optional)" } else { "" };
        lines.push_str(&format!("- [ ] {}{optional}\n", item.text));
    }
    Some(text(plan.names.pull_request_template(&way.slug), lines))
}
