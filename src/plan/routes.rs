//! The arrows as jobs: one static job for each environment and chain of approvals.
//!
//! Jobs that may be skipped never stand before one that has to run: a skipped job skips all behind it. So arrows into one
//! environment share a job only if they ask the same people in the same places, and chains never join.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::{
    conditions::Conditions,
    job_ids::Jobs,
    people::{Arrangement, Chain, Guard, Slot},
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
    /// What the way is called, for machines: `staging-to-prod`. No other route is called so.
    pub way: String,
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
    /// The arrows in words, the first of them where there are several.
    pub words: String,
    /// What else has to hold.
    pub conditions: Conditions,
    /// The environments whose releases go along it by themselves.
    pub automatic: Vec<String>,
    /// The way that is the same with windows and freezes lifted; empty where nobody may lift them, and on that way itself.
    pub lifted: String,
    /// Whether this is such a way.
    pub is_lifted: bool,
}

/// What starts a deployment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trigger {
    /// A push to a branch.
    Push(Pattern),
    /// A person who deploys a branch.
    Manual(Pattern),
    /// A tag that is pushed, or named by a person.
    Tag(Pattern),
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
        format!("{}-{number}", self.job_called("approve"))
    }

    /// Returns the approvals that have an environment of their own.
    pub fn approvals(&self) -> &[Slot] {
        self.chain.before()
    }

    /// Returns the patterns of branches whose pushes start it.
    pub fn pushes(&self) -> impl Iterator<Item = &Pattern> {
        self.triggers.iter().filter_map(|trigger| match trigger {
            Trigger::Push(pattern) => Some(pattern),
            Trigger::Manual(_) | Trigger::Tag(_) | Trigger::From(_) => None,
        })
    }

    /// Returns the patterns of branches that people deploy by hand.
    pub fn manuals(&self) -> impl Iterator<Item = &Pattern> {
        self.triggers.iter().filter_map(|trigger| match trigger {
            Trigger::Manual(pattern) => Some(pattern),
            Trigger::Push(_) | Trigger::Tag(_) | Trigger::From(_) => None,
        })
    }

    /// Returns the patterns of tags that start it.
    pub fn tags(&self) -> impl Iterator<Item = &Pattern> {
        self.triggers.iter().filter_map(|trigger| match trigger {
            Trigger::Tag(pattern) => Some(pattern),
            Trigger::Push(_) | Trigger::Manual(_) | Trigger::From(_) => None,
        })
    }

    /// Returns the ids of its other jobs: `brief-prod`, where the one that deploys is `deploy-prod`.
    pub fn job_called(&self, what: &str) -> String {
        let (_, rest) = self.job.split_once('-').expect("a job's id says what it does and where");
        format!("{what}-{rest}")
    }

    /// Returns the environment of the credentials that checks use before people are asked.
    pub fn open_environment(&self) -> String {
        super::people::open_environment(&self.to)
    }

    /// Tells whether people are asked on it.
    pub fn asks(&self) -> bool {
        !self.chain.slots.is_empty() || self.chain.guard == Guard::OnTop || self.lifts()
    }

    /// Tells whether it is the way with windows and freezes lifted.
    pub fn lifts(&self) -> bool {
        self.is_lifted
    }

    /// Returns the agreements that lift windows and freezes on this way.
    pub fn liftings(&self) -> impl Iterator<Item = &Slot> {
        let liftings = if self.lifts() { self.chain.lifting.as_slice() } else { &[] };
        liftings.iter().map(|lifting| &lifting.slot)
    }

    /// Returns the environments from which releases are promoted along it.
    pub fn sources(&self) -> impl Iterator<Item = &str> {
        self.triggers.iter().filter_map(|trigger| match trigger {
            Trigger::From(environment) => Some(environment.as_str()),
            Trigger::Push(_) | Trigger::Manual(_) | Trigger::Tag(_) => None,
        })
    }
}

pub(super) fn routes(model: &Model, people: &Arrangement) -> Vec<Route> {
    let mut grouped: IndexMap<Key<'_>, Vec<(&Arrow, &Chain)>> = IndexMap::new();
    let chains = people.chains.iter().zip(&people.conditions);
    for (arrow, (chain, conditions)) in model.arrows.iter().zip(chains) {
        let slots = chain.slots.iter().map(|slot| (slot.environment.as_str(), slot.reviewers.as_slice()));
        let promoted = matches!(arrow.from, Origin::Environment(_));
        let lifting = chain.lifting.iter().map(|one| one.slot.environment.as_str()).collect();
        let key = Key { to: &arrow.to.value, promoted, slots: slots.collect(), conditions, lifting };
        grouped.entry(key).or_default().push((arrow, chain));
    }
    let mut ways: IndexMap<(&str, bool), u32> = IndexMap::new();
    for key in grouped.keys() {
        *ways.entry((key.to, key.promoted)).or_default() += 1;
    }
    let alone = |key: &Key<'_>| ways.get(&(key.to, key.promoted)) == Some(&1);
    let mut jobs = Jobs::reserve(ways.iter().filter(|(_, count)| **count == 1).map(|(way, _)| *way));
    let mut names = BTreeSet::new();
    let mut routes = Vec::new();
    for (key, arrows) in &grouped {
        let (first, chain) = arrows[0];
        let to = key.to;
        let (job, title) = match alone(key) {
            true => (format!("deploy-{to}"), format!("Deploy to {to}")),
            false => {
                let way = way(first);
                (jobs.name(to, key.promoted, &way), format!("Deploy to {to} ({way})"))
            }
        };
        let base = match arrows.as_slice() {
            [(arrow, _)] => format!("{}-to-{to}", arrow.from.slug()),
            _ => format!("to-{to}"),
        };
        let mut route = Route {
            way: free(&mut names, &base),
            job,
            title,
            to: to.to_owned(),
            triggers: arrows.iter().map(|(arrow, _)| trigger(arrow)).collect(),
            chain: chain.clone(),
            nobody_on_purpose: arrows.iter().all(|(arrow, _)| arrow.nobody.is_some()),
            words: words(arrows.iter().map(|(arrow, _)| *arrow)),
            conditions: key.conditions.clone(),
            automatic: arrows
                .iter()
                .filter(|(arrow, _)| arrow.is_automatic())
                .filter_map(|(arrow, _)| arrow.from.environment().map(str::to_owned))
                .collect(),
            lifted: String::new(),
            is_lifted: false,
        };
        let lifted = lifted(&route, &mut jobs, &mut names);
        route.lifted = lifted.as_ref().map_or(String::new(), |lifted| lifted.way.clone());
        routes.push(route);
        routes.extend(lifted);
    }
    routes
}

/// What arrows have in common that share a job.
#[derive(PartialEq, Eq, Hash)]
struct Key<'a> {
    to: &'a str,
    promoted: bool,
    slots: Vec<(&'a str, &'a [super::Person])>,
    conditions: &'a Conditions,
    lifting: Vec<&'a str>,
}

/// The same way with windows and freezes lifted for once. A push has nobody who could say why.
fn lifted(route: &Route, jobs: &mut Jobs, names: &mut BTreeSet<String>) -> Option<Route> {
    let by_hand = route.triggers.iter().any(|trigger| !matches!(trigger, Trigger::Push(_)));
    if route.chain.lifting.is_empty() || !by_hand {
        return None;
    }
    let windows: Vec<String> = route.chain.lifting.iter().flat_map(|one| one.windows.clone()).collect();
    let way = format!("{} override", route.job.strip_prefix("deploy-").unwrap_or(&route.job));
    Some(Route {
        way: free(names, &format!("{}-override", route.way)),
        job: jobs.fresh(!route.makes_a_release(), &format!("deploy-{}", slug(&way))),
        title: format!("{}, lifting windows and freezes", route.title),
        conditions: route.conditions.lifted(&windows),
        automatic: Vec::new(),
        is_lifted: true,
        ..route.clone()
    })
}

/// A name that nothing else has.
fn free(taken: &mut BTreeSet<String>, base: &str) -> String {
    std::iter::once(base.to_owned())
        .chain((2..).map(|number| format!("{base}-{number}")))
        .find(|name| taken.insert(name.clone()))
        .unwrap_or_default()
}

/// The arrows as on the map, the first of them with how many more there are.
fn words<'a>(mut arrows: impl ExactSizeIterator<Item = &'a Arrow>) -> String {
    let more = arrows.len() - 1;
    let first = arrows.next().map_or(String::new(), Arrow::words);
    if more == 0 { first } else { format!("{first} (and {more} more)") }
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
        way: format!("adopt-{}", route.to),
        conditions: Conditions::default(),
        chain: Chain { lifting: Vec::new(), waiting: String::new(), ..route.chain.clone() },
        lifted: String::new(),
        automatic: Vec::new(),
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
        (Origin::Tag(_), Some(pattern)) => Trigger::Tag(pattern),
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
