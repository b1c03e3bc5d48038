//! All tests, in one binary.

mod lints;
