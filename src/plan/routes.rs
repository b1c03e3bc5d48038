//! The arrows as jobs: one static job for each environment and chain of approvals.
//!
//! Jobs that may be skipped never stand before one that has to run: a skipped job skips all behind it. So arrows into one
//! environment share a job only if they ask the same people in the same places, and chains never join.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::{
    people::{Arrangement, Chain, Slot},
    release::pattern,
    slug::slug,
};
use crate::{
    model::{Arrow, Model, Origin},
    pattern::Pattern,
};

/// Arrows into one environment that ask the same people.
#[derive(Debug, Clone)]
pub struct Route {
    /// The id of the job that deploys.
    pub job: String,
    /// What the job is called: `Deploy to prod`.
    pub title: String,
    /// The environment that it leads to.
    pub to: String,
    /// What starts it.
    pub triggers: Vec<Trigger>,
    /// Who approves.
    pub chain: Chain,
    /// Where it is asked on purpose that nobody approves.
    pub nobody_on_purpose: bool,
}

/// What starts a deployment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trigger {
    /// A push to a branch.
    Push(Pattern),
    /// A person who deploys a branch.
    Manual(Pattern),
    /// A promotion from an environment.
    From(String),
}

impl Route {
    /// Tells whether this route starts from a branch, and so makes a release.
    pub fn makes_a_release(&self) -> bool {
        !matches!(self.triggers.first(), Some(Trigger::From(_)))
    }

    /// Returns the id of the job of an approval that has an environment of its own; numbers start at 1.
    pub fn approval_job(&self, number: usize) -> String {
        let (_, rest) = self.job.split_once('-').expect("a job's id says what it does and where");
        format!("approve-{rest}-{number}")
    }

    /// Returns the approvals that have an environment of their own.
    pub fn approvals(&self) -> &[Slot] {
        self.chain.before()
    }

    /// Returns the patterns of branches whose pushes start it.
    pub fn pushes(&self) -> impl Iterator<Item = &Pattern> {
        self.triggers.iter().filter_map(|trigger| match trigger {
            Trigger::Push(pattern) => Some(pattern),
            Trigger::Manual(_) | Trigger::From(_) => None,
        })
    }

    /// Returns the patterns of branches that people deploy by hand.
    pub fn manuals(&self) -> impl Iterator<Item = &Pattern> {
        self.triggers.iter().filter_map(|trigger| match trigger {
            Trigger::Manual(pattern) => Some(pattern),
            Trigger::Push(_) | Trigger::From(_) => None,
        })
    }

    /// Returns the environments from which releases are promoted along it.
    pub fn sources(&self) -> impl Iterator<Item = &str> {
        self.triggers.iter().filter_map(|trigger| match trigger {
            Trigger::From(environment) => Some(environment.as_str()),
            Trigger::Push(_) | Trigger::Manual(_) => None,
        })
    }
}

pub(super) fn routes(model: &Model, people: &Arrangement) -> Vec<Route> {
    type Key<'a> = (&'a str, bool, Vec<(&'a str, &'a [super::Person])>);
    let mut grouped: IndexMap<Key<'_>, Vec<(&Arrow, &Chain)>> = IndexMap::new();
    for (arrow, chain) in model.arrows.iter().zip(&people.chains) {
        let slots =
            chain.slots.iter().map(|slot| (slot.environment.as_str(), slot.reviewers.as_slice())).collect();
        let promoted = matches!(arrow.from, Origin::Environment(_));
        grouped.entry((arrow.to.value.as_str(), promoted, slots)).or_default().push((arrow, chain));
    }
    let mut ways: IndexMap<(&str, bool), u32> = IndexMap::new();
    for (to, promoted, _) in grouped.keys() {
        *ways.entry((to, *promoted)).or_default() += 1;
    }
    let alone = |to: &str, promoted: bool| ways.get(&(to, promoted)) == Some(&1);
    let mut jobs = Jobs::reserve(ways.iter().filter(|(_, count)| **count == 1).map(|(way, _)| *way));
    grouped
        .iter()
        .map(|((to, promoted, _), arrows)| {
            let (first, chain) = arrows[0];
            let (job, title) = match alone(to, *promoted) {
                true => (format!("deploy-{to}"), format!("Deploy to {to}")),
                false => {
                    let way = way(first);
                    (jobs.name(to, *promoted, &way), format!("Deploy to {to} ({way})"))
                }
            };
            Route {
                job,
                title,
                to: (*to).to_owned(),
                triggers: arrows.iter().map(|(arrow, _)| trigger(arrow)).collect(),
                chain: chain.clone(),
                nobody_on_purpose: arrows.iter().all(|(arrow, _)| arrow.nobody.is_some()),
            }
        })
        .collect()
}

/// The ids of jobs, each once in its workflow: of the one that makes releases, or of the one that promotes them.
struct Jobs {
    taken: BTreeSet<(bool, String)>,
}

impl Jobs {
    /// GitHub takes less than 100 characters; an approval has `approve-` in front, and a number of up to three digits behind.
    const LONGEST: usize = 99 - "approve--000".len() + "deploy-".len();

    /// Environments with one way in have the names that everybody expects, whatever the others are called.
    fn reserve<'a>(alone: impl Iterator<Item = (&'a str, bool)>) -> Self {
        Self { taken: alone.map(|(to, promoted)| (promoted, format!("deploy-{to}"))).collect() }
    }

    fn name(&mut self, to: &str, promoted: bool, way: &str) -> String {
        std::iter::once(format!("deploy-{to}-{}", slug(way)))
            .chain((1..).map(|number| format!("deploy-{to}-way-{number}")))
            .filter(|name| name.len() <= Self::LONGEST)
            .find(|name| self.taken.insert((promoted, name.clone())))
            .unwrap_or_default()
    }
}

/// The ways to record what already runs somewhere: each environment once, with the approvals of the way into it that asks
/// most people, so that nothing comes to count as deployed more cheaply than by deploying it.
pub(super) fn adoptions(routes: &[Route]) -> Vec<Route> {
    let mut strictest: IndexMap<&str, &Route> = IndexMap::new();
    for route in routes {
        let known = strictest.entry(&route.to).or_insert(route);
        if route.chain.slots.len() > known.chain.slots.len() {
            *known = route;
        }
    }
    let adoption = |route: &Route| Route {
        job: format!("adopt-{}", route.to),
        title: format!("Record what runs in {}", route.to),
        triggers: Vec::new(),
        ..route.clone()
    };
    strictest.into_values().map(adoption).collect()
}

fn trigger(arrow: &Arrow) -> Trigger {
    match (&arrow.from, pattern(&arrow.from)) {
        (Origin::Push(_), Some(pattern)) => Trigger::Push(pattern),
        (Origin::Manual(_), Some(pattern)) => Trigger::Manual(pattern),
        (origin, _) => Trigger::From(origin.environment().unwrap_or_default().to_owned()),
    }
}

/// Tells one way into an environment from another one: by where it starts, which no two of them share.
fn way(arrow: &Arrow) -> String {
    match &arrow.from {
        Origin::Environment(name) => format!("from {}", name.value),
        Origin::Push(pattern) => format!("push to {}", pattern.value),
        Origin::Manual(pattern) => format!("{} by hand", pattern.value),
        Origin::Tag(pattern) => format!("tag {}", pattern.value),
        Origin::PullRequest(pattern) => format!("pull request to {}", pattern.value),
    }
}
