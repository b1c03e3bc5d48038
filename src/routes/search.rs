//! The ways to a place, those that ask the fewest people first, without looking at all where there are very many.
//!
//! First come the ways whose gates ask the fewest people at the most, then those where one gate asks one more, and so on;
//! of these, each time, those with the fewest answers. The search walks backwards from the end and always goes on where the
//! least comes of it. So it finds the ways in order, and can stop at any time.

use std::{cmp::Reverse, collections::BinaryHeap};

use indexmap::IndexSet;

use super::{
    bound::{Bounds, cost, count},
    graph::Graph,
};
use crate::model::Way;

/// Beginnings of ways that are looked at, at most.
const MOST_LOOKED_AT: usize = 100_000;

/// What the search found.
pub(super) struct Found<'a> {
    /// Each way from its start to its end.
    pub(super) ways: Vec<Vec<Way<'a>>>,
    /// How many ways there are; nothing if that is not known.
    pub(super) total: Option<u64>,
}

/// The end of a way.
struct Tail {
    /// The place where it begins so far; nothing if it is a whole way.
    place: Option<usize>,
    /// The step that it begins with: a place, and the number of an edge into it.
    step: Option<(usize, usize)>,
    /// What follows.
    behind: usize,
    /// Whether one of its gates asks as many as any may.
    asks_most: bool,
    cost: u64,
}

/// Finds so many ways to the first place of a graph.
pub(super) fn search<'a>(graph: &Graph<'a>, wanted: usize) -> Found<'a> {
    let edges = graph.into.iter().flatten();
    let mut levels: IndexSet<u32> = edges.map(|edge| edge.leg.people()).collect();
    levels.sort_unstable();
    let (mut ways, mut left, mut is_all) = (Vec::new(), MOST_LOOKED_AT, true);
    for most in levels {
        is_all &= level(graph, most, wanted, &mut left, &mut ways);
        if !is_all {
            break;
        }
    }
    let total = if is_all { Some(ways.len() as u64) } else { count(graph) };
    Found { ways, total }
}

/// Finds the ways of which one gate asks so many people, and none asks more; tells whether these are all of them.
fn level<'a>(
    graph: &Graph<'a>,
    most: u32,
    wanted: usize,
    left: &mut usize,
    ways: &mut Vec<Vec<Way<'a>>>,
) -> bool {
    let bounds = Bounds::new(graph, most);
    let mut tails = vec![Tail { place: Some(0), step: None, behind: usize::MAX, asks_most: false, cost: 0 }];
    // Of what costs the same, that which was found last goes on, so that ways come to their start; and what stands first in
    // the file is found last.
    let mut open: BinaryHeap<(Reverse<u64>, usize)> = BinaryHeap::from([(Reverse(0), 0)]);
    while let Some((_, at)) = open.pop() {
        let Some(place) = tails[at].place else {
            if ways.len() == wanted {
                return false;
            }
            ways.push(legs(graph, &tails, at));
            continue;
        };
        for (number, edge) in graph.into[place].iter().enumerate().rev() {
            // Nobody goes in circles, and nobody goes where no way begins.
            if edge.leg.people() > most || edge.from.is_some_and(|from| goes_through(&tails, at, from)) {
                continue;
            }
            let asks_most = tails[at].asks_most || edge.leg.people() == most;
            let Some(ahead) = bounds.ahead(edge.from, asks_most) else { continue };
            if *left == 0 {
                return false;
            }
            *left -= 1;
            let cost = tails[at].cost + cost(edge);
            open.push((Reverse(cost + ahead), tails.len()));
            tails.push(Tail { place: edge.from, step: Some((place, number)), behind: at, asks_most, cost });
        }
    }
    true
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

fn legs<'a>(graph: &Graph<'a>, tails: &[Tail], mut at: usize) -> Vec<Way<'a>> {
    let mut legs = Vec::new();
    while let Some(Tail { step: Some((place, edge)), behind, .. }) = tails.get(at) {
        legs.push(graph.into[*place][*edge].leg);
        at = *behind;
    }
    legs
}
