//! Pull requests: what the rulesets require is what a workflow says, and it is never less than what the map asks.

use std::collections::{BTreeMap, BTreeSet};

use gatewright::model::Merge;
use serde_json::Value as Json;

use super::tree::{Tree, Workflow, word};

pub(super) fn hold(tree: &Tree<'_>) {
    let rulesets = rulesets(tree);
    let statuses = statuses(tree);
    let jobs: BTreeMap<String, &Workflow<'_>> = checks(tree)
        .flat_map(|workflow| workflow.jobs.values().map(move |job| (name(job), workflow)))
        .collect();
    let required: BTreeSet<String> = rulesets.values().flat_map(contexts).collect();
    let said: BTreeSet<String> = statuses.iter().cloned().chain(jobs.keys().cloned()).collect();
    assert_eq!(
        required, said,
        "a context that nothing says is never good, and one that nothing requires holds nothing"
    );
    let folded: BTreeSet<String> = said.iter().map(|context| context.to_ascii_lowercase()).collect();
    assert_eq!(folded.len(), said.len(), "GitHub compares contexts without case: {said:?}");
    for (path, ruleset) in &rulesets {
        let branches: Vec<&str> = ruleset["conditions"]["ref_name"]["include"]
            .as_array()
            .expect("branches")
            .iter()
            .map(text)
            .collect();
        for context in contexts(ruleset) {
            let Some(workflow) = jobs.get(&context) else { continue };
            let filter =
                workflow.document["on"]["pull_request"]["branches"].as_sequence().expect("its branches");
            let [branch] = filter.as_slice() else { panic!("{}: one branch", workflow.path) };
            let own = format!("refs/heads/{}", word(branch));
            let is_default = word(branch) == tree.model.default_branch() && branches == ["~DEFAULT_BRANCH"];
            let is_own = word(branch).contains('*') || branches.contains(&own.as_str());
            assert!(
                is_default || is_own,
                "{path} requires what {} says of `{}`",
                workflow.path,
                word(branch)
            );
        }
    }
    checks(tree).for_each(without_credentials);
    for merge in &tree.model.merges {
        asks_as_drawn(tree, merge, &rulesets);
    }
    if statuses.is_empty() {
        assert!(tree.workflow("merge").is_none(), "nobody is judged");
    }
}

/// The workflows with the checks.
fn checks<'a>(tree: &'a Tree<'_>) -> impl Iterator<Item = &'a Workflow<'a>> {
    tree.workflows.iter().filter(|workflow| workflow.kind == "merge-into")
}

fn rulesets<'a>(tree: &'a Tree<'_>) -> BTreeMap<&'a str, Json> {
    let files = tree.files.iter().filter(|(path, _)| path.starts_with(".github/rulesets/"));
    files.map(|(path, text)| (*path, serde_json::from_str(text).expect("a ruleset is JSON"))).collect()
}

fn contexts(ruleset: &Json) -> Vec<String> {
    let checks = rule(ruleset, "required_status_checks");
    let checks = checks.map(|rule| rule["required_status_checks"].as_array().expect("a list").clone());
    let checks = checks.unwrap_or_default();
    assert!(checks.iter().all(|check| check["integration_id"] == 15_368), "anybody could say it: {checks:?}");
    checks.iter().map(|check| text(&check["context"]).to_owned()).collect()
}

fn rule<'a>(ruleset: &'a Json, kind: &str) -> Option<&'a Json> {
    let rules = ruleset["rules"].as_array().expect("rules");
    rules.iter().find(|rule| rule["type"] == kind).map(|rule| &rule["parameters"])
}

/// The statuses that the script sets.
fn statuses(tree: &Tree<'_>) -> Vec<String> {
    let script = tree.files.iter().find(|(path, _)| path.ends_with("merges.sh"));
    let rows = script
        .into_iter()
        .flat_map(|(_, text)| text.lines())
        .filter_map(|line| line.strip_prefix("GATED+=("));
    rows.map(|row| {
        let (_, context) = row.split_once("' ").or_else(|| row.split_once(' ')).expect("two words");
        context.trim_end_matches(')').trim_matches('\'').to_owned()
    })
    .collect()
}

fn name(job: &super::tree::Job) -> String {
    word(&job.value["name"])
}

fn without_credentials(workflow: &Workflow<'_>) {
    assert!(!workflow.text.contains("secrets.") && !workflow.text.contains("GH_TOKEN"), "{}", workflow.path);
    assert!(!workflow.text.contains("environment:"), "{}: pull requests enter no environment", workflow.path);
    for job in workflow.jobs.values() {
        let permissions = job.value["permissions"].as_mapping().expect("it says what it may do");
        let reads =
            permissions.iter().all(|(scope, access)| word(scope) == "contents" && word(access) == "read");
        assert!(reads, "{}, {}", workflow.path, job.id);
        assert!(
            job.needs.is_empty(),
            "{}, {}: skipped behind another, it would count as good",
            workflow.path,
            job.id
        );
    }
}

/// GitHub counts at least as many reviews as the way asks, and nobody goes where nothing is drawn.
fn asks_as_drawn(tree: &Tree<'_>, merge: &Merge, rulesets: &BTreeMap<&str, Json>) {
    let into = &merge.into.value;
    let asks =
        merge.conditions.iter().any(|one| one.node.name.value != "about") || !merge.approvals.is_empty();
    if !asks {
        return;
    }
    let holds = |ruleset: &&Json| {
        let branches = ruleset["conditions"]["ref_name"]["include"].as_array().expect("branches");
        let wanted = |branch: &Json| match text(branch) {
            "~DEFAULT_BRANCH" => into == tree.model.default_branch(),
            "~ALL" => into == "**",
            branch => {
                branch.strip_prefix("refs/heads/").is_some_and(|one| into.contains("**") || one == into)
            }
        };
        branches.iter().any(wanted)
    };
    let ruleset = rulesets.values().find(holds).unwrap_or_else(|| panic!("no ruleset holds `{into}`"));
    let reviews = rule(ruleset, "pull_request").expect("changes come by pull request");
    assert!(
        reviews["required_approving_review_count"].as_u64() >= Some(merge.people().into()),
        "{into}: {reviews}"
    );
    let checks = merge.conditions.iter().filter(|one| one.node.name.value == "check");
    for check in checks {
        let name = check.node.text(0).expect("a check has a name").value;
        let is_required = contexts(ruleset).iter().any(|context| context.ends_with(&format!(": {name}")));
        assert!(is_required, "`{into}` does not require `{name}`");
    }
    let script = tree.files.iter().find(|(path, _)| path.ends_with("merges.sh")).expect("somebody judges").1;
    let arms = script
        .split_once("conditions_of() {")
        .and_then(|(_, rest)| rest.split_once("\n}\n"))
        .expect("the ways")
        .0;
    let arm = format!("    '{}')\n", merge.words());
    let arm = arms.split_once(&arm).and_then(|(_, rest)| rest.split_once(";;")).map_or("", |(arm, _)| arm);
    for (condition, function) in [
        ("age", "is_open_for "),
        ("passed", "was_verified_in "),
        ("window", "is_inside "),
        ("blocked-by", "has_no_issue "),
    ] {
        let asked = merge.conditions.iter().any(|one| one.node.name.value == condition);
        assert_eq!(arm.contains(function), asked, "{}: {condition} in {arm}", merge.words());
    }
}

fn text(value: &Json) -> &str {
    value.as_str().expect("a text")
}
