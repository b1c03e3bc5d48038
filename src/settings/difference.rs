//! One thing that GitHub has otherwise than the file asks for.

use crate::{github::BranchPolicy, source::Span};

/// One thing that GitHub has otherwise than the file asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What it is about.
    pub subject: Subject,
    /// What is otherwise.
    pub kind: Kind,
    /// The line of the file that asks for it.
    pub place: Span,
    /// Further lines that bear on it.
    pub also: Vec<Span>,
}

/// What a difference is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// An environment.
    Environment(String),
    /// A ruleset.
    Ruleset(String),
    /// The repository.
    Repository,
}

/// What is otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// GitHub does not have the environment, and makes it without protection as soon as a job names it.
    MissingEnvironment,
    /// Other people are asked.
    Reviewers {
        /// Who should be asked and is not.
        missing: Vec<String>,
        /// Who is asked and should not be.
        surplus: Vec<String>,
        /// How many approvals the file declares.
        people: u32,
        /// Whether GitHub asks nobody at all.
        nobody: bool,
    },
    /// Whoever starts a run may approve it.
    SelfReview,
    /// Administrators pass without approval.
    AdminsBypass,
    /// It waits another time, in minutes.
    Wait {
        /// What the file asks for.
        wanted: u32,
        /// What GitHub has.
        found: u32,
    },
    /// Other branches or tags may use it.
    Branches {
        /// Which should be let in and are not.
        missing: Vec<BranchPolicy>,
        /// Which are let in and should not be.
        surplus: Vec<BranchPolicy>,
        /// How every branch is let in, where one is.
        open: Option<Open>,
    },
    /// GitHub does not have the ruleset; its rules, in words.
    MissingRuleset(Vec<String>),
    /// The ruleset has other rules.
    Ruleset(Vec<Part>),
    /// There is no such person or team.
    UnknownReviewer {
        /// Its handle.
        handle: String,
        /// What was probably meant.
        nearest: Option<String>,
    },
    /// The person or team may not read the repository.
    ReviewerWithoutAccess {
        /// Its handle.
        handle: String,
    },
    /// The environment has no such secret, and neither has anything behind it.
    UnsetSecret {
        /// Its name.
        name: String,
    },
    /// The secret is open to every workflow.
    ShadowedSecret {
        /// Its name.
        name: String,
        /// Where else it is.
        owner: Owner,
        /// Whether the environment has one of its own, too.
        own: bool,
    },
    /// GitHub has a variable of that name, which the scripts do not read.
    ShadowedVariable {
        /// Its name.
        name: String,
        /// Where it is.
        owner: Owner,
    },
    /// The file says another default branch than GitHub.
    DefaultBranch {
        /// What the file says.
        wanted: String,
        /// What GitHub says.
        found: String,
    },
    /// Nobody has to look at a change of the gates.
    MissingCodeowners,
    /// Nobody has to look at a change of some files that hold the gates.
    Unowned {
        /// The CODEOWNERS file.
        file: String,
        /// What nobody owns.
        paths: Vec<String>,
    },
    /// GitHub ignores parts of CODEOWNERS.
    CodeownersMistakes {
        /// The CODEOWNERS file.
        file: String,
        /// In GitHub's words.
        mistakes: Vec<String>,
    },
    /// A published release can no longer be changed.
    ImmutableReleases,
}

/// How an environment lets every branch in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Open {
    /// It has no rule about branches.
    Any,
    /// It lets in what a protection rule covers, and everything where there is no such rule.
    Protected,
}

/// Whose secret or variable it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owner {
    /// An environment's.
    Environment,
    /// The repository's.
    Repository,
    /// The organization's.
    Organization,
}

/// A part of a ruleset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is, in GitHub's words.
    pub what: String,
    /// What the file asks for.
    pub wanted: String,
    /// What GitHub has.
    pub found: String,
    /// Whether GitHub's is, or may be, the stricter one.
    pub found_is_stricter: bool,
}

impl Kind {
    /// Tells whether `apply` ends it; the others are for people.
    pub fn is_applied(&self) -> bool {
        matches!(
            self,
            Self::MissingEnvironment
                | Self::Reviewers { .. }
                | Self::SelfReview
                | Self::AdminsBypass
                | Self::Wait { .. }
                | Self::Branches { .. }
                | Self::MissingRuleset(_)
                | Self::Ruleset(_)
        )
    }

    /// Tells whether `apply` cannot begin before somebody ends it.
    pub fn blocks(&self) -> bool {
        matches!(self, Self::UnknownReviewer { .. } | Self::ReviewerWithoutAccess { .. })
    }
}

impl Owner {
    /// Says whose it is.
    pub fn words(&self) -> &'static str {
        match self {
            Self::Environment => "the environment",
            Self::Repository => "the repository",
            Self::Organization => "the organization",
        }
    }
}
