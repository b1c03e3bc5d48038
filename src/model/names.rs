//! What a file declares, for whoever looks a name up.

use indexmap::IndexMap;

use crate::{
    diagnostic::Diagnostics,
    source::Spanned,
    syntax::{Declared, Gate, shape},
};

/// Everything that a file declares.
pub(super) struct Names<'a> {
    pub(super) declared: Declared,
    pub(super) gates: &'a IndexMap<String, Gate>,
    pub(super) diagnostics: &'a mut Diagnostics,
}

impl Names<'_> {
    /// Returns the environment of this name, or the one that was probably meant.
    pub(super) fn environment(&mut self, name: &Spanned<String>, label: &str) -> Option<Spanned<String>> {
        let mut name = name.clone();
        let is_known = self.declared.look_up(shape::Names::Environment, &mut name, label, self.diagnostics);
        is_known.then_some(name)
    }
}
