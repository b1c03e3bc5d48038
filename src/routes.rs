//! Every way into an environment, from its very start: how many people it asks at the least, how long it takes at the least,
//! what has to hold on it, and who could take it alone. The weakest comes first.

mod alone;
mod bound;
mod graph;
pub(crate) mod hotfix;
mod json;
mod least;
pub(crate) mod leg;
mod screen;
mod search;

use std::cmp::Reverse;

use indexmap::IndexMap;

pub use alone::Alone;
pub use json::json;
pub use least::Least;
pub use screen::screen;

use crate::{
    map::Gate,
    model::{Line, Model, Way},
    syntax::{self, Kind},
};
use graph::Graph;

/// So many ways into an environment are listed.
pub const MOST: usize = 200;

/// The ways into an environment.
#[derive(Debug, Clone)]
pub struct Routes {
    /// Where all of them lead.
    pub to: String,
    /// Ways with everything that they have in common, the weakest first.
    pub groups: Vec<Group>,
    /// How many there are in all; nothing where the map goes in so many circles that nobody can count them.
    pub total: Option<u64>,
}

/// Ways that differ only in where they pass.
#[derive(Debug, Clone)]
pub struct Group {
    /// Each from its start to its end.
    pub chains: Vec<Chain>,
    /// What they have in common.
    pub facts: Facts,
}

/// The stations of a way: how it starts, then branches and environments.
pub type Chain = Vec<String>;

/// What is to be known of a way.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Facts {
    /// Whether it is for an emergency.
    pub is_hotfix: bool,
    /// The most people that one of its gates asks: at least so many different ones have to agree, beside whoever starts.
    pub people: u32,
    /// How many times somebody has to say yes; the same person may at different gates.
    pub answers: u32,
    /// What has to happen on it, in order.
    pub gates: Vec<Passed>,
    /// The kinds of condition that stand on it and are not waited for.
    pub skips: Vec<String>,
    /// How long it takes at the least.
    pub least: Least,
    /// On whom it hangs.
    pub alone: Vec<Alone>,
}

/// A gate on a way.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Passed {
    /// What it leads to; `the hotfix`, for what one asks once.
    pub into: String,
    /// How many people it asks.
    pub people: u32,
    /// Whom it asks, in words; nothing if nobody.
    pub who: Option<String>,
    /// What else has to hold, in words.
    pub holds: Vec<String>,
}

/// Lists the ways into an environment.
pub fn routes(model: &Model, to: &str) -> Routes {
    let found = search::search(&Graph::new(model, to), MOST);
    let mut ways: Vec<(Chain, Facts)> = found.ways.iter().map(|legs| way(model, legs)).collect();
    let hotfixes = model.hotfixes.iter().filter(|hotfix| leads_to(hotfix, to));
    let hotfixes: Vec<(Chain, Facts)> = hotfixes.map(|hotfix| short_way(model, hotfix)).collect();
    let total = found.total.map(|total| total.saturating_add(hotfixes.len() as u64));
    ways.extend(hotfixes);
    // What has to hold makes a way stronger as well, though nobody can say by how much.
    ways.sort_by_key(|(chain, facts)| {
        let holds: usize = facts.gates.iter().map(|gate| gate.holds.len()).sum();
        (facts.people, facts.answers, facts.least.milliseconds, holds, Reverse(facts.is_hotfix), chain.len())
    });
    ways.truncate(MOST);
    let mut groups: IndexMap<Facts, Vec<Chain>> = IndexMap::new();
    for (chain, facts) in ways {
        groups.entry(facts).or_default().push(chain);
    }
    let groups = groups.into_iter().map(|(facts, chains)| Group { chains, facts }).collect();
    Routes { to: to.to_owned(), groups, total }
}

/// Returns the environments that people mean by production.
pub fn productions(model: &Model) -> impl Iterator<Item = &str> {
    let productions = model.environments.values().filter(|one| one.kind.value == Kind::Production);
    productions.map(|one| one.name.value.as_str())
}

impl Routes {
    /// Returns how many ways are listed.
    pub fn listed(&self) -> usize {
        self.groups.iter().map(|group| group.chains.len()).sum()
    }
}

fn leads_to(hotfix: &syntax::Hotfix, to: &str) -> bool {
    hotfix.stations.last().is_some_and(|last| last.value == to)
}

fn way(model: &Model, legs: &[Way<'_>]) -> (Chain, Facts) {
    let start = legs.first().map(|leg| leg.start());
    let chain = start.into_iter().chain(legs.iter().map(|leg| leg.end().to_owned())).collect();
    let asked: Vec<_> = legs.iter().map(|leg| (leg.end().to_owned(), leg.approvals().to_vec())).collect();
    let gates = legs.iter().map(|leg| passed(leg.end(), &leg.gate(model, &[]))).collect();
    (chain, facts(model, &asked, gates, least::least(model, legs, &[], None), false))
}

fn short_way(model: &Model, hotfix: &syntax::Hotfix) -> (Chain, Facts) {
    let start = format!("hotfix {}", hotfix.branch.value);
    let stations = hotfix.stations.iter().map(|station| station.value.clone());
    let chain = std::iter::once(start).chain(stations).collect();
    let legs: Vec<Way<'_>> = hotfix::legs(model, hotfix).into_iter().flatten().collect();
    let skipped = hotfix::skipped(hotfix);
    let asks_all = hotfix.conditions.same.is_some();
    let mut conditions = hotfix.conditions.clone();
    conditions.parts.retain(|part| part.name.value != "skip");
    let own = passed("the hotfix", &Gate::of_hotfix(model, &conditions));
    let mut asked = vec![(own.into.clone(), hotfix::lines(hotfix))];
    let mut gates = vec![Passed { who: own.who.filter(|_| !asks_all), ..own }];
    for leg in &legs {
        let gate = passed(leg.end(), &leg.gate(model, &skipped));
        // What it asks itself stands for what the map would ask.
        let who = gate.who.filter(|_| asks_all);
        let people = if asks_all { gate.people } else { 0 };
        gates.push(Passed { who, people, ..gate });
        if asks_all {
            asked.push((leg.end().to_owned(), leg.approvals().to_vec()));
        }
    }
    let watched = hotfix.part("monitor").and_then(syntax::duration::of).map(|length| length.value);
    let mut least = least::least(model, &legs, &skipped, watched);
    let windows = hotfix.conditions.parts.iter().filter(|part| part.name.value == "window");
    for window in windows.flat_map(syntax::Node::texts).map(|name| name.value) {
        if !least.hours.iter().any(|known| known == window) {
            least.hours.push(window.to_owned());
        }
    }
    let skips = skipped.into_iter().map(str::to_owned).collect();
    (chain, Facts { skips, ..facts(model, &asked, gates, least, true) })
}

fn passed(into: &str, gate: &Gate) -> Passed {
    Passed {
        into: into.to_owned(),
        people: gate.people.count(),
        who: gate.people.asks().then(|| gate.people.words()),
        holds: gate.holds().map(str::to_owned).collect(),
    }
}

fn facts(
    model: &Model,
    asked: &[(String, Vec<Line>)],
    mut gates: Vec<Passed>,
    least: Least,
    is_hotfix: bool,
) -> Facts {
    let people = |(_, lines): &(String, Vec<Line>)| -> u32 {
        lines.iter().map(|line| line.approvals.count.value).sum()
    };
    let most = asked.iter().map(people).max().unwrap_or(0);
    gates.retain(|gate| gate.who.is_some() || !gate.holds.is_empty());
    Facts {
        is_hotfix,
        people: most,
        answers: asked.iter().map(people).sum(),
        gates,
        skips: Vec::new(),
        least,
        alone: alone::alone(model, asked, most),
    }
}
