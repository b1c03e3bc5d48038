//! The ways to a place, those that ask the fewest people first, without looking at all where there are very many.
//!
//! The search walks backwards from the end, and always goes on where the least can come of it: a step more never asks fewer
//! people. So what it finds comes in order, and it can stop at any time.

use std::{cmp::Reverse, collections::BinaryHeap};

use super::{
    bound::{count, least},
    graph::Graph,
    leg::Leg,
};

/// Beginnings of ways that are looked at, at most.
const MOST_LOOKED_AT: usize = 100_000;

/// What the search found.
pub(super) struct Found<'a> {
    /// Each way from its start to its end.
    pub(super) ways: Vec<Vec<Leg<'a>>>,
    /// How many ways there are; nothing if that is not known.
    pub(super) total: Option<u64>,
}

/// The end of a way, and what it comes to.
struct Tail {
    /// The place where it begins so far; nothing if it is a whole way.
    place: Option<usize>,
    /// The step that it begins with: a place, and the number of an edge into it.
    step: Option<(usize, usize)>,
    /// What follows.
    behind: usize,
    most: u64,
    answers: u64,
    steps: u64,
}

/// Finds so many ways to the first place of a graph.
pub(super) fn search<'a>(graph: &Graph<'a>, wanted: usize) -> Found<'a> {
    let most = least(graph, |most, edge| most.max(edge.leg.people().into()));
    let answers = least(graph, |answers, edge| answers + u64::from(edge.leg.people()));
    let steps = least(graph, |steps, _| steps + 1);
    let mut tails =
        vec![Tail { place: Some(0), step: None, behind: usize::MAX, most: 0, answers: 0, steps: 0 }];
    // Of what costs the same, that which has got further goes on, so that ways come to their start.
    let mut open = BinaryHeap::from([(Reverse((0, 0, 0)), 0, Reverse(0_usize))]);
    let mut ways = Vec::new();
    while let Some((_, _, Reverse(at))) = open.pop() {
        let Some(place) = tails[at].place else {
            ways.push(legs(graph, &tails, at));
            if ways.len() == wanted { break } else { continue }
        };
        for (number, edge) in graph.into[place].iter().enumerate() {
            if tails.len() >= MOST_LOOKED_AT {
                break;
            }
            // Nobody goes in circles, and nobody goes where no way begins.
            let ahead = match edge.from {
                Some(from) if goes_through(&tails, at, from) => continue,
                Some(from) => most[from].zip(answers[from]).zip(steps[from]),
                None => Some(((0, 0), 0)),
            };
            let Some(((most_ahead, answers_ahead), steps_ahead)) = ahead else { continue };
            let people = u64::from(edge.leg.people());
            let tail = Tail {
                place: edge.from,
                step: Some((place, number)),
                behind: at,
                most: tails[at].most.max(people),
                answers: tails[at].answers + people,
                steps: tails[at].steps + 1,
            };
            let cost = (tail.most.max(most_ahead), tail.answers + answers_ahead, tail.steps + steps_ahead);
            open.push((Reverse(cost), tail.steps, Reverse(tails.len())));
            tails.push(tail);
        }
    }
    let is_all = open.is_empty() && tails.len() < MOST_LOOKED_AT;
    let total = if is_all { Some(ways.len() as u64) } else { count(graph) };
    Found { ways, total }
}

fn goes_through(tails: &[Tail], mut at: usize, place: usize) -> bool {
    while let Some(tail) = tails.get(at) {
        if tail.place == Some(place) {
            return true;
        }
        at = tail.behind;
    }
    false
}

fn legs<'a>(graph: &Graph<'a>, tails: &[Tail], mut at: usize) -> Vec<Leg<'a>> {
    let mut legs = Vec::new();
    while let Some(Tail { step: Some((place, edge)), behind, .. }) = tails.get(at) {
        legs.push(graph.into[*place][*edge].leg);
        at = *behind;
    }
    legs
}
