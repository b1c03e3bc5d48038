//! What the compiler writes, one kind of output a file.

pub mod yaml;
