//! The settings that `apply` puts in place: each environment's, and the rulesets of the branches.

use super::text;
use crate::{
    github::{
        EnvironmentSettings, Ruleset,
        ruleset::{PullRequestRule, RequiredReviewer, Rule, StatusCheck, StatusChecksRule},
    },
    output::Output,
    plan::{MergeBranch, Person, Plan},
};

pub(super) fn emit(plan: &Plan) -> Vec<Output> {
    let environments = environments(plan)
        .into_iter()
        .map(|one| text(plan.names.settings(&one.name), crate::github::json::print(&one)));
    let rulesets =
        rulesets(plan).into_iter().map(|(path, ruleset)| text(path, crate::github::json::print(&ruleset)));
    environments.chain(rulesets).collect()
}

/// Returns the settings of every environment, those that exist only to be approved included.
pub(crate) fn environments(plan: &Plan) -> Vec<EnvironmentSettings> {
    let environments = plan.environments.iter().map(|one| settings(plan, &one.name, &one.reviewers));
    let gates = plan.gates.iter().map(|gate| EnvironmentSettings {
        wait_timer: gate.wait_minutes,
        ..settings(plan, &gate.name, &gate.reviewers)
    });
    environments.chain(gates).collect()
}

/// Returns every ruleset, with the path of its file.
pub(crate) fn rulesets(plan: &Plan) -> Vec<(String, Ruleset)> {
    let others = plan.merges.branches.iter().filter(|one| !one.pattern.is_exactly(&plan.default_branch));
    let others = others.map(|branch| (plan.names.branch_ruleset(&branch.slug), of_branch(plan, branch)));
    std::iter::once((plan.names.ruleset(), ruleset(plan))).chain(others).collect()
}

fn settings(plan: &Plan, name: &str, reviewers: &[Person]) -> EnvironmentSettings {
    EnvironmentSettings {
        prevent_self_review: !reviewers.is_empty(),
        reviewers: reviewers.iter().map(Person::reviewer).collect(),
        ..EnvironmentSettings::new(name, &plan.default_branch)
    }
}

/// Gates are as strong as the branch that holds them: whoever can change it alone can change them alone.
fn ruleset(plan: &Plan) -> Ruleset {
    let guarded = !plan.owners.is_empty();
    let gate = plan.merges.of_branch(&plan.default_branch);
    let mut reviews = reviews(gate);
    reviews.required_approving_review_count = reviews.required_approving_review_count.max(u8::from(guarded));
    reviews.dismiss_stale_reviews_on_push |= guarded;
    reviews.require_code_owner_review = guarded;
    reviews.require_last_push_approval |= guarded;
    let mut ruleset = Ruleset::default_branch(format!("{} (gatewright)", plan.name), reviews);
    ruleset.rules.extend(gate.and_then(checks));
    ruleset
}

/// The gate of another branch.
fn of_branch(plan: &Plan, branch: &MergeBranch) -> Ruleset {
    let name = format!("{}: {} (gatewright)", plan.name, branch.pattern.text);
    let mut ruleset = Ruleset::branches(name, branch.pattern.of_ruleset(), reviews(Some(branch)));
    ruleset.rules.extend(checks(branch));
    ruleset
}

fn reviews(gate: Option<&MergeBranch>) -> PullRequestRule {
    let people = gate.map_or(0, |gate| gate.reviews);
    let teams = gate.into_iter().flat_map(|gate| &gate.teams);
    PullRequestRule {
        // More than GitHub takes is `unenforceable-approvals`.
        required_approving_review_count: u8::try_from(people).unwrap_or(u8::MAX),
        dismiss_stale_reviews_on_push: people > 0,
        require_code_owner_review: false,
        require_last_push_approval: people > 0,
        required_review_thread_resolution: false,
        required_reviewers: teams
            .map(|(team, count)| RequiredReviewer::always(team.reviewer(), *count))
            .collect(),
    }
}

fn checks(gate: &MergeBranch) -> Option<Rule> {
    let contexts = std::iter::once(&gate.context).chain(gate.checks.iter().map(|check| &check.context));
    Some(Rule::RequiredStatusChecks(StatusChecksRule {
        strict_required_status_checks_policy: false,
        // A branch that is new has no pull request yet; a branch that is gone cannot be made anew, since nobody deletes it.
        do_not_enforce_on_create: true,
        required_status_checks: contexts.map(StatusCheck::of_a_workflow).collect(),
    }))
}
