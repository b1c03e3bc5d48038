//! The settings that `apply` puts in place: each environment's, and the default branch's ruleset.

use super::text;
use crate::{
    github::{EnvironmentSettings, Ruleset, ruleset::PullRequestRule},
    output::Output,
    plan::{Person, Plan},
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
    vec![(plan.names.ruleset(), ruleset(plan))]
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
