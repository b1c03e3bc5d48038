//! Who approves where: how N people out of several teams become environments on GitHub, which asks one person each.
//!
//! GitHub lets any one listed reviewer open an environment. So each approval has an environment of its own, one after
//! the other; the last one is the target itself where everybody who may approve any way into it is asked there. Where a
//! way in asks nobody, the target cannot ask, and every approval has an environment of its own.

use indexmap::{IndexMap, IndexSet};

use super::{conditions, gates::OwnGates, planning};
use crate::{
    github::{Reviewer, ReviewerKind},
    model::{Arrow, Condition, Line, Model, Origin, Way},
    source::Span,
    syntax::{Team, duration},
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

/// An environment that exists only to be passed: to be approved, to wait in, or to hold credentials that need no approval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GateEnvironment {
    /// Its name.
    pub name: String,
    /// Who may approve; nobody, where it only waits or holds credentials.
    pub reviewers: Vec<Person>,
    /// How many minutes GitHub holds a job there.
    pub wait_minutes: u32,
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
    /// The agreements to lift windows and freezes for once; asked for in a run that does so.
    pub lifting: Vec<Lifting>,
    /// The environment in which GitHub waits before people are asked; empty without a wait.
    pub waiting: String,
}

/// An agreement to lift windows and freezes for once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lifting {
    /// Where it is given.
    pub slot: Slot,
    /// The windows that it lifts; it lifts every freeze.
    pub windows: Vec<String>,
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
    /// What else each arrow asks for, by its place there.
    pub conditions: Vec<conditions::Conditions>,
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
    let mut conditions = Vec::with_capacity(model.arrows.len());
    for arrow in &model.arrows {
        let asked = conditions::conditions(model, arrow);
        let chain = chain(model, arrow, &own_gates, guarded.get(&arrow.to.value));
        let mut add = |name: &str, reviewers: &[Person], wait_minutes: u32, place: Span| {
            let gate =
                GateEnvironment { name: name.to_owned(), reviewers: reviewers.to_vec(), wait_minutes, place };
            gates.entry(name.to_owned()).or_insert(gate);
        };
        let way = Way::Arrow(arrow);
        if let Some(check) = way.all("check").find(|check| check.node.child("secrets").is_some()) {
            add(&open_environment(&arrow.to.value), &[], 0, check.node.head);
        }
        if let Some(line) = planning::asks_for_credentials(model.target(arrow)) {
            add(&open_environment(&arrow.to.value), &[], 0, line.head);
        }
        if let Some(wait) = longest_wait(way) {
            add(&chain.waiting, &[], asked.wait_minutes, wait.node.head);
        }
        for slot in chain.lifting.iter().map(|lifting| &lifting.slot).chain(chain.before()) {
            add(&slot.environment, &slot.reviewers, 0, slot.place);
        }
        chains.push(chain);
        conditions.push(asked);
    }
    for slot in model
        .environments
        .values()
        .flat_map(|one| super::rollbacks::own_slots(model, one).unwrap_or_default())
    {
        let gate = GateEnvironment {
            name: slot.environment.clone(),
            reviewers: slot.reviewers.clone(),
            wait_minutes: 0,
            place: slot.place,
        };
        gates.entry(slot.environment).or_insert(gate);
    }
    Arrangement { guarded, gates: gates.into_values().collect(), chains, conditions, owners: owners(model) }
}

/// Where the credentials are that a machine uses before people are asked; whoever may start a run reaches them.
pub(super) fn open_environment(environment: &str) -> String {
    format!("{environment}-plan")
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

fn chain(model: &Model, arrow: &Arrow, own_gates: &OwnGates, everybody: Option<&IndexSet<Person>>) -> Chain {
    let named = |gate: Option<&str>| gate.unwrap_or_else(|| own_gates.name(arrow)).to_owned();
    let mut slots = Vec::new();
    let mut numbers: IndexMap<String, u32> = IndexMap::new();
    for line in &arrow.approvals {
        let gate = named(line.gate.as_deref());
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
    let way = Way::Arrow(arrow);
    let lifting = |condition: &Condition| {
        let team = model.teams.get(condition.node.property_text("by")?.value)?;
        let gate = named(condition.gate.as_deref());
        Some(Lifting {
            windows: conditions::covered(arrow, condition.gate.as_deref()),
            slot: Slot {
                environment: format!("{gate}-override"),
                reviewers: vec![Person::new(team)],
                gate,
                place: condition.node.head,
            },
        })
    };
    // Nobody is there to say why a push should be let through.
    let is_pushed = matches!(arrow.from, Origin::Push(_));
    Chain {
        slots,
        guard,
        lifting: way.all("override").filter(|_| !is_pushed).filter_map(lifting).collect(),
        waiting: longest_wait(way)
            .map_or(String::new(), |wait| format!("{}-wait", named(wait.gate.as_deref()))),
    }
}

/// GitHub waits once on a way, for the longest of its waits.
fn longest_wait(way: Way<'_>) -> Option<&Condition> {
    way.all("wait").max_by_key(|wait| duration::of(&wait.node).map(|length| length.value))
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
