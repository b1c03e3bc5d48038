//! One job: where it runs, what it may do, what it does.

use indexmap::IndexMap;
use serde::Serialize;
use serde::ser::{SerializeMap, SerializeStruct, Serializer};

use super::{Commented, Concurrency, Step};

/// One job of a workflow.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Job {
    /// What the run's graph shows.
    pub name: String,
    /// The ids of the jobs before it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<String>,
    /// The condition, a bare expression without `${{ }}`.
    pub r#if: Option<String>,
    /// What the runner has to be; the comment may excuse a zizmor audit.
    pub runs_on: Commented<Labels>,
    /// When GitHub gives up.
    pub timeout_minutes: u32,
    /// What its token may do; empty is written as `{}`.
    #[serde(serialize_with = "permissions")]
    pub permissions: Vec<Permission>,
    /// The environment whose gates it waits for and whose secrets it gets.
    pub environment: Option<Environment>,
    /// Which jobs exclude each other.
    pub concurrency: Option<Concurrency>,
    /// What later jobs can read, each an expression.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub outputs: IndexMap<String, String>,
    /// Variables of every step.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub env: IndexMap<String, String>,
    /// What it does, in order.
    pub steps: Vec<Step>,
}

impl Job {
    /// Adds a permission. Where the job has one of this scope already, the wider of the two stays.
    pub fn allow(&mut self, permission: Permission) {
        match self.permissions.iter_mut().find(|known| known.scope == permission.scope) {
            Some(known) if known.access < permission.access => *known = permission,
            Some(_) => {}
            None => self.permissions.push(permission),
        }
    }
}

/// The environment of a job; without a URL it is written as its name alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Environment {
    /// The name and a comment, for example who reviews; never an expression, which could name an environment
    /// that does not exist and so has no protection.
    pub name: Commented<String>,
    /// Where the deployment is to be seen.
    pub url: Option<String>,
}

impl Serialize for Environment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some(url) = &self.url else { return self.name.serialize(serializer) };
        let mut both = serializer.serialize_struct("Environment", 2)?;
        both.serialize_field("name", &self.name)?;
        both.serialize_field("url", url)?;
        both.end()
    }
}

/// One thing that a token may do, and why it has to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permission {
    /// What it is about.
    pub scope: Scope,
    /// How far it goes.
    pub access: Access,
    /// The reason, which stands behind it on its line; only `contents: read` needs none.
    pub reason: String,
}

impl Permission {
    /// Lets a job read the repository's files, which needs no reason.
    pub fn contents() -> Self {
        Self::read(Scope::Contents, "")
    }

    /// Lets a job read something.
    pub fn read(scope: Scope, reason: impl Into<String>) -> Self {
        Self { scope, access: Access::Read, reason: reason.into() }
    }

    /// Lets a job read and change something.
    pub fn write(scope: Scope, reason: impl Into<String>) -> Self {
        Self { scope, access: Access::Write, reason: reason.into() }
    }

    /// Tells whether it is about this.
    pub fn is_about(&self, scope: Scope) -> bool {
        self.scope == scope
    }
}

/// What a permission is about, by GitHub's names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names are GitHub's and say what they are")]
pub enum Scope {
    Actions,
    ArtifactMetadata,
    Attestations,
    Checks,
    Contents,
    Deployments,
    Discussions,
    IdToken,
    Issues,
    Packages,
    Pages,
    PullRequests,
    SecurityEvents,
    Statuses,
}

/// How far a permission goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Access {
    /// Reading.
    Read,
    /// Reading and changing.
    Write,
}

/// Writes permissions as the map that GitHub reads, each with its reason.
pub(super) fn permissions<S: Serializer>(
    permissions: &[Permission],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(permissions.len()))?;
    for Permission { scope, access, reason } in permissions {
        map.serialize_entry(scope, &Commented::new(access, reason))?;
    }
    map.end()
}

/// The labels that a runner needs, all of them; one is written without a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Labels(pub Vec<String>);

impl From<&str> for Commented<Labels> {
    fn from(label: &str) -> Self {
        Labels(vec![label.to_owned()]).into()
    }
}

impl Serialize for Labels {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [label] => label.serialize(serializer),
            labels => labels.serialize(serializer),
        }
    }
}
