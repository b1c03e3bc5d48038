//! A ruleset for branches: the body of `POST /repos/{owner}/{repo}/rulesets`.

use serde::{Deserialize, Serialize};

/// Rules for the branches that its conditions name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruleset {
    /// What the settings page shows, and how `apply` finds it again.
    pub name: String,
    /// What the names in the conditions are.
    pub target: Target,
    /// Whether it is in force.
    pub enforcement: Enforcement,
    /// Which branches.
    pub conditions: Conditions,
    /// What holds there.
    pub rules: Vec<Rule>,
}

impl Ruleset {
    /// Makes an active ruleset for the default branch: it stays, its history stays, and changes come by pull request.
    pub fn default_branch(name: impl Into<String>, reviews: PullRequestRule) -> Self {
        let ref_name = RefName { include: vec!["~DEFAULT_BRANCH".into()], exclude: Vec::new() };
        Self {
            name: name.into(),
            target: Target::Branch,
            enforcement: Enforcement::Active,
            conditions: Conditions { ref_name },
            rules: vec![Rule::Deletion, Rule::NonFastForward, Rule::PullRequest(reviews)],
        }
    }
}

/// What a ruleset is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Target {
    /// Branches.
    Branch,
    /// Tags.
    Tag,
}

/// Whether a ruleset is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Enforcement {
    /// It is.
    Active,
    /// It is not.
    Disabled,
}

/// Where a ruleset holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conditions {
    /// By the names of branches.
    pub ref_name: RefName,
}

/// Names and patterns; `~DEFAULT_BRANCH` and `~ALL` are GitHub's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefName {
    /// One of these has to match.
    pub include: Vec<String>,
    /// None of these may match.
    pub exclude: Vec<String>,
}

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "parameters", rename_all = "snake_case")]
pub enum Rule {
    /// Nobody deletes the branch.
    Deletion,
    /// Nobody rewrites its history.
    NonFastForward,
    /// Changes come by pull request.
    PullRequest(PullRequestRule),
}

/// What a pull request needs before it is merged; GitHub requires every one of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PullRequestRule {
    /// How many people approve, from 0 to 10.
    pub required_approving_review_count: u8,
    /// Whether a new commit makes approvals void.
    pub dismiss_stale_reviews_on_push: bool,
    /// Whether the files' owners have to be among them.
    pub require_code_owner_review: bool,
    /// Whether somebody else than its author approves the newest commit.
    pub require_last_push_approval: bool,
    /// Whether every conversation has to be resolved.
    pub required_review_thread_resolution: bool,
}
