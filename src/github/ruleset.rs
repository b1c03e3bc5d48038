//! A ruleset for branches: the body of `POST /repos/{owner}/{repo}/rulesets`.

use serde::{Deserialize, Serialize};

use super::Reviewer;

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
        Self::branches(name, vec!["~DEFAULT_BRANCH".into()], reviews)
    }

    /// The same for the branches that one of these patterns matches, in GitHub's dialect.
    pub fn branches(name: impl Into<String>, include: Vec<String>, reviews: PullRequestRule) -> Self {
        Self {
            name: name.into(),
            target: Target::Branch,
            enforcement: Enforcement::Active,
            conditions: Conditions { ref_name: RefName { include, exclude: Vec::new() } },
            rules: vec![Rule::Deletion, Rule::NonFastForward, Rule::PullRequest(reviews)],
        }
    }
}

impl Ruleset {
    /// Returns the teams that it asks.
    pub fn reviewers(&self) -> impl Iterator<Item = &Reviewer> {
        let required = self.rules.iter().filter_map(|rule| match rule {
            Rule::PullRequest(reviews) => Some(&reviews.required_reviewers),
            _ => None,
        });
        required.flatten().map(|one| &one.reviewer)
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
    /// Checks pass before that.
    RequiredStatusChecks(StatusChecksRule),
}

/// What a pull request needs before it is merged; GitHub requires every one of these.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    /// The teams that have to be among those who approve.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub required_reviewers: Vec<RequiredReviewer>,
}

/// A team that has to approve.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequiredReviewer {
    /// Which changed files it is asked for.
    pub file_patterns: Vec<String>,
    /// How many of its people.
    pub minimum_approvals: u32,
    /// The team; by its name here, by its number where GitHub is told.
    pub reviewer: Reviewer,
}

impl RequiredReviewer {
    /// Asks so many people of a team, whatever a pull request changes: hidden files and folders do not match a `*`.
    pub fn always(reviewer: Reviewer, minimum_approvals: u32) -> Self {
        let file_patterns = ["*", ".*", "**/*", "**/.*", "**/.*/**/*"].map(str::to_owned).to_vec();
        Self { file_patterns, minimum_approvals, reviewer }
    }
}

/// Which checks have to pass on the newest commit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusChecksRule {
    /// Whether the branch has to have everything of its target first.
    pub strict_required_status_checks_policy: bool,
    /// Whether a branch may be made without them.
    pub do_not_enforce_on_create: bool,
    /// The checks.
    pub required_status_checks: Vec<StatusCheck>,
}

/// One check, or one status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusCheck {
    /// The name of the job, or of the status; GitHub compares it without case.
    pub context: String,
    /// The app that has to say it.
    pub integration_id: u64,
}

impl StatusCheck {
    /// GitHub Actions, as an app.
    const ACTIONS: u64 = 15_368;

    /// Makes a check that only a workflow can pass.
    pub fn of_a_workflow(context: impl Into<String>) -> Self {
        Self { context: context.into(), integration_id: Self::ACTIONS }
    }
}
