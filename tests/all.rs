//! All tests, in one binary.

mod broken;
mod common;
mod lints;
mod readme;
mod report;
mod templates;
mod write;
mod yaml;
