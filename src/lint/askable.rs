//! Who can be asked by an `approvals` line.

use indexmap::IndexSet;

use super::matching::Demand;
use crate::{model::Model, syntax::Approvals};

/// What a line asks for, if all its people are known: a team that the file does not list may have any number.
pub(super) fn demand(model: &Model, line: &Approvals) -> Option<Demand> {
    let mut people = IndexSet::new();
    for team in &line.teams {
        let members = model.teams.get(&team.value)?.known_members()?;
        people.extend(members.into_iter().map(str::to_ascii_lowercase));
    }
    Some(Demand { wanted: line.count.value as usize, people })
}

/// Tells whether a line asks a team, whose members start promotions; a single person who is named leaves that to others.
pub(super) fn has_members(model: &Model, line: &Approvals) -> bool {
    line.teams.iter().any(|team| model.teams.get(&team.value).is_some_and(|team| !team.is_person()))
}
