//! All tests, in one binary.

mod broken;
mod common;
mod report;
mod write;
mod yaml;
