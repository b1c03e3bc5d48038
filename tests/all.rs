//! All tests, in one binary.

mod cli;
mod lints;
mod readme;
mod report;
mod templates;
mod write;
mod yaml;
