//! Doing what was shown, one step after the other, and nothing else.
//!
//! Before each write the place is read again: if it is no longer what was shown, somebody else is at it, and this run
//! stops.

use serde_json::Value;

use super::{Action, Environment, Repository, State, Step, read, state::Branches, steps::environment_body};
use crate::client::{Client, Error, Kind, Repeat};

/// How it went.
#[derive(Debug)]
pub struct Applied {
    /// How many steps are done, from the first on.
    pub done: usize,
    /// How it ended.
    pub outcome: Outcome,
}

/// How it ended.
#[derive(Debug)]
pub enum Outcome {
    /// Every step is done.
    Complete,
    /// A step could not be done; nothing behind it was tried.
    Stopped(Stopped),
}

/// Why a step could not be done.
#[derive(Debug)]
pub enum Stopped {
    /// It is no longer what was shown.
    Changed,
    /// It is gone.
    Gone,
    /// GitHub does not have it in private repositories of this plan.
    NotOffered(Error),
    /// The request failed.
    Failed(Error),
    /// The request was accepted, and what became of it could not be read.
    NotReadBack(Error),
}

/// Does the steps; `tell` hears of each that is done.
pub fn apply(
    client: &Client,
    repository: &Repository,
    found: &State,
    steps: &[Step],
    mut tell: impl FnMut(&Step),
) -> Applied {
    let mut expected = found.clone();
    for (done, step) in steps.iter().enumerate() {
        if let Err(stopped) = perform(client, repository, &mut expected, step) {
            return Applied { done, outcome: Outcome::Stopped(stopped) };
        }
        tell(step);
    }
    Applied { done: steps.len(), outcome: Outcome::Complete }
}

fn perform(
    client: &Client,
    repository: &Repository,
    expected: &mut State,
    step: &Step,
) -> Result<(), Stopped> {
    match &step.action {
        Action::PutEnvironment { settings, reviewers } => {
            let name = expected.environment(&settings.name).map_or(&settings.name, |one| &one.name).clone();
            unchanged(client, repository, expected, &name)?;
            let path = read::environment_path(repository, &name);
            let body = environment_body(settings, reviewers);
            expected.perform(&step.action);
            // Making an environment has been seen to leave the bypass on; the second request takes it.
            for _ in 0..2 {
                client.put(&path, &body).map_err(|error| refusal(error, repository))?;
                let now = environment(client, repository, &name)?;
                let is_settled = now.can_admins_bypass != Some(true);
                settle(expected, now);
                if is_settled {
                    break;
                }
            }
        }
        Action::AddPolicy { environment, policy } => {
            unchanged(client, repository, expected, environment)?;
            let path =
                format!("{}/deployment-branch-policies", read::environment_path(repository, environment));
            // Twice is as good as once: GitHub answers that it is there.
            client.post(&path, policy, Repeat::Harmless).map_err(|error| refusal(error, repository))?;
            expected.perform(&step.action);
        }
        Action::RemovePolicy { environment, policy } => {
            let now = unchanged(client, repository, expected, environment)?;
            let listed = match now.as_ref().map(|one| &one.branches) {
                Some(Branches::Listed(listed)) => listed.as_slice(),
                _ => &[],
            };
            let id = listed.iter().find(|one| one.policy == policy.policy).map_or(policy.id, |one| one.id);
            let path = read::environment_path(repository, environment);
            client
                .delete(&format!("{path}/deployment-branch-policies/{id}"))
                .map_err(|error| refusal(error, repository))?;
            expected.perform(&step.action);
        }
        Action::PutRuleset { id, ruleset, body } => {
            let now = read::ruleset(client, repository, &ruleset.name).map_err(Stopped::Failed)?;
            match (expected.ruleset(&ruleset.name), now) {
                (None, None) => {}
                (Some(shown), Some(now)) if same_rules(&shown.body, &now.body) => {}
                (Some(_), None) => return Err(Stopped::Gone),
                _ => return Err(Stopped::Changed),
            }
            let own = format!("{}/rulesets", repository.path());
            match id {
                Some(id) => client.put(&format!("{own}/{id}"), body),
                None => client.post(&own, body, Repeat::Never),
            }
            .map_err(|error| refusal(error, repository))?;
            expected.perform(&step.action);
        }
    }
    Ok(())
}

/// Reads an environment again, and stops where it is not what this run left or saw.
fn unchanged(
    client: &Client,
    repository: &Repository,
    expected: &State,
    name: &str,
) -> Result<Option<Environment>, Stopped> {
    let now = read::environment(client, repository, name).map_err(Stopped::Failed)?;
    match (expected.environment(name), &now) {
        (None, None) => Ok(now),
        (Some(shown), Some(is)) if is.is_as(shown) => Ok(now),
        (Some(_), None) => Err(Stopped::Gone),
        _ => Err(Stopped::Changed),
    }
}

fn environment(client: &Client, repository: &Repository, name: &str) -> Result<Environment, Stopped> {
    read::environment(client, repository, name).map_err(Stopped::NotReadBack)?.ok_or(Stopped::Gone)
}

/// Takes over what only GitHub decides: the bypass that it may keep, and a list of branches that it may have kept from
/// before. Whatever is wrong with them is found when everything is read back.
fn settle(expected: &mut State, now: Environment) {
    let mut environments = expected.environments.iter_mut();
    if let Some(known) = environments.find(|one| one.name.eq_ignore_ascii_case(&now.name)) {
        known.can_admins_bypass = now.can_admins_bypass;
        known.branches = now.branches;
    }
}

fn same_rules(shown: &Value, now: &Value) -> bool {
    let parts = ["target", "enforcement", "conditions", "rules", "bypass_actors"];
    parts.iter().all(|part| shown.get(part) == now.get(part))
}

/// In a private repository a refusal mostly means the plan that the owner has.
fn refusal(error: Error, repository: &Repository) -> Stopped {
    let by_plan = match &error.kind {
        Kind::Refused { status: 422, message } => message.to_lowercase().contains("plan"),
        Kind::Forbidden { message, .. } => message.starts_with("Upgrade to"),
        Kind::NotFound => true,
        _ => false,
    };
    if repository.private && by_plan { Stopped::NotOffered(error) } else { Stopped::Failed(error) }
}
