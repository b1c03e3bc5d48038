//! The protection that GitHub has, in the terms that differences and steps are about.

use serde_json::Value;

use super::{Action, Identity};
use crate::github::{BranchPolicy, RefKind, ReviewerKind};

/// The environments and rulesets of a repository.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct State {
    /// Every environment, also those that no file asks for.
    pub environments: Vec<Environment>,
    /// The rulesets of the repository's own; the rules of those only that a file asks for.
    pub rulesets: Vec<RulesetFound>,
}

/// An environment as GitHub has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Environment {
    /// Its name, as GitHub writes it.
    pub name: String,
    /// Minutes before a job starts.
    pub wait_timer: u32,
    /// Who may approve; empty if nobody is asked.
    pub reviewers: Vec<Reviewing>,
    /// Whether whoever started a run is kept from approving it; without reviewers GitHub does not say.
    pub prevent_self_review: bool,
    /// Whether administrators pass without approval; nothing where GitHub does not say.
    pub can_admins_bypass: Option<bool>,
    /// Whose runs may use it.
    pub branches: Branches,
}

/// Somebody who may approve.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reviewing {
    /// A team or a person.
    pub is_team: bool,
    /// GitHub's number.
    pub id: u64,
    /// `org/team` or a login.
    pub handle: String,
}

/// Which branches and tags may use an environment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Branches {
    /// Every one.
    Any,
    /// Those with a protection rule; every one where there is no such rule.
    Protected,
    /// Those that match one of these.
    Listed(Vec<Policy>),
}

/// A pattern on the list of an environment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// GitHub's number; 0 for one that is not there yet.
    pub id: u64,
    /// The pattern.
    pub policy: BranchPolicy,
}

/// A ruleset as GitHub has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RulesetFound {
    /// GitHub's number; 0 for one that is not there yet.
    pub id: u64,
    /// Its name.
    pub name: String,
    /// All that GitHub says about it.
    pub body: Value,
}

impl State {
    /// Returns an environment by its name; GitHub does not look at case.
    pub fn environment(&self, name: &str) -> Option<&Environment> {
        self.environments.iter().find(|one| one.name.eq_ignore_ascii_case(name))
    }

    /// Returns a ruleset by its name.
    pub fn ruleset(&self, name: &str) -> Option<&RulesetFound> {
        self.rulesets.iter().find(|one| one.name == name)
    }

    /// Does what a step does.
    pub fn perform(&mut self, action: &Action) {
        match action {
            Action::PutEnvironment { settings, reviewers } => {
                let known = self.environment(&settings.name);
                let kept = match known.map(|one| &one.branches) {
                    Some(Branches::Listed(policies)) => policies.clone(),
                    _ => Vec::new(),
                };
                let put = Environment {
                    name: known.map_or(settings.name.clone(), |one| one.name.clone()),
                    wait_timer: settings.wait_timer,
                    reviewers: reviewers.clone(),
                    prevent_self_review: settings.prevent_self_review && !reviewers.is_empty(),
                    can_admins_bypass: Some(settings.can_admins_bypass),
                    branches: Branches::Listed(kept),
                };
                match self.environments.iter_mut().find(|one| one.name == put.name) {
                    Some(known) => *known = put,
                    None => self.environments.push(put),
                }
            }
            Action::AddPolicy { environment, policy } => {
                if let Some(policies) = self.policies(environment) {
                    policies.push(Policy { id: 0, policy: policy.clone() });
                }
            }
            Action::RemovePolicy { environment, policy } => {
                if let Some(policies) = self.policies(environment) {
                    policies.retain(|one| one.policy != policy.policy);
                }
            }
            Action::PutRuleset { id, ruleset, body } => {
                let (name, body) = (ruleset.name.clone(), body.clone());
                match self.rulesets.iter_mut().find(|one| Some(one.id) == *id) {
                    Some(known) => *known = RulesetFound { id: known.id, name, body },
                    None => self.rulesets.push(RulesetFound { id: 0, name, body }),
                }
            }
        }
    }

    fn policies(&mut self, environment: &str) -> Option<&mut Vec<Policy>> {
        let mut environments = self.environments.iter_mut();
        match environments.find(|one| one.name.eq_ignore_ascii_case(environment)) {
            Some(Environment { branches: Branches::Listed(policies), .. }) => Some(policies),
            _ => None,
        }
    }
}

impl Environment {
    /// Reads what GitHub answers; the list of branches comes from elsewhere, and is empty until then.
    pub fn read(answer: &Value, owner: &str) -> Option<Self> {
        let rules = || answer["protection_rules"].as_array().into_iter().flatten();
        let rule = |kind: &str| rules().find(|rule| rule["type"] == kind);
        let asking = rule("required_reviewers");
        let reviewers = asking.and_then(|rule| rule["reviewers"].as_array()).into_iter().flatten();
        let wait = rule("wait_timer").and_then(|rule| rule["wait_timer"].as_u64()).unwrap_or_default();
        let policy = &answer["deployment_branch_policy"];
        Some(Self {
            name: answer["name"].as_str()?.to_owned(),
            wait_timer: u32::try_from(wait).unwrap_or(u32::MAX),
            reviewers: reviewers.filter_map(|one| Reviewing::read(one, owner)).collect(),
            prevent_self_review: asking.is_some_and(|rule| rule["prevent_self_review"] == true),
            can_admins_bypass: answer["can_admins_bypass"].as_bool(),
            branches: match (
                policy["custom_branch_policies"].as_bool(),
                policy["protected_branches"].as_bool(),
            ) {
                (Some(true), _) => Branches::Listed(Vec::new()),
                (_, Some(true)) => Branches::Protected,
                _ => Branches::Any,
            },
        })
    }

    /// Tells whether two are the same in everything that protects; numbers of patterns and order do not count.
    pub fn is_as(&self, other: &Self) -> bool {
        let people = |one: &Self| {
            let mut people: Vec<_> = one.reviewers.iter().map(|who| (who.is_team, who.id)).collect();
            people.sort();
            people
        };
        self.wait_timer == other.wait_timer
            && people(self) == people(other)
            && self.prevent_self_review == other.prevent_self_review
            && self.branches.is_as(&other.branches)
            // What GitHub does not say is no change.
            && (self.can_admins_bypass == other.can_admins_bypass
                || self.can_admins_bypass.is_none()
                || other.can_admins_bypass.is_none())
    }
}

impl Branches {
    fn is_as(&self, other: &Self) -> bool {
        let same = |these: &[Policy], those: &[Policy]| {
            these.iter().all(|one| those.iter().any(|other| other.policy == one.policy))
        };
        match (self, other) {
            (Self::Listed(these), Self::Listed(those)) => same(these, those) && same(those, these),
            _ => self == other,
        }
    }
}

impl Policy {
    /// Reads what GitHub answers.
    pub fn read(answer: &Value) -> Option<Self> {
        let kind = if answer["type"] == "tag" { RefKind::Tag } else { RefKind::Branch };
        let policy = BranchPolicy { name: answer["name"].as_str()?.to_owned(), kind };
        Some(Self { id: answer["id"].as_u64()?, policy })
    }
}

impl Reviewing {
    fn read(answer: &Value, owner: &str) -> Option<Self> {
        let reviewer = &answer["reviewer"];
        let is_team = answer["type"] == "Team";
        let id = reviewer["id"].as_u64()?;
        let handle = match is_team {
            // Only teams of the owner can be given access.
            true => format!("{owner}/{}", reviewer["slug"].as_str()?),
            false => reviewer["login"].as_str()?.to_owned(),
        };
        Some(Self { is_team, id, handle })
    }

    /// Makes one out of a handle and what it was resolved to.
    pub(super) fn of(handle: &str, identity: Option<&Identity>) -> Option<Self> {
        match identity {
            Some(Identity::Known { id }) => {
                Some(Self { is_team: handle.contains('/'), id: *id, handle: handle.to_owned() })
            }
            _ => None,
        }
    }

    /// Returns what GitHub calls it.
    pub fn kind(&self) -> ReviewerKind {
        if self.is_team { ReviewerKind::Team } else { ReviewerKind::User }
    }
}
