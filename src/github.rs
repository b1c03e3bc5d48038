//! The parts of GitHub's schema that the compiler writes: data only, with GitHub's names and in GitHub's order.

pub mod comment;
pub mod environment;
pub mod job;
pub mod json;
pub mod pins;
pub mod ruleset;
pub mod scalar;
pub mod step;
pub mod trigger;
pub mod workflow;

pub use comment::Commented;
pub use environment::{BranchPolicy, EnvironmentSettings, RefKind, Reviewer, ReviewerKind};
pub use job::{Access, Environment, Job, Labels, Permission, Scope};
pub use pins::{Conflict, Found, Pin, Pins, Version};
pub use ruleset::Ruleset;
pub use scalar::Scalar;
pub use step::Step;
pub use trigger::{Dispatch, Input, InputKind, PullRequest, Push, Review, Schedule, Triggers};
pub use workflow::{Concurrency, Defaults, Workflow};
