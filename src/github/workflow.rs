//! A whole workflow file.

use indexmap::IndexMap;
use serde::Serialize;

use super::job::permissions;
use super::{Commented, Job, Permission, Triggers};

/// One file in `.github/workflows`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Workflow {
    /// What the list of workflows shows.
    pub name: String,
    /// What the list of runs shows; may hold expressions.
    pub run_name: Option<String>,
    /// What starts it; the comment may excuse a zizmor audit.
    pub on: Commented<Triggers>,
    /// What its token may do in every job; empty is written as `{}`, so that each job has to ask.
    #[serde(serialize_with = "permissions")]
    pub permissions: Vec<Permission>,
    /// What holds for every `run` step.
    pub defaults: Option<Defaults>,
    /// Which runs exclude each other.
    pub concurrency: Option<Concurrency>,
    /// Variables of every job.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub env: IndexMap<String, String>,
    /// The jobs by id.
    pub jobs: IndexMap<String, Job>,
}

/// The settings of every `run` step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Defaults {
    /// The only kind there is.
    pub run: RunDefaults,
}

/// What a `run` step takes when it says nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RunDefaults {
    /// The shell; `bash` written out means `pipefail`.
    pub shell: String,
}

impl Defaults {
    /// Makes every `run` step use bash with `-e -o pipefail`.
    pub fn bash() -> Self {
        Self { run: RunDefaults { shell: "bash".into() } }
    }
}

/// A group of which one member runs at a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Concurrency {
    /// Its name in the repository; may hold expressions.
    pub group: String,
    /// Whether a newcomer ends the member that runs.
    pub cancel_in_progress: bool,
}
