//! Whether people can be given to those who ask for them, each to one only.

use indexmap::{IndexMap, IndexSet};

/// Somebody who asks for a number of people out of some.
#[derive(Debug, Clone)]
pub(super) struct Demand {
    pub(super) wanted: usize,
    pub(super) people: IndexSet<String>,
}

/// Finds demands that together want more people than they may ask, by their places; nothing if all can be met.
pub(super) fn shortage(demands: &[Demand]) -> Option<Vec<usize>> {
    let mut given: IndexMap<&str, usize> = IndexMap::new();
    for (at, demand) in demands.iter().enumerate() {
        for _ in 0..demand.wanted {
            // By Hall's theorem, whoever was asked to give somebody up in vain wants too many together.
            let mut asked = IndexSet::new();
            if !give(at, demands, &mut given, &mut asked) {
                asked.sort_unstable();
                return Some(asked.into_iter().collect());
            }
        }
    }
    None
}

/// Gives one more person to a demand, if need be by moving people between the others.
fn give<'a>(
    to: usize,
    demands: &'a [Demand],
    given: &mut IndexMap<&'a str, usize>,
    asked: &mut IndexSet<usize>,
) -> bool {
    asked.insert(to);
    if let Some(free) = demands[to].people.iter().find(|person| !given.contains_key(person.as_str())) {
        given.insert(free, to);
        return true;
    }
    for person in &demands[to].people {
        let holder = given[person.as_str()];
        if !asked.contains(&holder) && give(holder, demands, given, asked) {
            given.insert(person, to);
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn demand(wanted: usize, people: &str) -> Demand {
        Demand { wanted, people: people.split(' ').map(str::to_owned).collect() }
    }

    #[test]
    fn people_are_moved_until_everybody_has_enough() {
        assert_eq!(shortage(&[demand(2, "ann bo cy"), demand(1, "ann"), demand(1, "bo dee")]), None);
    }

    #[test]
    fn only_those_who_want_too_many_are_named() {
        let demands = [demand(1, "dee eve"), demand(1, "ann bo"), demand(1, "bo"), demand(1, "ann")];
        assert_eq!(shortage(&demands), Some(vec![1, 2, 3]));
    }

    #[test]
    fn one_demand_alone_can_be_too_much() {
        assert_eq!(shortage(&[demand(1, "dee"), demand(3, "ann bo")]), Some(vec![1]));
    }

    #[test]
    fn nobody_at_all_is_too_few() {
        assert_eq!(shortage(&[Demand { wanted: 1, people: IndexSet::new() }]), Some(vec![0]));
    }

    /// Every subset against its union: what the theorem says, counted out.
    #[test]
    fn small_cases_agree_with_hall() {
        let names = ["a", "b", "c"];
        for code in 0..(8 * 8 * 8 * 27) {
            let sets = [code % 8, code / 8 % 8, code / 64 % 8];
            let wants = [code / 512 % 3, code / 1536 % 3, code / 4608 % 3];
            let demands: Vec<Demand> = (0..3)
                .map(|at| Demand {
                    wanted: wants[at],
                    people: (0..3)
                        .filter(|bit| sets[at] >> bit & 1 == 1)
                        .map(|bit| names[bit].to_owned())
                        .collect(),
                })
                .collect();
            let too_much = |chosen: usize| {
                let of = |at: &usize| chosen >> at & 1 == 1;
                let wanted: usize = (0..3).filter(of).map(|at| wants[at]).sum();
                let union = (0..3).filter(of).fold(0, |union, at| union | sets[at]);
                wanted > union.count_ones() as usize
            };
            let found = shortage(&demands);
            assert_eq!(found.is_some(), (1..8).any(too_much), "{demands:?}");
            if let Some(found) = found {
                assert!(too_much(found.iter().map(|at| 1 << at).sum()), "{demands:?} {found:?}");
            }
        }
    }
}
