//! All tests, in one binary.

mod readme;
mod report;
mod templates;
mod write;
mod yaml;
mod lints;
