//! The map, to be walked backwards: what leads to each environment and to each branch.

use indexmap::IndexMap;

use crate::model::{Ends, Model, Origin, Way};

/// A place on a way. A branch and an environment of one name are two places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Place<'a> {
    Environment(&'a str),
    Branch(&'a str),
}

/// A step that leads to a place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge<'a> {
    pub(super) leg: Way<'a>,
    /// Where it starts, by its number; nothing where the way itself starts.
    pub(super) from: Option<usize>,
}

/// All that an environment can be reached from.
pub(super) struct Graph<'a> {
    /// What leads to each place; the first place is where all ways lead.
    pub(super) into: Vec<Vec<Edge<'a>>>,
}

impl<'a> Graph<'a> {
    pub(super) fn new(model: &'a Model, to: &'a str) -> Self {
        let ends = Ends::new(model);
        let mut places: IndexMap<Place<'a>, ()> = IndexMap::from([(Place::Environment(to), ())]);
        let mut into = Vec::new();
        while let Some((&place, ())) = places.get_index(into.len()) {
            let mut edges = Vec::new();
            let mut add = |leg: Way<'a>, from: Option<Place<'a>>| {
                let from = from.map(|from| places.insert_full(from, ()).0);
                edges.push(Edge { leg, from });
            };
            match place {
                Place::Environment(name) => {
                    for arrow in model.into(name) {
                        let from = match &arrow.from {
                            Origin::Environment(from) => Some(Place::Environment(&from.value)),
                            // Where every push is a merge, the way starts at the merge.
                            Origin::Push(branch) => merged(&ends, &branch.value),
                            Origin::Manual(_) | Origin::Tag(_) | Origin::PullRequest(_) => None,
                        };
                        add(Way::Arrow(arrow), from);
                    }
                }
                Place::Branch(branch) => {
                    for merge in ends.merges_into(branch) {
                        add(Way::Merge(merge), merged(&ends, &merge.from.value));
                    }
                }
            }
            into.push(edges);
        }
        let mut graph = Self { into };
        graph.break_circles();
        graph
    }

    /// Where branches are only merged into each other, each of their merges may be the first.
    fn break_circles(&mut self) {
        let reached = super::bound::reached(self);
        for edges in &mut self.into {
            for edge in edges {
                let is_merge = matches!(edge.leg, Way::Merge(_));
                if is_merge && edge.from.is_some_and(|from| !reached[from]) {
                    edge.from = None;
                }
            }
        }
    }
}

/// Returns the branch as a place, if nothing gets there but by a merge.
fn merged<'a>(ends: &Ends<'a>, branch: &'a str) -> Option<Place<'a>> {
    (!ends.merges_into(branch).is_empty()).then_some(Place::Branch(branch))
}
