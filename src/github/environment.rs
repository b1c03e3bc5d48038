//! The settings file of one environment: what `apply` sends, with people by name instead of by number.

use serde::{Deserialize, Serialize};

/// One file in `.github/environments`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnvironmentSettings {
    /// The environment's name.
    pub name: String,
    /// Minutes that GitHub waits before a job starts.
    pub wait_timer: u32,
    /// Whether the person who started a run is kept from approving it.
    pub prevent_self_review: bool,
    /// Who may approve; GitHub takes at most six and asks any one of them.
    pub reviewers: Vec<Reviewer>,
    /// Whether administrators may start a job without approval.
    pub can_admins_bypass: bool,
    /// Where the list of branches comes from.
    pub deployment_branch_policy: DeploymentBranchPolicy,
    /// The branches and tags whose runs may use the environment.
    pub branch_policies: Vec<BranchPolicy>,
}

impl EnvironmentSettings {
    /// Makes the settings of an environment without reviewers that only one branch may use, and that nobody bypasses.
    pub fn new(name: impl Into<String>, branch: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            wait_timer: 0,
            prevent_self_review: false,
            reviewers: Vec::new(),
            can_admins_bypass: false,
            deployment_branch_policy: DeploymentBranchPolicy::LISTED,
            branch_policies: vec![BranchPolicy { name: branch.into(), kind: RefKind::Branch }],
        }
    }
}

/// A person or a team that may approve.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reviewer {
    /// Which of the two it is.
    #[serde(rename = "type")]
    pub kind: ReviewerKind,
    /// A login, or an organization and a team with `/` between them.
    pub name: String,
}

/// What kind of reviewer it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReviewerKind {
    /// One person.
    User,
    /// Anybody in a team.
    Team,
}

/// Where the list of branches comes from; GitHub wants exactly one of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeploymentBranchPolicy {
    /// From the protection rules, which lets every branch in where there are none.
    pub protected_branches: bool,
    /// From the environment's own list.
    pub custom_branch_policies: bool,
}

impl DeploymentBranchPolicy {
    /// The environment's own list decides.
    pub const LISTED: Self = Self { protected_branches: false, custom_branch_policies: true };
}

/// A pattern of branches or tags.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BranchPolicy {
    /// The pattern, in which `*` stops at `/`.
    pub name: String,
    /// What it is a pattern of.
    #[serde(rename = "type")]
    pub kind: RefKind,
}

/// What a pattern is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RefKind {
    /// Branches.
    Branch,
    /// Tags.
    Tag,
}
