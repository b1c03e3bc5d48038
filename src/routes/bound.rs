//! What a way to a place costs at the very least, and how many ways there are.

use std::{cmp::Reverse, collections::BinaryHeap};

use super::graph::{Edge, Graph};

/// Finds the least cost of a way from a start to each place; nothing for a place that no way leads to. `join` adds a step to
/// the cost of what comes before it, and never makes it less.
pub(super) fn least(graph: &Graph<'_>, join: impl Fn(u64, &Edge<'_>) -> u64) -> Vec<Option<u64>> {
    let mut onward: Vec<Vec<(usize, &Edge<'_>)>> = vec![Vec::new(); graph.into.len()];
    let mut open = BinaryHeap::new();
    for (to, edges) in graph.into.iter().enumerate() {
        for edge in edges {
            match edge.from {
                Some(from) => onward[from].push((to, edge)),
                None => open.push(Reverse((join(0, edge), to))),
            }
        }
    }
    let mut costs = vec![None; graph.into.len()];
    while let Some(Reverse((cost, place))) = open.pop() {
        if costs[place].is_some() {
            continue;
        }
        costs[place] = Some(cost);
        open.extend(onward[place].iter().map(|(to, edge)| Reverse((join(cost, edge), *to))));
    }
    costs
}

/// Counts the ways to the first place; nothing where the map goes in circles, so that nobody can count them quickly.
pub(super) fn count(graph: &Graph<'_>) -> Option<u64> {
    let places = graph.into.len();
    let mut waiting = vec![0_usize; places];
    for from in graph.into.iter().flatten().filter_map(|edge| edge.from) {
        waiting[from] += 1;
    }
    // How many ways lead on from a place to the end; a place is ready when all that it leads to is counted.
    let mut onward = vec![0_u64; places];
    onward[0] = 1;
    let mut ready: Vec<usize> = (0..places).filter(|place| waiting[*place] == 0).collect();
    let (mut counted, mut total) = (0, 0_u64);
    while let Some(place) = ready.pop() {
        counted += 1;
        for edge in &graph.into[place] {
            let Some(from) = edge.from else {
                total = total.saturating_add(onward[place]);
                continue;
            };
            onward[from] = onward[from].saturating_add(onward[place]);
            waiting[from] -= 1;
            if waiting[from] == 0 {
                ready.push(from);
            }
        }
    }
    (counted == places).then_some(total)
}
