//! The rules for each workflow by itself.

use serde_yaml::Value;

use super::tree::{Job, Step, Tree, Workflow, word};

/// More lines than this belong into the library.
const MOST_LINES: usize = 10;

pub(super) fn hold(tree: &Tree<'_>, workflow: &Workflow<'_>) {
    let path = workflow.path;
    let document = &workflow.document;
    assert!(
        document["permissions"].as_mapping().is_some_and(|map| map.is_empty()),
        "{path}: permissions: {{}}"
    );
    assert!(!word(&document["name"]).is_empty(), "{path} has no name");
    assert_eq!(word(&document["defaults"]["run"]["shell"]), "bash", "{path}: bash alone has no pipefail");
    assert!(document["env"].is_null(), "{path}: no variable is for every job");
    // Nobody is waited for in these, so a group holds up nobody.
    let in_groups = ["pipeline-check", "merge", "merge-into"].contains(&workflow.kind);
    assert_eq!(!document["concurrency"].is_null(), in_groups, "{path}: concurrency");
    pins(workflow);
    for job in workflow.jobs.values() {
        let place = format!("{path}, {}", job.id);
        self::job(tree, workflow, job, &place);
        ancestors(workflow, job, &place);
        for step in &job.steps {
            self::step(tree, step, &place);
        }
    }
}

/// Every action is pinned to a commit, with the version behind it for people and bots.
fn pins(workflow: &Workflow<'_>) {
    for line in workflow.text.lines() {
        let line = line.trim_start().trim_start_matches("- ");
        let Some(action) = line.strip_prefix("uses: ") else { continue };
        let fits = action.split_once('@').and_then(|(_, pin)| pin.split_once(" # v")).is_some_and(
            |(sha, version)| {
                sha.len() == 40
                    && sha.bytes().all(|byte| byte.is_ascii_hexdigit())
                    && version.split('.').all(|part| part.parse::<u32>().is_ok())
            },
        );
        assert!(fits, "{}: {action}", workflow.path);
    }
}

fn job(tree: &Tree<'_>, workflow: &Workflow<'_>, job: &Job, place: &str) {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    assert!(job.id.len() < 100 && job.id.chars().all(fits), "{place}: GitHub refuses this id");
    assert!(job.id.starts_with(|c: char| c.is_ascii_alphabetic()), "{place}: GitHub refuses this id");
    assert!(job.value["concurrency"].is_null(), "{place}: a group would be held while people decide");
    assert!(
        job.value["timeout-minutes"].as_u64().is_some_and(|minutes| (1..=360).contains(&minutes)),
        "{place}"
    );
    assert!(!word(&job.value["name"]).is_empty(), "{place} has no name");
    assert!(job.value["permissions"].is_mapping(), "{place} does not say what it may do");
    if let Some(condition) = &job.condition {
        match job.follows() {
            // It runs because another job failed, and nothing runs behind it.
            true if job.id.starts_with("rejected-") => {
                assert!(condition.starts_with("failure() && ("), "{place}: {condition}");
                plain_condition(&condition["failure() && ".len()..], place);
            }
            _ => plain_condition(condition, place),
        }
    }
    let needed = workflow.jobs.values().any(|other| other.needs.contains(&job.id));
    assert!(!job.follows() || !needed, "{place}: something depends on what only follows");
    if let Some(environment) = &job.environment {
        assert!(
            !environment.contains("${{"),
            "{place}: an expression could name an environment without protection"
        );
        assert!(tree.environments.contains_key(environment), "{place}: `{environment}` has no settings");
        assert_ne!(workflow.kind, "pipeline-check", "{place}: pull requests enter no environment");
    }
}

/// A skipped job skips all behind it, so whatever stands before a job runs whenever the job does.
fn ancestors(workflow: &Workflow<'_>, job: &Job, place: &str) {
    if job.follows() {
        return;
    }
    for ancestor in workflow.ancestors(job) {
        let Some(condition) = &ancestor.condition else { continue };
        let same = job.condition.as_ref() == Some(condition);
        // A push that is handed over ends here; the run on the default branch is another one.
        let hands_over = ancestor.id == "guard" && workflow.jobs.contains_key("hand-over");
        assert!(same || hands_over, "{place}: `{}` may be skipped where it has to run", ancestor.id);
    }
    let ids: Vec<&String> = job.needs.iter().collect();
    assert!(
        job.needs.iter().all(|id| ids.iter().filter(|other| **other == id).count() == 1),
        "{place}: needs"
    );
}

fn step(tree: &Tree<'_>, step: &Step, place: &str) {
    assert!(!word(&step.value["name"]).is_empty(), "{place}: a step has no name");
    if let Some(condition) = step.value["if"].as_str() {
        plain_condition(condition, place);
    }
    if let Some(action) = &step.uses {
        let remembers = action.starts_with("actions/checkout@")
            && step.value["with"]["persist-credentials"] != Value::Bool(false);
        assert!(!remembers, "{place}: the checkout keeps the token");
    }
    let Some(run) = &step.run else { return };
    assert!(!run.contains("${{"), "{place}: an expression in a script: {run}");
    assert!(run.lines().count() <= MOST_LINES, "{place}: too long for a workflow: {run}");
    for called in run.split_whitespace() {
        let (called, executable) = match called.strip_prefix("./") {
            Some(called) => (called, true),
            None => (called, false),
        };
        if called.starts_with("deploy/") {
            assert!(tree.files.contains_key(called), "{place}: there is no {called}");
            assert_eq!(tree.executable.contains(&called), executable, "{place}: {called}");
        }
    }
}

/// A status function would let a job run whose gate did not open; an expression mark makes every condition true.
fn plain_condition(condition: &str, place: &str) {
    for word in ["always", "failure", "cancelled", "success", "${{"] {
        assert!(!condition.contains(word), "{place}: `{word}` in `{condition}`");
    }
    assert!(!condition.trim().is_empty(), "{place}: an empty condition");
}
