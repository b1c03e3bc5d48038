//! What went wrong on the disk, in words for the person in front of it.

use std::fmt;
use std::io::{Error, ErrorKind};

/// A file that could not be read, written or deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WriteError {
    /// The file, as the user would name it.
    pub path: String,
    /// What was tried: "read", "write", "delete".
    pub action: &'static str,
    /// Why it did not work, and what to do where that is known.
    pub reason: String,
}

impl WriteError {
    /// Makes an error from what was tried and why it did not work.
    pub fn new(action: &'static str, path: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { path: path.into(), action, reason: reason.into() }
    }

    /// Makes an error from what the operating system said.
    pub fn from_io(action: &'static str, path: impl Into<String>, error: &Error) -> Self {
        Self::new(action, path, words(error))
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot {} `{}`: {}", self.action, self.path, self.reason)
    }
}

impl std::error::Error for WriteError {}

fn words(error: &Error) -> String {
    let known = match error.kind() {
        ErrorKind::NotFound => "there is no such file",
        ErrorKind::PermissionDenied => "permission is denied, to the file or to its directory",
        ErrorKind::ReadOnlyFilesystem => "the file system is read-only",
        ErrorKind::StorageFull => "the disk is full",
        ErrorKind::QuotaExceeded => "your quota on this disk is used up",
        ErrorKind::NotADirectory => "a part of its path is a file, not a directory",
        ErrorKind::AlreadyExists => "another program put something in its place",
        ErrorKind::IsADirectory => "there is a directory in its place",
        ErrorKind::InvalidFilename => "this disk does not take such a name",
        ErrorKind::FileTooLarge => "it is larger than this disk allows",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "another program is using it",
        _ => {
            // The number behind the words helps nobody who reads them.
            let text = error.to_string();
            return text.split(" (os error").next().unwrap_or_default().to_lowercase();
        }
    };
    known.to_string()
}
