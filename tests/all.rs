//! All tests, in one binary.

mod yaml;
mod report;
mod write;
