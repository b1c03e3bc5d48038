//! What serde has no word for: a comment behind a value, on the same line.

use serde::Serialize;
use serde::ser::{SerializeTupleStruct, Serializer};

/// The name by which a serializer that can write comments knows a [`Commented`] value.
pub const COMMENTED: &str = "$gatewright::Commented";

/// A value and what its line says behind it.
///
/// A serializer that does not know [`COMMENTED`] sees a pair.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Commented<T> {
    /// The value.
    pub value: T,
    /// The comment without its `#`; empty for none.
    pub comment: String,
}

impl<T> Commented<T> {
    /// Puts a value and its comment together.
    pub fn new(value: T, comment: impl Into<String>) -> Self {
        Self { value, comment: comment.into() }
    }
}

impl<T> From<T> for Commented<T> {
    fn from(value: T) -> Self {
        Self::new(value, "")
    }
}

impl<T: Serialize> Serialize for Commented<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut pair = serializer.serialize_tuple_struct(COMMENTED, 2)?;
        pair.serialize_field(&self.value)?;
        pair.serialize_field(&self.comment)?;
        pair.end()
    }
}

/// Returns the comment that makes zizmor accept a line, with the reason that people read.
pub fn zizmor_ignore(audit: &str, reason: &str) -> String {
    format!("zizmor: ignore[{audit}] {reason}")
}
