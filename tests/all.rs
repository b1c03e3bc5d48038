//! All tests, in one binary.

mod broken;
mod common;
mod lints;
mod readme;
mod gallery;
mod invariants;
mod report;
mod templates;
mod write;
mod yaml;
