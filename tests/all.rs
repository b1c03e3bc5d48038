//! All tests, in one binary.

mod broken;
mod codes;
mod common;
mod lints;
mod parser;
mod readme;
mod report;
mod templates;
mod write;
mod yaml;
