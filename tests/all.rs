//! All tests, in one binary.

mod broken;
mod common;
mod gallery;
mod invariants;
mod lints;
mod parser;
mod readme;
mod property;
mod report;
mod templates;
mod write;
mod yaml;
