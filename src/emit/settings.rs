//! The settings that `apply` puts in place: each environment's, and the default branch's ruleset.

use super::text;
use crate::{
    github::{EnvironmentSettings, Ruleset, ruleset::PullRequestRule},
    output::Output,
    plan::{Person, Plan},
};

pub(super) fn emit(plan: &Plan) -> Vec<Output> {
    let environments = plan.environments.iter().map(|one| (one.name.as_str(), one.reviewers.as_slice(), 0));
    let gates =
        plan.gates.iter().map(|gate| (gate.name.as_str(), gate.reviewers.as_slice(), gate.wait_minutes));
    let mut outputs: Vec<Output> = environments
        .chain(gates)
        .map(|(name, reviewers, wait_timer)| {
            let settings = EnvironmentSettings { wait_timer, ..settings(plan, name, reviewers) };
            text(plan.names.settings(name), crate::github::json::print(&settings))
        })
        .collect();
    outputs.push(text(plan.names.ruleset(), crate::github::json::print(&ruleset(plan))));
    outputs
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
    let reviews = PullRequestRule {
        required_approving_review_count: u8::from(guarded),
        dismiss_stale_reviews_on_push: guarded,
        require_code_owner_review: guarded,
        require_last_push_approval: guarded,
        required_review_thread_resolution: false,
    };
    Ruleset::default_branch(format!("{} (gatewright)", plan.name), reviews)
}
