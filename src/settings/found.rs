//! What GitHub has, as far as the token may see it.

use std::fmt::{self, Display, Formatter};

use indexmap::IndexMap;

use super::{Identity, State, codeowners::Codeowners};
use crate::client::{Error, segment};

/// What GitHub has.
#[derive(Debug, Clone)]
pub struct Found {
    /// The repository.
    pub repository: Repository,
    /// Its environments and rulesets.
    pub state: State,
    /// Whether the rulesets could be read.
    pub knows_rulesets: bool,
    /// Everybody who is asked anywhere, by handle.
    pub people: IndexMap<String, Identity>,
    /// The names of secrets.
    pub secrets: Names,
    /// The names of variables.
    pub variables: Names,
    /// The file that says who owns which files; nothing where the token may not read it.
    pub codeowners: Option<Codeowners>,
    /// Whether a release can no longer be changed once it is published; nothing where the token may not see it.
    pub immutable_releases: Option<bool>,
    /// What the token may not see.
    pub not_checked: Vec<NotChecked>,
}

/// The names of secrets or of variables; nothing where the token may not see them, or nobody asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// Of each environment, in lower case.
    pub of_environments: IndexMap<String, Vec<String>>,
    /// Of the repository.
    pub of_repository: Option<Vec<String>>,
    /// Of the organization, those that the repository may use.
    pub of_organization: Option<Vec<String>>,
}

/// A repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repository {
    /// `owner/name`.
    pub name: String,
    /// Whether only some people may read it.
    pub private: bool,
    /// Whether an organization owns it.
    pub of_organization: bool,
    /// Its default branch.
    pub default_branch: String,
}

/// Something that the token may not see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotChecked {
    /// What is not known: `the secrets of the environments`.
    pub what: String,
    /// What the token would have to be allowed, in words; empty if GitHub does not say.
    pub permission: String,
}

/// Why nothing can be compared.
#[derive(Debug)]
pub enum Unreadable {
    /// There is no such repository, or the token may not see it.
    NoRepository(String),
    /// It has another name now.
    Renamed {
        /// The old name.
        from: String,
        /// The new name.
        to: String,
    },
    /// GitHub does not answer as it should.
    Failed(Error),
}

impl Repository {
    /// Returns what stands in front of every path of its own.
    pub fn path(&self) -> String {
        path(&self.name)
    }

    /// Returns its owner.
    pub fn owner(&self) -> &str {
        self.name.split('/').next().unwrap_or_default()
    }
}

/// Returns the path of a repository, `owner/name`.
pub(super) fn path(name: &str) -> String {
    let (owner, repository) = name.split_once('/').unwrap_or((name, ""));
    format!("/repos/{}/{}", segment(owner), segment(repository))
}

impl Display for NotChecked {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self.permission.as_str() {
            "" => write!(formatter, "{}", self.what),
            permission => write!(formatter, "{}: the token lacks {permission}", self.what),
        }
    }
}

impl Display for Unreadable {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRepository(name) => write!(
                formatter,
                "GitHub has no repository `{name}`, or the token may not see it: check the name, and \
                 whether the token is let into the repository"
            ),
            Self::Renamed { from, to } => write!(
                formatter,
                "the repository `{from}` is called `{to}` now: write `repository \"{to}\"` into the \
                 pipeline file"
            ),
            Self::Failed(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for Unreadable {}

impl From<Error> for Unreadable {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}
