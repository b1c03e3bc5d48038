//! One line of `defaults` counts for many environments: what is wrong with it is said once, and names them.

use indexmap::IndexMap;

use super::numbers;
use crate::{diagnostic::Diagnostic, model::Environment, source::Span};

/// Environments that are shown where they stand; a message names a few more.
const MOST: usize = 6;

/// The environments that get one line, in order of declaration.
pub(super) struct Heirs<'a>(Vec<&'a Environment>);

/// Puts together what is found of one line, by its place; of what was found, the first is kept.
pub(super) fn by_line<'a, T>(
    found: impl IntoIterator<Item = (Span, &'a Environment, T)>,
) -> impl Iterator<Item = (Span, Heirs<'a>, T)> {
    let mut lines: IndexMap<Span, (Heirs<'a>, T)> = IndexMap::new();
    for (span, environment, fact) in found {
        lines.entry(span).or_insert_with(|| (Heirs(Vec::new()), fact)).0.0.push(environment);
    }
    lines.into_iter().map(|(span, (heirs, fact))| (span, heirs, fact))
}

impl<'a> Heirs<'a> {
    /// Returns their names, for a sentence.
    pub(super) fn names(&self) -> String {
        numbers::some(self.0.iter().map(|environment| environment.name.value.as_str()))
    }

    /// Returns the first of them.
    pub(super) fn first(&self) -> &'a Environment {
        self.0[0]
    }

    /// Returns the verb that goes with them: `goes`, or `go`.
    pub(super) fn verb(&self, one: &'static str, many: &'static str) -> &'static str {
        if self.0.len() == 1 { one } else { many }
    }

    /// Points at what they are for.
    pub(super) fn show_kinds(&self, finding: &mut Diagnostic) {
        for environment in self.0.iter().take(MOST) {
            let (name, kind) = (&environment.name.value, environment.kind.value.name());
            finding.also(environment.kind.span, format!("`{name}` is of kind {kind}"));
        }
    }

    /// Points at their names.
    pub(super) fn show_names(&self, finding: &mut Diagnostic, text: &str) {
        for environment in self.0.iter().take(MOST) {
            finding.also(environment.name.span, text);
        }
    }
}
