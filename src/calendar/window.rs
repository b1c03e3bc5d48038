//! A named window: its lines, and the hours that they come to.

use super::Weekly;
use crate::source::Span;

/// The lines of a `window`, each with its place.
///
/// ```kdl
/// window office-hours {
///     open   "Mon-Fri 09:00-16:00"
///     closed "Wed 12:00-13:00"
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Window {
    /// The `open` lines; without one it is open whenever it is not closed.
    pub open: Vec<(Weekly, Span)>,
    /// The `closed` lines.
    pub closed: Vec<(Weekly, Span)>,
}

impl Window {
    /// Returns when it is open: no `closed` line holds, and there is no `open` line or one holds.
    pub fn hours(&self) -> Weekly {
        let open = if self.open.is_empty() { Weekly::always() } else { together(&self.open) };
        open.difference(&together(&self.closed))
    }
}

fn together(lines: &[(Weekly, Span)]) -> Weekly {
    Weekly::new(lines.iter().flat_map(|(hours, _)| hours.iter()))
}
