//! All tests, in one binary.

mod report;
