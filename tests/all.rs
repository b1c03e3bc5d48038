//! All tests, in one binary.

mod gallery;
mod invariants;
mod property;
mod report;
mod write;
mod yaml;
