//! Who approves: every gate is opened by its own people, one for each approval.

use std::collections::BTreeSet;

use gatewright::model::{Arrow, Line, Model};

use super::tree::{Job, Tree, Workflow};

/// What holds for jobs, whatever starts them.
pub(super) fn hold(tree: &Tree<'_>) {
    for workflow in &tree.workflows {
        for job in workflow.jobs.values() {
            let place = format!("{}, {}", workflow.path, job.id);
            let Some(environment) = &job.environment else {
                assert!(!is_approval(job) && job.approvals_step().is_none(), "{place} approves nothing");
                continue;
            };
            if ["check-", "plan-", "wait-"].iter().any(|head| job.id.starts_with(head)) {
                open(tree, job, environment, &place);
                continue;
            }
            let declared = tree.model.environments.contains_key(environment);
            assert_eq!(
                is_approval(job) && !declared,
                !declared,
                "{place}: only approvals name `{environment}`"
            );
            if is_approval(job) {
                approval(tree, job, environment, &place);
            } else if !tree.reviewers(environment).is_empty() {
                let (slots, others) = gates(job).unwrap_or_else(|| panic!("{place} asks nobody"));
                assert!(slots.contains(environment) || others.contains(environment), "{place}");
            }
        }
    }
    for environment in tree.model.environments.values() {
        guarded(tree, &environment.name.value);
    }
}

fn is_approval(job: &Job) -> bool {
    job.id.starts_with("approve-") || job.id.starts_with("lift-")
}

/// What asks nobody is passed before people are asked: it holds credentials for a check or a plan, or a timer.
fn open(tree: &Tree<'_>, job: &Job, environment: &str, place: &str) {
    assert!(tree.reviewers(environment).is_empty(), "{place} asks people before they are asked");
    assert!(!tree.model.environments.contains_key(environment), "{place} enters a place to deploy to");
    let timer = tree.environments[environment]["wait_timer"].as_u64().unwrap_or_default();
    assert_eq!(timer > 0, job.id.starts_with("wait-"), "{place}: a timer of {timer} minutes");
}

/// An approval is a place to click, and nothing else.
fn approval(tree: &Tree<'_>, job: &Job, environment: &str, place: &str) {
    assert!(!tree.reviewers(environment).is_empty(), "{place}: anybody may open `{environment}`");
    assert!(
        job.value["permissions"].as_mapping().is_some_and(|map| map.is_empty()),
        "{place} needs no permission"
    );
    let [step] = job.steps.as_slice() else { panic!("{place} does more than be approved") };
    assert!(
        step.run.as_ref().is_some_and(|run| run.starts_with("echo ") && run.lines().count() == 1),
        "{place}"
    );
}

/// GitHub asks for an environment exactly if every way in asks, and then everybody who may approve any of them.
fn guarded(tree: &Tree<'_>, environment: &str) {
    let ways: Vec<&Arrow> = tree.model.into(environment).collect();
    let everybody: BTreeSet<String> = match ways.iter().any(|way| way.approvals.is_empty()) {
        true => BTreeSet::new(),
        false => {
            ways.iter().flat_map(|way| &way.approvals).flat_map(|line| people(tree.model, line)).collect()
        }
    };
    if tree.environments.contains_key(environment) {
        assert_eq!(handles(tree, environment), everybody, "`{environment}` asks somebody else");
    }
}

/// Holds the approvals before a job against what an arrow asks, and against who lifts its windows, if that is what the run
/// is for; says what differs.
pub(super) fn asks(
    tree: &Tree<'_>,
    workflow: &Workflow<'_>,
    job: &Job,
    arrow: &Arrow,
    lifts: bool,
) -> Result<(), String> {
    let expected: Vec<BTreeSet<String>> = arrow
        .approvals
        .iter()
        .flat_map(|line| (0..line.approvals.count.value).map(|_| people(tree.model, line)))
        .collect();
    let (slots, others) = gates(job).unwrap_or_default();
    let asked: Vec<BTreeSet<String>> = slots.iter().map(|slot| handles(tree, slot)).collect();
    if asked != expected {
        return Err(format!("asks {asked:?} at {slots:?}, and has to ask {expected:?}"));
    }
    let mut clicks = approvals_before(workflow, job);
    let target = job.environment.clone().unwrap_or_default();
    if slots.last() == Some(&target) {
        clicks.push(target.clone());
    }
    if clicks != slots || slots.iter().collect::<BTreeSet<_>>().len() != slots.len() {
        return Err(format!("waits at {clicks:?}, and counts {slots:?}"));
    }
    let on_top = !slots.contains(&target) && !handles(tree, &target).is_empty();
    let lifted: Vec<BTreeSet<String>> = match lifts {
        true => arrow.conditions("override").map(|node| lifting(tree.model, node)).collect(),
        false => Vec::new(),
    };
    let (lifting, rest) = others.split_at(lifted.len().min(others.len()));
    let asked: Vec<BTreeSet<String>> = lifting.iter().map(|other| handles(tree, other)).collect();
    if asked != lifted || rest != if on_top { vec![target] } else { Vec::new() } {
        return Err(format!("the clicks on top are {others:?}"));
    }
    let lift_jobs = workflow.ancestors(job).iter().filter(|one| one.id.starts_with("lift-")).count();
    if lift_jobs != lifted.len() {
        return Err(format!("{lift_jobs} jobs lift windows"));
    }
    Ok(())
}

fn lifting(model: &Model, node: &gatewright::syntax::Node) -> BTreeSet<String> {
    let team = node.property_text("by").expect("an override says by whom");
    BTreeSet::from([model.teams[team.value].handle.value.to_ascii_lowercase()])
}

/// What the first step after the checkout holds people to: each with a person of its own, and those with anybody.
fn gates(job: &Job) -> Option<(Vec<String>, Vec<String>)> {
    let script = job.approvals_step()?;
    assert_eq!(job.steps[1].run.as_deref(), Some(script), "{}: something comes before people", job.id);
    let call = script
        .lines()
        .find_map(|line| line.strip_prefix("approvers=$(require_approvals "))
        .expect("the call");
    let mut words: Vec<String> = call.trim_end_matches(')').split(' ').map(str::to_owned).collect();
    let others = words.iter().position(|word| word == "--").map(|at| words.split_off(at)[1..].to_vec());
    Some((words, others.unwrap_or_default()))
}

/// The environments of the approvals before a job, in the order in which people are asked.
fn approvals_before(workflow: &Workflow<'_>, job: &Job) -> Vec<String> {
    let before: Vec<&String> = job.needs.iter().filter(|id| id.starts_with("approve-")).collect();
    match before.as_slice() {
        [] => Vec::new(),
        [id] => {
            let approval = &workflow.jobs[id.as_str()];
            let mut environments = approvals_before(workflow, approval);
            environments.extend(approval.environment.clone());
            environments
        }
        several => panic!("{}: {several:?} are asked at once", job.id),
    }
}

fn people(model: &Model, line: &Line) -> BTreeSet<String> {
    let teams = line.approvals.teams.iter().map(|team| &model.teams[&team.value]);
    teams.map(|team| team.handle.value.to_ascii_lowercase()).collect()
}

fn handles(tree: &Tree<'_>, environment: &str) -> BTreeSet<String> {
    tree.reviewers(environment).into_iter().map(str::to_ascii_lowercase).collect()
}
