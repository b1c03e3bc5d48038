//! What a run does: for each arrow of the map, exactly the jobs that this arrow asks for.

use std::process::Command;

use gatewright::model::{Arrow, Origin};

use super::{
    expression::{Context, filled, holds},
    people,
    tree::{Job, Tree, Workflow},
};

pub(super) fn hold(tree: &Tree<'_>) {
    for arrow in &tree.model.arrows {
        match &arrow.from {
            Origin::Environment(from) => promotion(tree, arrow, &from.value),
            Origin::Push(pattern) => {
                branches(&pattern.value).iter().for_each(|branch| push(tree, arrow, branch))
            }
            Origin::Manual(pattern) => {
                branches(&pattern.value).iter().for_each(|branch| dispatch(tree, arrow, branch, ""));
            }
            Origin::Tag(pattern) => tags(&pattern.value).iter().for_each(|tag| tagged(tree, arrow, tag)),
            Origin::PullRequest(_) => {
                panic!("nothing is built with a way in that is not enforced")
            }
        }
        adoption(tree, &arrow.to.value);
    }
    for node in tree.model.parts("rehearse") {
        let (Some(target), Some(place)) = (node.text(0), node.text(2)) else { continue };
        entered(tree, "rehearse", target.value, place.value);
    }
}

fn promotion(tree: &Tree<'_>, arrow: &Arrow, from: &str) {
    let row = format!("{from}:{}) echo ", arrow.to.value);
    let job = tree.library().lines().find_map(|line| line.trim_start().strip_prefix(&row));
    let way = job.unwrap_or_else(|| panic!("the library lacks {row}")).trim_end_matches(" ;;");
    let context = Context::from([("needs.guard.outputs.way", way.to_owned())]);
    one_of(tree, "promote-release", &context, &[arrow], false);
    if arrow.conditions("override").next().is_some() {
        let row = format!("{way}) echo ");
        let libraries = tree.libraries();
        let lifted = libraries.lines().filter_map(|line| line.trim_start().strip_prefix(&row));
        let lifted =
            lifted.filter_map(|line| line.split(' ').next()).find(|other| other.contains("override"));
        let lifted = lifted.unwrap_or_else(|| panic!("nobody can lift the windows of {way}"));
        let context = Context::from([("needs.guard.outputs.way", lifted.to_owned())]);
        one_of(tree, "promote-release", &context, &[arrow], true);
    }
}

/// A tag is handed over, whoever pushed it; or a person names it.
fn tagged(tree: &Tree<'_>, arrow: &Arrow, tag: &str) {
    let workflow = tree.workflow("deploy").expect("tags have a workflow");
    let mut pushed = context("push", tag, "", "");
    pushed.insert("github.ref", format!("refs/tags/{tag}"));
    let running: Vec<&str> = running(workflow, &pushed).iter().map(|job| job.id.as_str()).collect();
    assert_eq!(running, ["hand-over"], "the tag `{tag}` runs under its own rules");
    for started_by_run in ["4711", ""] {
        let mut context =
            context("workflow_dispatch", tree.model.default_branch(), &arrow.to.value, started_by_run);
        context.insert("inputs.tag", tag.to_owned());
        context.insert("needs.guard.outputs.way", way(workflow, &context, tag));
        one_of(tree, "deploy", &context, &strictest(tree, arrow, tag), false);
    }
}

/// Tags that a pattern matches, also where versions have three numbers and no suffix.
fn tags(pattern: &str) -> Vec<String> {
    vec![pattern.replace("**", "1").replace('*', "1"), pattern.replace("**", "20").replace('*', "20")]
}

fn push(tree: &Tree<'_>, arrow: &Arrow, branch: &str) {
    let default = tree.model.default_branch();
    let context = context("push", branch, "", "");
    let workflow = tree.workflow("deploy").expect("pushes have a workflow");
    if branch == default {
        one_of(tree, "deploy", &context, &strictest(tree, arrow, branch), false);
        return;
    }
    let running: Vec<&str> = running(workflow, &context).iter().map(|job| job.id.as_str()).collect();
    assert_eq!(running, ["hand-over"], "a push to `{branch}` runs under that branch's rules");
    dispatch(tree, arrow, branch, "4711");
}

fn dispatch(tree: &Tree<'_>, arrow: &Arrow, branch: &str, started_by_run: &str) {
    let mut context =
        context("workflow_dispatch", tree.model.default_branch(), &arrow.to.value, started_by_run);
    let workflow = tree.workflow("deploy").expect("ways by hand have a workflow");
    context.insert("needs.guard.outputs.way", way(workflow, &context, branch));
    one_of(tree, "deploy", &context, &strictest(tree, arrow, branch), false);
    if started_by_run.is_empty() && arrow.conditions("override").next().is_some() {
        context.insert("inputs.override", "why".to_owned());
        one_of(tree, "deploy", &context, &strictest(tree, arrow, branch), true);
    }
}

fn adoption(tree: &Tree<'_>, to: &str) {
    entered(tree, "adopt", to, to);
}

/// Whatever changes a place without a way of the map asks the people of the way that asks most.
fn entered(tree: &Tree<'_>, kind: &str, chosen: &str, to: &str) {
    let context = Context::from([("inputs.environment", chosen.to_owned())]);
    let most = tree.model.into(to).map(Arrow::people).max().unwrap_or_default();
    let arrows: Vec<&Arrow> = tree.model.into(to).filter(|arrow| arrow.people() == most).collect();
    one_of(tree, kind, &context, &arrows, false);
}

/// Holds that exactly one job enters the target, after everything that one of these arrows asks.
fn one_of(tree: &Tree<'_>, kind: &str, context: &Context, arrows: &[&Arrow], lifts: bool) {
    let to = &arrows[0].to.value;
    let workflow = tree.workflow(kind).unwrap_or_else(|| panic!("there is no {kind}"));
    let running = running(workflow, context);
    let entering: Vec<&&Job> = running
        .iter()
        .filter(|job| job.environment.as_ref() == Some(to) && !job.id.starts_with("approve-"))
        .collect();
    let [job] = entering.as_slice() else {
        let ids: Vec<&str> = entering.iter().map(|job| job.id.as_str()).collect();
        panic!("{}: {ids:?} enter `{to}` with {context:?}", workflow.path);
    };
    let wrong: Vec<String> =
        arrows.iter().filter_map(|arrow| people::asks(tree, workflow, job, arrow, lifts).err()).collect();
    assert!(wrong.len() < arrows.len(), "{}, {}: {wrong:#?}", workflow.path, job.id);
    if context.get("github.event_name").is_none_or(|event| event != "push") {
        let others = running.iter().filter(|one| one.environment.is_some() && one.id != job.id);
        let before: Vec<&str> = workflow.ancestors(job).iter().map(|one| one.id.as_str()).collect();
        for other in others {
            assert!(
                before.contains(&other.id.as_str()),
                "{}: {} runs beside {}",
                workflow.path,
                other.id,
                job.id
            );
        }
    }
}

/// The arrows of the same sort into the same place that this branch fits: those that ask most people.
fn strictest<'a>(tree: &'a Tree<'_>, arrow: &'a Arrow, branch: &str) -> Vec<&'a Arrow> {
    let same = |other: &&Arrow| match (&other.from, &arrow.from) {
        (Origin::Push(pattern), Origin::Push(_))
        | (Origin::Manual(pattern), Origin::Manual(_))
        | (Origin::Tag(pattern), Origin::Tag(_)) => fits(pattern.value.as_bytes(), branch.as_bytes()),
        _ => false,
    };
    let fitting: Vec<&Arrow> = tree.model.into(&arrow.to.value).filter(same).collect();
    let most = fitting.iter().map(|arrow| arrow.people()).max().unwrap_or_default();
    fitting.into_iter().filter(|arrow| arrow.people() == most).collect()
}

fn context(event: &str, branch: &str, environment: &str, started_by_run: &str) -> Context {
    Context::from([
        ("github.event_name", event.to_owned()),
        ("github.ref", format!("refs/heads/{branch}")),
        ("inputs.environment", environment.to_owned()),
        ("inputs.started_by_run", started_by_run.to_owned()),
        ("inputs.tag", String::new()),
        ("inputs.override", String::new()),
        ("needs.guard.outputs.way", String::new()),
    ])
}

/// The jobs that run, without what only follows a deployment: their own condition holds, and so do those of all before them.
fn running<'a>(workflow: &'a Workflow<'_>, context: &Context) -> Vec<&'a Job> {
    let runs = |job: &Job| job.condition.as_ref().is_none_or(|condition| holds(condition, context));
    let all = |job: &&Job| runs(job) && workflow.ancestors(job).into_iter().all(runs);
    workflow.jobs.values().filter(|job| !job.follows()).filter(all).collect()
}

/// What the guard's own script answers, where only the branch tells the ways apart.
#[expect(clippy::disallowed_methods, reason = "the script is tried with the shell that it is for")]
fn way(workflow: &Workflow<'_>, context: &Context, branch: &str) -> String {
    let mut context = context.clone();
    context.insert("steps.check.outputs.branch", branch.to_owned());
    for step in &workflow.jobs["guard"].steps {
        let (Some(condition), Some(run)) = (step.value["if"].as_str(), &step.run) else { continue };
        if !step.env.contains_key("WAY") || !holds(condition, &context) {
            continue;
        }
        let script =
            format!("source() {{ :; }}; output() {{ printf %s \"$2\"; }}; die() {{ exit 1; }}\n{run}");
        let given = Command::new("bash")
            .args(["-euo", "pipefail", "-c", &script])
            .env("WAY", filled(&step.env["WAY"], &context))
            .output();
        let given = given.expect("bash runs the scripts that are made for it");
        assert!(given.status.success(), "no way for {branch}: {run}");
        return String::from_utf8(given.stdout).expect("a job's id");
    }
    String::new()
}

/// Branches that a pattern matches.
fn branches(pattern: &str) -> Vec<String> {
    let filled = |word: &str, words: &str| pattern.replace("**", words).replace('*', word);
    let mut branches = vec![filled("x", "x"), filled("2.0.0", "a/b-c")];
    branches.dedup();
    branches
}

/// Tells whether a branch fits a pattern; written anew here, so that one mistake is not made twice.
fn fits(pattern: &[u8], branch: &[u8]) -> bool {
    match (pattern, branch) {
        ([], _) => branch.is_empty(),
        ([b'*', b'*', rest @ ..], [_, more @ ..]) => fits(rest, branch) || fits(pattern, more),
        ([b'*', b'*', rest @ ..], []) => fits(rest, branch),
        ([b'*', rest @ ..], [next, more @ ..]) => {
            fits(rest, branch) || (*next != b'/' && fits(pattern, more))
        }
        ([b'*', rest @ ..], []) => fits(rest, branch),
        ([sign, rest @ ..], [next, more @ ..]) => sign == next && fits(rest, more),
        (_, []) => false,
    }
}
