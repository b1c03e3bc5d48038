//! The ways for other programs, version 1: additions keep the number, anything else raises it.

use serde::Serialize;

use super::{Alone, Group, Passed, Routes};
use crate::report::pretty;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    pipelines: Vec<PipelineOut<'a>>,
}

#[derive(Serialize)]
struct PipelineOut<'a> {
    name: &'a str,
    path: &'a str,
    targets: Vec<TargetOut<'a>>,
}

/// An environment with the ways to it, the weakest first.
#[derive(Serialize)]
struct TargetOut<'a> {
    to: &'a str,
    /// Nothing where nobody can count them.
    total: Option<u64>,
    listed: usize,
    routes: Vec<RouteOut<'a>>,
}

#[derive(Serialize)]
struct RouteOut<'a> {
    chains: &'a [Vec<String>],
    hotfix: bool,
    people: u32,
    answers: u32,
    gates: Vec<GateOut<'a>>,
    skips: &'a [String],
    least_seconds: u64,
    waits: &'a [String],
    hours: &'a [String],
    watched_seconds: u64,
    alone: Vec<AloneOut<'a>>,
}

#[derive(Serialize)]
struct GateOut<'a> {
    into: &'a str,
    people: u32,
    who: Option<&'a str>,
    holds: &'a [String],
}

#[derive(Serialize)]
struct AloneOut<'a> {
    kind: &'static str,
    people: Vec<&'a str>,
    into: Option<&'a str>,
    words: String,
}

/// Writes the ways of pipelines: the name and the path of each, and its ways into one environment after the other.
pub fn json(pipelines: &[(&str, &str, Vec<Routes>)]) -> String {
    let pipelines = pipelines.iter().map(|(name, path, targets)| PipelineOut {
        name,
        path,
        targets: targets.iter().map(target).collect(),
    });
    pretty(&Document { version: 1, pipelines: pipelines.collect() })
}

fn target(routes: &Routes) -> TargetOut<'_> {
    TargetOut {
        to: &routes.to,
        total: routes.total,
        listed: routes.listed(),
        routes: routes.groups.iter().map(route).collect(),
    }
}

fn route(group: &Group) -> RouteOut<'_> {
    let facts = &group.facts;
    RouteOut {
        chains: &group.chains,
        hotfix: facts.is_hotfix,
        people: facts.people,
        answers: facts.answers,
        gates: facts.gates.iter().map(gate).collect(),
        skips: &facts.skips,
        least_seconds: facts.least.milliseconds.div_ceil(1_000),
        waits: &facts.least.parts,
        hours: &facts.least.hours,
        watched_seconds: facts.least.watched.div_ceil(1_000),
        alone: facts.alone.iter().map(alone).collect(),
    }
}

fn gate(gate: &Passed) -> GateOut<'_> {
    GateOut { into: &gate.into, people: gate.people, who: gate.who.as_deref(), holds: &gate.holds }
}

fn alone(alone: &Alone) -> AloneOut<'_> {
    let (kind, people, into) = match alone {
        Alone::Starter => ("starter", Vec::new(), None),
        Alone::Only(person, into) => ("only", vec![person.as_str()], Some(into.as_str())),
        Alone::Left(one, other, into) => ("left", vec![one.as_str(), other.as_str()], Some(into.as_str())),
        Alone::Two(_) => ("two", Vec::new(), None),
    };
    AloneOut { kind, people, into, words: alone.words() }
}
