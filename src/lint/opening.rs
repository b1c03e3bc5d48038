//! The windows that stand on a line of the map.

use indexmap::IndexMap;

use super::gated::Gated;
use crate::{
    calendar::Weekly,
    model::{Model, Window},
    source::{Span, Spanned},
    syntax::Node,
};

/// Returns the windows that have to be open for a line of the map, with the places that name them.
pub(super) fn windows<'a>(model: &'a Model, line: Gated<'a>) -> IndexMap<&'a str, (&'a Window, Span)> {
    let mut named: Vec<Spanned<&str>> = line.all_of("window").flat_map(Node::texts).collect();
    if let Gated::Arrow(arrow) = line {
        // A deployment that migrates waits for the migration's hours as well.
        let migrate = model.target(arrow).part("migrate").and_then(|migrate| migrate.child("window"));
        named.extend(migrate.into_iter().flat_map(Node::texts));
    }
    let known = |name: Spanned<&'a str>| Some((name.value, (model.windows.get(name.value)?, name.span)));
    named.into_iter().filter_map(known).collect()
}

/// Returns when all of these windows are open.
pub(super) fn hours<'a>(windows: impl IntoIterator<Item = &'a Window>) -> Weekly {
    windows.into_iter().fold(Weekly::always(), |hours, window| hours.intersection(&window.hours.hours()))
}
