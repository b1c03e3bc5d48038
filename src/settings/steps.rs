//! What is sent to GitHub, in an order in which nothing is ever less safe than both before and after.
//!
//! Between two steps a run may slip in. So in no moment may it get past what would have stopped it before and would stop
//! it afterwards:
//!
//! * Rules of branches that only become stricter come first: whoever can change the default branch alone can change
//!   every gate alone. Rules that become looser in anything come last, when all that they guarded is in place.
//! * Missing environments come next, those that exist only to be approved before the ones that they lead to: GitHub
//!   makes an environment that it does not know without any protection as soon as a job names it.
//! * Then what only becomes stricter, then the rest.
//! * Within one environment people, timer and bypass go in one request. Where that only makes it stricter it comes
//!   first, then the missing branches, then the stale ones go. Where it makes anything looser, the stale branches go
//!   first: the new, looser people must never answer for a branch that is not let in any more.

use indexmap::IndexMap;
use serde::Serialize;
use serde_json::Value;

use super::{
    Branches, Comparison, Difference, Environment, Found, Identity, Kind, Policy, Reviewing, Subject, Wanted,
    WantedEnvironment,
};
use crate::github::{BranchPolicy, EnvironmentSettings, Ruleset};

/// One request that changes something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Makes an environment, or sets all of it but its list of branches.
    PutEnvironment {
        /// Its settings.
        settings: EnvironmentSettings,
        /// Who may approve, with GitHub's numbers.
        reviewers: Vec<Reviewing>,
    },
    /// Lets a branch or tag in.
    AddPolicy {
        /// The environment.
        environment: String,
        /// The pattern.
        policy: BranchPolicy,
    },
    /// Lets a branch or tag in no longer.
    RemovePolicy {
        /// The environment.
        environment: String,
        /// The pattern.
        policy: Policy,
    },
    /// Makes a ruleset, or sets all of it.
    PutRuleset {
        /// GitHub's number, if there is one already.
        id: Option<u64>,
        /// The ruleset.
        ruleset: Ruleset,
        /// What is sent: the same, with teams by number.
        body: Value,
    },
}

/// One request that changes something, and what it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The request.
    pub action: Action,
    /// What it is about.
    pub subject: Subject,
}

/// Orders what ends the differences. Whoever is not known to GitHub has to be seen to before.
pub fn steps(wanted: &Wanted, found: &Found, comparison: &Comparison) -> Vec<Step> {
    let (mut first, mut last) = (Vec::new(), Vec::new());
    for difference in comparison.applied() {
        let Subject::Ruleset(name) = &difference.subject else { continue };
        let Some(one) = wanted.rulesets.iter().find(|one| one.ruleset.name == *name) else { continue };
        let id = found.state.ruleset(name).map(|ruleset| ruleset.id);
        let body = ruleset_body(&one.ruleset, &found.people);
        let action = Action::PutRuleset { id, ruleset: one.ruleset.clone(), body };
        let step = Step { action, subject: difference.subject.clone() };
        if is_loosened(difference) { last.push(step) } else { first.push(step) }
    }
    let mut environments: Vec<(Rank, Vec<Step>)> = Vec::new();
    for one in &wanted.environments {
        let subject = Subject::Environment(one.settings.name.clone());
        if comparison.of(&subject).next().is_none() {
            continue;
        }
        let (rank, actions) = environment(one, found);
        let actions = actions.into_iter().map(|action| Step { action, subject: subject.clone() });
        environments.push((rank, actions.collect()));
    }
    environments.sort_by_key(|(rank, _)| *rank);
    first.extend(environments.into_iter().flat_map(|(_, steps)| steps));
    first.extend(last);
    first
}

/// When an environment's turn is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    MissingGate,
    Missing,
    Stricter,
    Looser,
}

fn environment(wanted: &WantedEnvironment, found: &Found) -> (Rank, Vec<Action>) {
    let settings = &wanted.settings;
    let reviewers: Vec<Reviewing> = settings
        .reviewers
        .iter()
        .filter_map(|reviewer| Reviewing::of(&reviewer.name, found.people.get(&reviewer.name)))
        .collect();
    let known = found.state.environment(&settings.name);
    let listed = match known.map(|one| &one.branches) {
        Some(Branches::Listed(policies)) => policies.as_slice(),
        _ => &[],
    };
    let name = known.map_or(&settings.name, |one| &one.name).clone();
    let missing =
        settings.branch_policies.iter().filter(|one| !listed.iter().any(|other| other.policy == **one));
    let add = missing
        .map(|policy| Action::AddPolicy { environment: name.clone(), policy: policy.clone() })
        .collect::<Vec<_>>();
    let stale = listed.iter().filter(|one| !settings.branch_policies.contains(&one.policy));
    let remove = stale
        .map(|policy| Action::RemovePolicy { environment: name.clone(), policy: policy.clone() })
        .collect::<Vec<_>>();
    let looser = known.is_some_and(|known| is_looser(settings, &reviewers, known));
    let is_put = known.is_none_or(|known| differs(settings, &reviewers, known));
    let put = is_put.then(|| Action::PutEnvironment { settings: settings.clone(), reviewers });
    let rank = match known {
        None if wanted.is_gate => Rank::MissingGate,
        None => Rank::Missing,
        Some(_) if looser => Rank::Looser,
        Some(_) => Rank::Stricter,
    };
    let actions = match looser {
        false => put.into_iter().chain(add).chain(remove).collect(),
        true => remove.into_iter().chain(put).chain(add).collect(),
    };
    (rank, actions)
}

/// Tells whether the request that sets people, timer and bypass is needed.
fn differs(settings: &EnvironmentSettings, reviewers: &[Reviewing], known: &Environment) -> bool {
    let same = |these: &[Reviewing], those: &[Reviewing]| {
        these.iter().all(|one| those.iter().any(|other| (other.is_team, other.id) == (one.is_team, one.id)))
    };
    !(same(reviewers, &known.reviewers) && same(&known.reviewers, reviewers))
        || settings.wait_timer != known.wait_timer
        || (!reviewers.is_empty() && settings.prevent_self_review != known.prevent_self_review)
        || known.can_admins_bypass.is_some_and(|bypass| bypass != settings.can_admins_bypass)
        || !matches!(known.branches, Branches::Listed(_))
}

/// Tells whether that request lets anybody pass who could not before.
fn is_looser(settings: &EnvironmentSettings, reviewers: &[Reviewing], known: &Environment) -> bool {
    let was_asked = |one: &Reviewing| {
        known.reviewers.iter().any(|other| (other.is_team, other.id) == (one.is_team, one.id))
    };
    let asks_others =
        !known.reviewers.is_empty() && (reviewers.is_empty() || !reviewers.iter().all(was_asked));
    asks_others
        || settings.wait_timer < known.wait_timer
        || (known.prevent_self_review && !settings.prevent_self_review)
}

fn is_loosened(difference: &Difference) -> bool {
    matches!(&difference.kind, Kind::Ruleset(parts) if parts.iter().any(|part| part.found_is_stricter))
}

/// The body that sets an environment. Every field is sent every time: what GitHub does with one that is left out is not
/// documented.
pub(super) fn environment_body(settings: &EnvironmentSettings, reviewers: &[Reviewing]) -> Value {
    #[derive(Serialize)]
    struct Body<'a> {
        wait_timer: u32,
        prevent_self_review: bool,
        reviewers: Vec<Reviewer<'a>>,
        can_admins_bypass: bool,
        deployment_branch_policy: crate::github::environment::DeploymentBranchPolicy,
    }
    #[derive(Serialize)]
    struct Reviewer<'a> {
        r#type: &'a str,
        id: u64,
    }
    let reviewer =
        |one: &Reviewing| Reviewer { r#type: if one.is_team { "Team" } else { "User" }, id: one.id };
    let body = Body {
        wait_timer: settings.wait_timer,
        prevent_self_review: settings.prevent_self_review,
        reviewers: reviewers.iter().map(reviewer).collect(),
        can_admins_bypass: settings.can_admins_bypass,
        deployment_branch_policy: settings.deployment_branch_policy,
    };
    serde_json::to_value(body).unwrap_or_default()
}

/// The body that sets a ruleset: what the file has, with teams by number, and nobody who may bypass it.
pub(super) fn ruleset_body(ruleset: &Ruleset, people: &IndexMap<String, Identity>) -> Value {
    #[derive(Serialize)]
    struct Body<'a> {
        #[serde(flatten)]
        ruleset: &'a Ruleset,
        bypass_actors: [(); 0],
    }
    let mut body = serde_json::to_value(Body { ruleset, bypass_actors: [] }).unwrap_or_default();
    let rules = body["rules"].as_array_mut().into_iter().flatten();
    // By `pointer_mut`: an index would put `null` where a rule has none of this.
    let required =
        rules.filter_map(|rule| rule.pointer_mut("/parameters/required_reviewers")?.as_array_mut()).flatten();
    for reviewer in required.filter_map(|one| one.pointer_mut("/reviewer")?.as_object_mut()) {
        let name = reviewer.get("name").and_then(Value::as_str);
        if let Some(Identity::Known { id }) = name.and_then(|name| people.get(name)) {
            let id = *id;
            reviewer.remove("name");
            reviewer.insert("id".to_owned(), id.into());
        }
    }
    body
}
