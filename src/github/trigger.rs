//! What starts a workflow.

use indexmap::IndexMap;
use serde::Serialize;

use super::Scalar;

/// The events of one workflow.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Triggers {
    /// Commits or tags that are pushed.
    pub push: Option<Push>,
    /// Pull requests.
    pub pull_request: Option<PullRequest>,
    /// Reviews of pull requests.
    pub pull_request_review: Option<Review>,
    /// People, and other workflows, by hand.
    pub workflow_dispatch: Option<Dispatch>,
    /// The clock.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub schedule: Vec<Schedule>,
}

/// Which pushes count. GitHub joins branches and tags with "or".
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Push {
    /// Patterns of branches.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub branches: Vec<String>,
    /// Patterns of tags.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Patterns of changed files.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub paths: Vec<String>,
}

/// Which pull requests count.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct PullRequest {
    /// What happened to it; empty means opened, synchronize and reopened.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<String>,
    /// Patterns of the branch that it goes to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub branches: Vec<String>,
    /// Patterns of changed files.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub paths: Vec<String>,
}

/// Which reviews count; GitHub has no filter for the branch.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Review {
    /// What happened to it.
    pub types: Vec<String>,
}

/// The form that a person fills in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Dispatch {
    /// The fields by name; GitHub takes at most 25.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub inputs: IndexMap<String, Input>,
}

/// One field of the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Input {
    /// What the form says above the field.
    pub description: String,
    /// Whether it may stay empty.
    pub required: bool,
    /// What stands in it at first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<Scalar>,
    /// What it takes.
    #[serde(flatten)]
    pub kind: InputKind,
}

/// What a field of the form takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "type", content = "options", rename_all = "lowercase")]
pub enum InputKind {
    /// One of these.
    Choice(Vec<String>),
    /// Any text.
    String,
    /// A box to tick.
    Boolean,
}

impl Input {
    /// Makes a field that takes one of the options and has to be filled in.
    pub fn choice<T: Into<String>>(
        description: impl Into<String>,
        options: impl IntoIterator<Item = T>,
    ) -> Self {
        let options = options.into_iter().map(Into::into).collect();
        Self {
            description: description.into(),
            required: true,
            default: None,
            kind: InputKind::Choice(options),
        }
    }

    /// Makes a field for text that has to be filled in.
    pub fn required(description: impl Into<String>) -> Self {
        Self { description: description.into(), required: true, default: None, kind: InputKind::String }
    }

    /// Makes a field for text that may stay empty.
    pub fn optional(description: impl Into<String>) -> Self {
        let default = Some("".into());
        Self { description: description.into(), required: false, default, kind: InputKind::String }
    }

    /// Makes a box that is not ticked at first.
    pub fn boolean(description: impl Into<String>) -> Self {
        let default = Some(false.into());
        Self { description: description.into(), required: false, default, kind: InputKind::Boolean }
    }
}

/// One time of the clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Schedule {
    /// Minute, hour, day, month and weekday, in UTC.
    pub cron: String,
}
