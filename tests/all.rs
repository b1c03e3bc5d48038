//! All tests, in one binary.

mod report;
mod write;
mod yaml;
