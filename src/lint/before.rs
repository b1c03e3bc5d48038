//! Where a release may have been before: which environments lie on every way to which others.

use indexmap::IndexMap;

use crate::model::{Model, Origin};

/// The ways through the map as a tree: each environment under the one that all ways to it have in common last.
pub(super) struct Before<'a> {
    /// The environments that a release can get to, in an order in which every one follows its parent.
    at: IndexMap<&'a str, usize>,
    /// When a walk through the tree enters each, and when it leaves it.
    walk: Vec<(usize, usize)>,
}

impl<'a> Before<'a> {
    /// Looks at the arrows that the condition wants; those from outside start at nothing.
    pub(super) fn new(model: &'a Model, wants: impl Fn(&Origin) -> bool) -> Self {
        let arrows = || model.arrows.iter().filter(|arrow| wants(&arrow.from));
        let mut out: IndexMap<Option<&str>, Vec<&str>> = IndexMap::new();
        for arrow in arrows() {
            out.entry(arrow.from.environment()).or_default().push(&arrow.to.value);
        }
        let at = order(&out);
        let mut into: Vec<Vec<usize>> = vec![Vec::new(); at.len() + 1];
        for arrow in arrows() {
            let from = match arrow.from.environment() {
                Some(name) => at.get(name).copied(),
                None => Some(0),
            };
            if let (Some(from), Some(to)) = (from, at.get(arrow.to.value.as_str())) {
                into[*to].push(from);
            }
        }
        let walk = walk(&parents(&into));
        Self { at, walk }
    }

    /// Tells whether a release can be in an environment without having been in another one before.
    pub(super) fn can_avoid(&self, environment: &str, other: &str) -> bool {
        let Some(&environment) = self.at.get(environment) else { return false };
        let Some(&other) = self.at.get(other) else { return true };
        let ((entered, left), (inside, _)) = (self.walk[other], self.walk[environment]);
        !(entered <= inside && inside < left)
    }

    /// Returns the environments that can be reached without this one, in the order of the ways.
    pub(super) fn avoiding(&self, other: &str) -> impl Iterator<Item = &'a str> {
        self.at.keys().copied().filter(move |name| self.can_avoid(name, other))
    }
}

/// Numbers what can be reached from outside, from 1, so that on ways without a circle each follows all before it.
fn order<'a>(out: &IndexMap<Option<&'a str>, Vec<&'a str>>) -> IndexMap<&'a str, usize> {
    let of = |name: Option<&'a str>| out.get(&name).map_or(&[][..], Vec::as_slice).iter();
    let mut seen = indexmap::IndexSet::new();
    let mut last_first = Vec::new();
    let mut open = vec![(None, of(None))];
    while let Some((name, next)) = open.last_mut() {
        match next.next() {
            Some(to) if seen.insert(*to) => open.push((Some(*to), of(Some(to)))),
            Some(_) => {}
            None => {
                last_first.extend(*name);
                open.pop();
            }
        }
    }
    last_first.into_iter().rev().zip(1..).collect()
}

/// Finds for each what all ways to it have in common last (after Cooper, Harvey and Kennedy).
fn parents(into: &[Vec<usize>]) -> Vec<usize> {
    const NONE: usize = usize::MAX;
    let mut parent = vec![NONE; into.len()];
    parent[0] = 0;
    let mut is_settled = false;
    while !is_settled {
        is_settled = true;
        for at in 1..into.len() {
            let known = into[at].iter().copied().filter(|from| parent[*from] != NONE);
            let common = known.reduce(|mut one, mut other| {
                while one != other {
                    if one > other { one = parent[one] } else { other = parent[other] }
                }
                one
            });
            if let Some(common) = common.filter(|common| parent[at] != *common) {
                parent[at] = common;
                is_settled = false;
            }
        }
    }
    parent
}

/// Walks through the tree: what lies under something is entered after it and before it is left.
fn walk(parent: &[usize]) -> Vec<(usize, usize)> {
    let mut size = vec![1; parent.len()];
    for at in (1..parent.len()).rev() {
        size[parent[at]] += size[at];
    }
    let mut next = vec![1; parent.len()];
    let mut entered = vec![0; parent.len()];
    for at in 1..parent.len() {
        let above = parent[at];
        entered[at] = entered[above] + next[above];
        next[above] += size[at];
    }
    entered.into_iter().zip(size).map(|(entered, size)| (entered, entered + size)).collect()
}
