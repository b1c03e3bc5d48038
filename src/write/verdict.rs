//! What is wrong with one generated file.

use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::lock::{Entry, Hash, LOCK, Lock, TOOL};
use crate::source::{Source, Span};

use super::diff::{Difference, difference, first_difference, unix};
use super::disk::OnDisk;
use super::location::Wanted;

/// The kinds of files that are not current.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Ours and untouched, but the pipeline asks for another text.
    Stale,
    /// Ours, and somebody edited it.
    Edited,
    /// Never written by us, and at the place of an output.
    Foreign,
    /// Asked for, and not there.
    Missing,
    /// Ours and untouched, but nothing asks for it any more.
    Orphan,
    /// An orphan that somebody edited.
    EditedOrphan,
}

impl Kind {
    /// Returns the word that stands in front of the path.
    pub fn word(self) -> &'static str {
        match self {
            Self::Stale => "stale",
            Self::Edited | Self::Foreign => "hand-edited",
            Self::Missing => "missing",
            Self::Orphan | Self::EditedOrphan => "orphan",
        }
    }

    /// Returns the code of the finding.
    pub fn code(self) -> &'static str {
        match self {
            Self::Stale => "stale-output",
            Self::Edited | Self::Foreign => "edited-output",
            Self::Missing => "missing-output",
            Self::Orphan | Self::EditedOrphan => "orphaned-output",
        }
    }

    /// Tells whether the file holds a person's work, so that only `--force` touches it.
    pub fn is_kept(self) -> bool {
        matches!(self, Self::Edited | Self::Foreign | Self::EditedOrphan)
    }

    /// Tells whether nothing asks for the file any more.
    pub fn is_orphan(self) -> bool {
        matches!(self, Self::Orphan | Self::EditedOrphan)
    }
}

/// One file that is not current.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Its path below the output directory.
    pub path: String,
    /// What is wrong with it.
    pub kind: Kind,
    /// Why, in a few words: "the pipeline changed (shop.kdl)".
    pub cause: String,
    /// The unified diff from what is on disk (`a/`) to what the pipeline asks for (`b/`), with LF line ends.
    pub diff: String,
    /// Its text on disk; empty where it is missing.
    pub text: String,
    /// The first line on disk that is not as it should be.
    pub span: Span,
}

impl Verdict {
    /// Judges an output; nothing where it is current.
    pub(super) fn of_output(
        (source, output): &Wanted,
        expected: Hash,
        found: Option<OnDisk>,
        lock: &Lock,
    ) -> Option<Self> {
        let (path, wanted) = (&output.path, output.text.as_str());
        let entry = lock.entry(path);
        let Some(found) = found else {
            let cause = if entry.is_some() { "it was deleted" } else { "it was not generated yet" };
            let diff = difference(path, None, Some(wanted)).text;
            return Some(Self::new(path, Kind::Missing, cause, diff, String::new()));
        };
        if unix(&found.text) == wanted {
            let mode = || format!("--- a/{path}\n+++ b/{path}\nold mode 100644\nnew mode 100755\n");
            let stale = output.executable && !found.executable;
            return stale.then(|| Self::new(path, Kind::Stale, "it is not executable", mode(), found.text));
        }
        let Difference { text: diff, lines } = found.difference(path, Some(wanted));
        let differ = if lines == 1 { "1 line differs".to_string() } else { format!("{lines} lines differ") };
        let on_disk = Hash::of(&found.text);
        let (kind, cause) = match entry {
            _ if !found.is_text => {
                (if entry.is_some() { Kind::Edited } else { Kind::Foreign }, "it is not text".to_string())
            }
            // Whoever wrote it, nothing of a person's is in there.
            _ if on_disk == expected => (Kind::Stale, "only the versions that it pins differ".to_string()),
            None => {
                (Kind::Foreign, format!("it was not generated; {differ} from what the pipeline asks for"))
            }
            Some(entry) if entry.hashes.contains(&on_disk) => (Kind::Stale, change(source, &lock.tool)),
            Some(entry) if entry.hashes.contains(&expected) => {
                (Kind::Edited, format!("{differ} from what was generated"))
            }
            Some(_) => (Kind::Edited, format!("it was edited, and the pipeline changed too: {differ}")),
        };
        let span = first_difference(&found.text, wanted);
        Some(Self { span, ..Self::new(path, kind, &cause, diff, found.text) })
    }

    /// Judges a file that nothing asks for any more.
    pub(super) fn of_orphan(path: &str, entry: &Entry, found: OnDisk, source_is_gone: bool) -> Self {
        let gone = if source_is_gone { format!(" ({} is gone)", entry.source) } else { String::new() };
        let untouched = found.is_text && entry.hashes.contains(&Hash::of(&found.text));
        let (kind, but) =
            if untouched { (Kind::Orphan, "") } else { (Kind::EditedOrphan, ", but it was edited") };
        let cause = format!("nothing asks for it any more{gone}{but}");
        let diff = found.difference(path, None).text;
        Self::new(path, kind, &cause, diff, found.text)
    }

    /// Judges the lock itself, for the case that only it is not current.
    pub(super) fn of_lock(old: Option<&Lock>, new: &Lock) -> Self {
        let kind = if old.is_some() { Kind::Stale } else { Kind::Missing };
        let cause = match old {
            None => "it says which files are generated",
            Some(old) if old.entries.values().any(|entry| entry.hashes.len() > 1) => {
                "an earlier run was interrupted"
            }
            Some(_) => "it does not say what the files are",
        };
        let (old, new) = (old.map(Lock::to_text), new.to_text());
        let diff = difference(LOCK, old.as_deref(), Some(&new)).text;
        let text = old.unwrap_or_default();
        Self { span: first_difference(&text, &new), ..Self::new(LOCK, kind, cause, diff, text) }
    }

    fn new(path: &str, kind: Kind, cause: &str, diff: String, text: String) -> Self {
        Self { path: path.to_string(), kind, cause: cause.to_string(), diff, text, span: Span::default() }
    }

    /// Returns the finding, and the file that it is in as it stands on disk.
    pub fn finding(&self) -> (Source, Diagnostic) {
        let Self { path, cause, .. } = self;
        let (message, help) = match self.kind {
            Kind::Stale => (format!("`{path}` is not current: {cause}"), BUILD.to_string()),
            Kind::Missing => (format!("`{path}` is missing: {cause}"), BUILD.to_string()),
            Kind::Orphan => {
                (format!("`{path}` is left over: {cause}"), format!("{BUILD}: it deletes the file"))
            }
            Kind::Edited => (
                format!("`{path}` was edited by hand: {cause}"),
                "put the change into the pipeline; `gatewright build --force` overwrites the file"
                    .to_string(),
            ),
            Kind::Foreign => (
                format!("`{path}` stands where the pipeline wants a file of its own: {cause}"),
                "move it away, or let `gatewright build --force` overwrite it".to_string(),
            ),
            Kind::EditedOrphan => (
                format!("`{path}` is left over: {cause}"),
                format!("delete it, or keep it as your own: take its line out of `{LOCK}`"),
            ),
        };
        let severity = Severity::Error;
        let label = if self.span == Span::default() { "" } else { "the first line that differs" };
        let labels = vec![Label { span: self.span, text: label.to_string() }];
        let finding = Diagnostic {
            code: self.kind.code(),
            severity,
            message,
            labels,
            help: Some(help),
            fix: None,
            concealed: None,
        };
        (Source::new(path, &self.text), finding)
    }
}

const BUILD: &str = "run `gatewright build` and commit";

/// Says what changed, as far as that can be known: the lock does not hold what the pipeline was.
fn change(source: &str, tool: &str) -> String {
    if tool == TOOL {
        format!("the pipeline changed ({source})")
    } else {
        format!("the pipeline ({source}) or gatewright ({tool}, now {TOOL}) changed")
    }
}
