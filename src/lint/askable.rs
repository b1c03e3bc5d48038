//! Who can be asked by an `approvals` line.

use indexmap::IndexSet;

use super::matching::{Demand, shortage};
use crate::{model::Model, syntax::Approvals};

/// Lines that want more people than there are.
pub(super) struct Shortage<'a> {
    pub(super) lines: Vec<&'a Approvals>,
    /// How many can be asked by them.
    pub(super) people: usize,
    /// Whether there would be enough if nobody of them started the promotion.
    pub(super) by_starter: bool,
}

/// Finds lines that cannot all be met when the worst possible member of their teams starts the promotion.
pub(super) fn too_few<'a>(model: &'a Model, lines: &[&'a Approvals]) -> Option<Shortage<'a>> {
    let (lines, mut demands): (Vec<_>, Vec<_>) =
        lines.iter().copied().filter_map(|line| Some((line, demand(model, line)?))).unzip();
    let (short, by_starter) = match shortage(&demands) {
        Some(short) => (short, false),
        None => {
            // Whoever starts is missing wherever they could have been asked: as if a line wanted one more.
            let without_starter = |at: usize| {
                demands[at].wanted += 1;
                let short = shortage(&demands);
                demands[at].wanted -= 1;
                short
            };
            let mut asked = (0..lines.len()).filter(|&at| has_members(model, lines[at]));
            (asked.find_map(without_starter)?, true)
        }
    };
    let people: IndexSet<&String> = short.iter().flat_map(|&at| &demands[at].people).collect();
    Some(Shortage { people: people.len(), lines: short.iter().map(|&at| lines[at]).collect(), by_starter })
}

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
