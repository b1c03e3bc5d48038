//! All tests, in one binary.

mod write;
