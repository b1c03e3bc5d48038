//! All tests, in one binary.

mod gallery;
mod invariants;
mod report;
mod write;
mod yaml;
