//! The ways that are tried where it does not hurt.

use super::routes::{Route, Trigger};
use crate::{model::Model, syntax::Node};

/// A way into an environment that is tried in another one.
#[derive(Debug, Clone)]
pub struct Rehearsal {
    /// The environment whose way is tried.
    pub target: String,
    /// How the place is entered where it is tried: with the people who are asked for any change there.
    pub route: Route,
}

pub(super) fn rehearsals(model: &Model, adoptions: &[Route]) -> Vec<Rehearsal> {
    let rehearsal = |node: &Node| {
        let (target, place) = (node.text(0)?.value, node.text(2)?.value);
        let route = adoptions.iter().find(|route| route.to == place)?;
        Some(Rehearsal {
            target: target.to_owned(),
            route: Route {
                way: format!("rehearse-{target}"),
                job: format!("rehearse-{target}"),
                title: format!("Rehearse the way into {target} in {place}"),
                triggers: vec![Trigger::From(place.to_owned())],
                ..route.clone()
            },
        })
    };
    model.parts("rehearse").filter_map(rehearsal).collect()
}
