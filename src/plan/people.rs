//! Who approves where: how N people out of several teams become environments on GitHub, which asks one person each.
//!
//! GitHub lets any one listed reviewer open an environment. So each approval has an environment of its own, one after
//! the other; the last one is the target itself where everybody who may approve any way into it is asked there. Where a
//! way in asks nobody, the target cannot ask, and every approval has an environment of its own.

use indexmap::{IndexMap, IndexSet};

use super::gates::OwnGates;
use crate::{
    github::{Reviewer, ReviewerKind},
    model::{Arrow, Line, Model},
    source::Span,
    syntax::Team,
};

/// Somebody who may approve: a team or a person.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Person {
    /// The name in the pipeline file.
    pub name: String,
    /// `org/team` or a login.
    pub handle: String,
}

impl Person {
    fn new(team: &Team) -> Self {
        Self { name: team.name.value.clone(), handle: team.handle.value.clone() }
    }

    /// Returns what GitHub calls a reviewer.
    pub fn reviewer(&self) -> Reviewer {
        let kind = if self.handle.contains('/') { ReviewerKind::Team } else { ReviewerKind::User };
        Reviewer { kind, name: self.handle.clone() }
    }
}

/// An environment that exists only to be approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GateEnvironment {
    /// Its name.
    pub name: String,
    /// Who may approve.
    pub reviewers: Vec<Person>,
    /// The line of the file that asks for it.
    pub place: Span,
}

/// One approval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// The environment that is approved.
    pub environment: String,
    /// Who may approve.
    pub reviewers: Vec<Person>,
    /// The gate that asks for it, or the arrow in words.
    pub gate: String,
    /// The line of the file that asks for it.
    pub place: Span,
}

/// What the environment that an arrow leads to has to do with the approvals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guard {
    /// It asks nobody itself.
    None,
    /// Its own click is the last approval.
    Last,
    /// Its own click comes on top; one of the approvers may give it.
    OnTop,
}

/// The approvals of an arrow, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// Every approval that needs a person of its own, the target's own click included where it is one.
    pub slots: Vec<Slot>,
    /// What the target itself does.
    pub guard: Guard,
}

impl Chain {
    /// Returns the approvals that have an environment of their own.
    pub fn before(&self) -> &[Slot] {
        match self.guard {
            Guard::Last => &self.slots[..self.slots.len() - 1],
            Guard::None | Guard::OnTop => &self.slots,
        }
    }
}

/// Everybody's place.
#[derive(Debug, Clone, Default)]
pub struct Arrangement {
    /// Who GitHub asks for each environment that is guarded.
    guarded: IndexMap<String, IndexSet<Person>>,
    /// The environments that exist only to be approved.
    pub gates: Vec<GateEnvironment>,
    /// The chain of each arrow of the model, by its place there.
    pub chains: Vec<Chain>,
    /// Everybody who guards a production, or any gate where there is no production.
    pub owners: Vec<Person>,
}

impl Arrangement {
    /// Returns who GitHub asks for an environment.
    pub fn reviewers(&self, environment: &str) -> Vec<Person> {
        self.guarded.get(environment).map(|people| people.iter().cloned().collect()).unwrap_or_default()
    }
}

/// Gives everybody a place.
pub fn arrange(model: &Model) -> Arrangement {
    let guarded = guarded(model);
    let own_gates = OwnGates::new(model);
    let mut gates: IndexMap<String, GateEnvironment> = IndexMap::new();
    let mut chains = Vec::with_capacity(model.arrows.len());
    for arrow in &model.arrows {
        let chain = chain(model, arrow, own_gates.name(arrow), guarded.get(&arrow.to.value));
        for slot in chain.before() {
            let gate = GateEnvironment {
                name: slot.environment.clone(),
                reviewers: slot.reviewers.clone(),
                place: slot.place,
            };
            gates.entry(slot.environment.clone()).or_insert(gate);
        }
        chains.push(chain);
    }
    Arrangement { guarded, gates: gates.into_values().collect(), chains, owners: owners(model) }
}

/// The environments whose every way in asks people, with all who may approve one.
fn guarded(model: &Model) -> IndexMap<String, IndexSet<Person>> {
    let mut guarded: IndexMap<String, IndexSet<Person>> = IndexMap::new();
    let mut open: IndexSet<&str> = IndexSet::new();
    for arrow in &model.arrows {
        if arrow.approvals.is_empty() {
            open.insert(&arrow.to.value);
        }
        let everybody = guarded.entry(arrow.to.value.clone()).or_default();
        for line in &arrow.approvals {
            everybody.extend(people(model, line));
        }
    }
    guarded.retain(|environment, _| !open.contains(environment.as_str()));
    guarded
}

/// Who may give an approval of this line. Two teams that are one on GitHub are one here, under the name declared first.
pub(crate) fn people(model: &Model, line: &Line) -> IndexSet<Person> {
    let first = |team: &Team| {
        let same = |other: &&Team| other.handle.value.eq_ignore_ascii_case(&team.handle.value);
        model.teams.values().find(same).map(Person::new)
    };
    line.approvals.teams.iter().filter_map(|team| model.teams.get(&team.value)).filter_map(first).collect()
}

fn chain(model: &Model, arrow: &Arrow, own_gate: &str, everybody: Option<&IndexSet<Person>>) -> Chain {
    let mut slots = Vec::new();
    let mut numbers: IndexMap<String, u32> = IndexMap::new();
    for line in &arrow.approvals {
        let gate = line.gate.as_deref().unwrap_or(own_gate).to_owned();
        let reviewers: Vec<Person> = people(model, line).into_iter().collect();
        for _ in 0..line.approvals.count.value {
            let number = numbers.entry(gate.clone()).and_modify(|number| *number += 1).or_insert(1);
            slots.push(Slot {
                environment: format!("{gate}-approval-{number}"),
                reviewers: reviewers.clone(),
                gate: gate.clone(),
                place: line.approvals.span,
            });
        }
    }
    let guard = match (everybody, arrow.approvals.last()) {
        (Some(everybody), Some(last)) if *everybody == people(model, last) => Guard::Last,
        (Some(_), Some(_)) => Guard::OnTop,
        _ => Guard::None,
    };
    if let (Guard::Last, Some(last)) = (guard, slots.last_mut()) {
        last.environment = arrow.to.value.clone();
    }
    Chain { slots, guard }
}

/// Whoever can let a release into production has to look at a change of the gates too.
pub fn owners(model: &Model) -> Vec<Person> {
    let into_production = |arrow: &&Arrow| model.target(arrow).kind.value == crate::syntax::Kind::Production;
    let of = |arrows: Vec<&Arrow>| -> IndexSet<Person> {
        arrows
            .into_iter()
            .flat_map(|arrow| arrow.approvals.iter().flat_map(|line| people(model, line)))
            .collect()
    };
    let production = of(model.arrows.iter().filter(into_production).collect());
    let owners = if production.is_empty() { of(model.arrows.iter().collect()) } else { production };
    owners.into_iter().collect()
}
