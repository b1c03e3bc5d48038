//! The protection on GitHub: what the file asks for, what GitHub has, the differences, and the steps that end them.
//!
//! Everything here but [`read`] and [`apply`](fn@apply) is pure, and those two speak only through [`GitHub`].

mod apply;
mod codeowners;
mod compare;
mod difference;
mod drift;
mod found;
mod identity;
mod json;
pub mod outcome;
mod read;
mod screen;
mod state;
mod steps;
mod wanted;
mod words;

pub use apply::{Applied, Outcome, Stopped, apply};
pub use codeowners::Codeowners;
pub use compare::{Comparison, compare};
pub use difference::{Difference, Kind, Open, Owner, Part, Subject};
pub use drift::{NOT_CHECKED, findings, reviewers};
pub use found::{Found, Names, NotChecked, Repository, Unreadable};
pub use identity::Identity;
pub use json::{Planned, json};
pub use read::{GitHub, read};
pub use screen::screen;
pub use state::{Branches, Environment, Policy, Reviewing, RulesetFound, State};
pub use steps::{Action, Step, steps};
pub use wanted::{Wanted, WantedEnvironment, WantedName, WantedRuleset};
pub use words::step;
