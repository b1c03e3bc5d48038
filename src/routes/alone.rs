//! Who could bring a release to the end of a way alone, or almost.

use indexmap::IndexSet;

use crate::model::{Line, Model};

/// Somebody on whom a gate hangs.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Alone {
    /// Nobody is asked: whoever starts it.
    Starter,
    /// One person is the only one who can open the gate into a place.
    Only(String, String),
    /// Of two people, whoever does not start it is the only one left for the gate into a place.
    Left(String, String, String),
    /// Whoever starts it and one more; whether that is for one gate only, or each says yes to what the other starts.
    Two(bool),
}

/// Looks at the gates of a way, each with the place that it leads to. `people` is the most that one of them asks.
pub(super) fn alone(model: &Model, gates: &[(String, Vec<Line>)], people: u32) -> Vec<Alone> {
    if people == 0 {
        return vec![Alone::Starter];
    }
    let mut found = IndexSet::new();
    for (into, lines) in gates {
        let asked: u32 = lines.iter().map(|line| line.approvals.count.value).sum();
        for line in lines.iter().filter(|line| line.approvals.count.value == 1) {
            let known = known(model, line);
            match known.iter().flatten().collect::<Vec<_>>().as_slice() {
                [only] => found.insert(Alone::Only((*only).clone(), into.clone())),
                [one, other] if asked == 1 => {
                    found.insert(Alone::Left((*one).clone(), (*other).clone(), into.clone()))
                }
                _ => continue,
            };
        }
    }
    if people == 1 && two_can(model, gates) {
        let answers = gates.iter().filter(|(_, lines)| !lines.is_empty()).count();
        found.insert(Alone::Two(answers == 1));
    }
    found.into_iter().collect()
}

/// Tells whether two people may do for gates that ask one each: at every gate one of them has to be known, or nobody is.
fn two_can(model: &Model, gates: &[(String, Vec<Line>)]) -> bool {
    let known: Vec<IndexSet<String>> =
        gates.iter().flat_map(|(_, lines)| lines).filter_map(|line| known(model, line)).collect();
    let Some((first, others)) = known.split_first() else { return true };
    first.iter().any(|one| {
        let mut left = others.iter().filter(|people| !people.contains(one));
        let Some(next) = left.next() else { return true };
        next.iter().any(|other| left.clone().all(|people| people.contains(other)))
    })
}

/// The people who can give an approval, without the `@`; nothing if a team does not list its members.
fn known(model: &Model, line: &Line) -> Option<IndexSet<String>> {
    let mut people = IndexSet::new();
    for team in &line.approvals.teams {
        let members = model.teams.get(&team.value)?.known_members()?;
        people.extend(members.into_iter().map(str::to_ascii_lowercase));
    }
    Some(people)
}

impl Alone {
    /// Says it in words.
    pub fn words(&self) -> String {
        match self {
            Self::Starter => "whoever starts it, alone: nobody is asked".to_owned(),
            Self::Only(person, into) => format!("@{person} is the only one who can say yes for {into}"),
            Self::Left(one, other, into) => {
                format!("of @{one} and @{other}, whoever does not start it is the only one left for {into}")
            }
            Self::Two(true) => "two people are enough: one who starts it, one who says yes".to_owned(),
            Self::Two(false) => {
                "two people are enough, where each may say yes to what the other starts".to_owned()
            }
        }
    }
}
