//! What is rehearsed where: the `rehearse` lines by the environment that they are about.

use indexmap::IndexMap;

use super::Context;
use crate::{
    model::{Environment, Model},
    source::Span,
};

pub(super) struct Rehearsals<'a>(IndexMap<&'a str, Vec<Rehearsal<'a>>>);

/// `rehearse production in staging`.
pub(super) struct Rehearsal<'a> {
    pub(super) place: &'a str,
    pub(super) span: Span,
}

impl<'a> Rehearsals<'a> {
    pub(super) fn new(model: &'a Model) -> Self {
        let mut of: IndexMap<&str, Vec<Rehearsal<'_>>> = IndexMap::new();
        for line in model.parts("rehearse") {
            if let (Some(what), Some(place)) = (line.text(0), line.text(2)) {
                of.entry(what.value).or_default().push(Rehearsal { place: place.value, span: line.head });
            }
        }
        Self(of)
    }

    pub(super) fn of(&self, environment: &str) -> &[Rehearsal<'a>] {
        self.0.get(environment).map_or(&[], Vec::as_slice)
    }
}

/// Finds the environment that comes before another one on the map, where something could be rehearsed.
pub(super) fn before<'a>(context: &Context<'a>, environment: &Environment) -> Option<&'a Environment> {
    let ways = context.map.ways_into(&environment.name.value);
    let sources = ways.iter().filter_map(|arrow| context.model.source(arrow));
    sources.into_iter().find(|source| source.name.value != environment.name.value)
}
