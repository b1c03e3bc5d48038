//! What a way to a place costs at the very least, and how many ways there are.

use std::{cmp::Reverse, collections::BinaryHeap};

use super::graph::{Edge, Graph};

/// A step costs the answers that it asks for, and where these are the same, itself.
pub(super) fn cost(edge: &Edge<'_>) -> u64 {
    const ANSWER: u64 = 1 << 32;
    u64::from(edge.leg.people()) * ANSWER + 1
}

/// The least costs, where no gate may ask more than so many people.
pub(super) struct Bounds {
    /// For each place: of a way to it on which every gate asks fewer, and of one on which some gate asks so many.
    costs: Vec<[Option<u64>; 2]>,
}

impl Bounds {
    pub(super) fn new(graph: &Graph<'_>, most: u32) -> Self {
        let mut onward: Vec<Vec<(usize, &Edge<'_>)>> = vec![Vec::new(); graph.into.len()];
        let mut open = BinaryHeap::new();
        for (to, edges) in graph.into.iter().enumerate() {
            for edge in edges.iter().filter(|edge| edge.leg.people() <= most) {
                match edge.from {
                    Some(from) => onward[from].push((to, edge)),
                    None => open.push(Reverse((cost(edge), to, edge.leg.people() == most))),
                }
            }
        }
        let mut costs = vec![[None; 2]; graph.into.len()];
        while let Some(Reverse((least, place, asks_most))) = open.pop() {
            let known = &mut costs[place][usize::from(asks_most)];
            if known.is_some() {
                continue;
            }
            *known = Some(least);
            let next = |(to, edge): &(usize, &Edge<'_>)| {
                Reverse((least + cost(edge), *to, asks_most || edge.leg.people() == most))
            };
            open.extend(onward[place].iter().map(next));
        }
        Self { costs }
    }

    /// Returns the least that comes before a place, if some gate has to ask so many there or behind it; nothing where no way
    /// gets there.
    pub(super) fn ahead(&self, place: Option<usize>, asks_most: bool) -> Option<u64> {
        let Some(place) = place else { return asks_most.then_some(0) };
        let [fewer, most] = self.costs[place];
        if asks_most { fewer.into_iter().chain(most).min() } else { most }
    }
}

/// Tells which places can be reached from a start.
pub(super) fn reached(graph: &Graph<'_>) -> Vec<bool> {
    let bounds = Bounds::new(graph, u32::MAX);
    bounds.costs.iter().map(|costs| costs.iter().any(Option::is_some)).collect()
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
