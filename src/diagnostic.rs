//! What the compiler has to say about a file: one kind of finding for every phase.

use crate::source::Span;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The file contradicts itself, GitHub or the map; nothing is written.
    Error,
    /// Something that the team should look at; `--deny-warnings` makes it count.
    Warning,
    /// A meaning that is easily missed. Never in the exit code.
    Note,
    /// Good practice that nobody asked for; shown with `--advice`, never in the exit code.
    Advice,
}

impl Severity {
    /// Returns the word that stands in front of a finding.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
            Self::Advice => "advice",
        }
    }
}

/// One finding. The message is what to show if only one thing can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable code; it names the bad thing, and `explain` has its page.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong and why it matters: a sentence without full stop, code in backticks.
    pub message: String,
    /// The places, the first one being where the finding is; never empty for a finding in a file.
    pub labels: Vec<Label>,
    /// What to type instead, or the one question that decides.
    pub help: Option<String>,
    /// A change that mends it without a decision.
    pub fix: Option<Fix>,
    /// Text that nobody may read over a shoulder or in a log: it is shown by its first letters only.
    pub concealed: Option<Span>,
}

/// A place and what is to be seen there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What stands there, in a few words; may be empty.
    pub text: String,
}

/// A safe change to the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What the change does, as an imperative: "write `staging`".
    pub title: String,
    /// The replacements, which do not overlap.
    pub edits: Vec<Edit>,
}

/// One replacement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

impl Diagnostic {
    /// Returns the place of the finding.
    pub fn span(&self) -> Span {
        self.labels.first().map_or(Span::default(), |label| label.span)
    }

    /// Sets what is to be seen at the place of the finding.
    pub fn label(&mut self, text: impl Into<String>) -> &mut Self {
        if let Some(label) = self.labels.first_mut() {
            label.text = text.into();
        }
        self
    }

    /// Adds the other end of the matter.
    pub fn also(&mut self, span: Span, text: impl Into<String>) -> &mut Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// Says what to type instead.
    pub fn help(&mut self, text: impl Into<String>) -> &mut Self {
        self.help = Some(text.into());
        self
    }

    /// Keeps a text of the file out of what is shown.
    pub fn conceal(&mut self, span: Span) -> &mut Self {
        self.concealed = Some(span);
        self
    }

    /// Offers a safe replacement of one place.
    pub fn fix(&mut self, title: impl Into<String>, span: Span, text: impl Into<String>) -> &mut Self {
        self.fix = Some(Fix { title: title.into(), edits: vec![Edit { span, text: text.into() }] });
        self
    }
}

/// The findings of one run over one file, in the order in which they were found.
#[derive(Debug, Default, Clone)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Reports an error.
    pub fn error(&mut self, code: &'static str, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.add(Severity::Error, code, span, message.into())
    }

    /// Reports a warning.
    pub fn warning(&mut self, code: &'static str, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.add(Severity::Warning, code, span, message.into())
    }

    /// Reports a note.
    pub fn note(&mut self, code: &'static str, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.add(Severity::Note, code, span, message.into())
    }

    /// Reports advice.
    pub fn advice(&mut self, code: &'static str, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.add(Severity::Advice, code, span, message.into())
    }

    fn add(
        &mut self,
        severity: Severity,
        code: &'static str,
        span: Span,
        message: String,
    ) -> &mut Diagnostic {
        let labels = vec![Label { span, text: String::new() }];
        self.found.push(Diagnostic {
            code,
            severity,
            message,
            labels,
            help: None,
            fix: None,
            concealed: None,
        });
        self.found.last_mut().expect("one was just pushed")
    }

    /// Tells whether anything found is an error.
    pub fn has_errors(&self) -> bool {
        self.found.iter().any(|one| one.severity == Severity::Error)
    }

    /// Returns the findings as they stand.
    pub fn as_slice(&self) -> &[Diagnostic] {
        &self.found
    }

    /// Takes over the findings of a phase.
    pub fn append(&mut self, mut other: Diagnostics) {
        self.found.append(&mut other.found);
    }

    /// Keeps only the findings that the condition wants.
    pub fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.found.retain(keep);
    }

    /// Returns the findings sorted by place, the graver first where places are equal.
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.found.sort_by_key(|one| (one.span(), one.severity));
        self.found
    }
}
