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

/// GitHub says the same of what is switched off and of what the token may not even see.
const UNSEEN: &str = "GitHub shows none of it: it is switched off, or the token may not see it";

impl Answer {
    /// Returns a list. One that is not shown is not known to be empty.
    pub(super) fn list(self) -> Checked<Vec<Value>> {
        match self {
            Self::Said(Value::Array(items), _) => Ok(items),
            Self::Said(..) | Self::Absent => Err(UNSEEN.to_owned()),
            Self::Hidden(why) => Err(why),
        }
    }

    /// Returns a list of something that may have gone since, and is empty then.
    pub(super) fn list_if_there(self) -> Checked<Vec<Value>> {
        match self {
            Self::Absent => Ok(Vec::new()),
            other => other.list(),
        }
    }
}
