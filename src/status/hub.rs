//! What is asked of GitHub, and what it answers. Asking itself is somebody else's work, so that this one stays pure.

use serde_json::Value;

/// One question: a path below the API's address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// One thing.
    One(String),
    /// A list, to its end.
    List(String),
    /// A list that GitHub wraps into an object under this key, to its end.
    Wrapped(String, &'static str),
    /// One page of a list, and where it goes on.
    Page(String),
}

/// What GitHub says.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// This; and, of a page, where the list goes on.
    Said(Value, Option<String>),
    /// There is no such thing.
    Absent,
    /// The token may not read it: why, and what would help.
    Hidden(String),
}

/// Whoever asks GitHub.
pub trait Hub {
    /// Asks several questions, at the same time if it can; the answers are in their order. Fails with a sentence where
    /// GitHub does not answer at all.
    fn ask(&self, questions: &[Question]) -> Result<Vec<Answer>, String>;
}

/// What could be read, or why the token may not.
pub type Checked<T> = Result<T, String>;

impl Answer {
    /// Returns a list, empty where there is none.
    pub(super) fn list(self) -> Checked<Vec<Value>> {
        match self {
            Self::Said(Value::Array(items), _) => Ok(items),
            Self::Said(..) | Self::Absent => Ok(Vec::new()),
            Self::Hidden(why) => Err(why),
        }
    }
}
