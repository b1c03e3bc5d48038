//! One step of a job.

use indexmap::IndexMap;
use serde::Serialize;

use super::{Pin, Scalar};

/// One step, which has either `uses` or `run`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Step {
    /// What the log shows.
    pub name: Option<String>,
    /// How later steps call it.
    pub id: Option<String>,
    /// The condition, a bare expression without `${{ }}`.
    pub r#if: Option<String>,
    /// Whether the job goes on when it fails.
    pub continue_on_error: Option<bool>,
    /// When GitHub gives up.
    pub timeout_minutes: Option<u32>,
    /// The action.
    pub uses: Option<Pin>,
    /// The action's inputs.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub with: IndexMap<String, Scalar>,
    /// Variables of this step only.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub env: IndexMap<String, String>,
    /// The shell, where it is not the workflow's.
    pub shell: Option<String>,
    /// Where the script starts.
    pub working_directory: Option<String>,
    /// The script; it never holds `${{ }}`.
    pub run: Option<String>,
}

impl Step {
    /// Makes a step that uses an action.
    pub fn uses(name: impl Into<String>, action: Pin) -> Self {
        Self { name: Some(name.into()), uses: Some(action), ..Self::default() }
    }

    /// Makes a step that runs a script.
    pub fn run(name: impl Into<String>, script: impl Into<String>) -> Self {
        Self { name: Some(name.into()), run: Some(script.into()), ..Self::default() }
    }

    /// Names the step for later steps.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Adds a condition; what was asked for before has to hold as well.
    pub fn when(mut self, condition: impl Into<String>) -> Self {
        let condition = condition.into();
        self.r#if = Some(match self.r#if {
            Some(already) => format!("{already} && {condition}"),
            None => condition,
        });
        self
    }

    /// Adds an input of the action.
    pub fn with(mut self, name: impl Into<String>, value: impl Into<Scalar>) -> Self {
        self.with.insert(name.into(), value.into());
        self
    }

    /// Adds a variable.
    pub fn env(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.env.insert(name.into(), value.into());
        self
    }
}
