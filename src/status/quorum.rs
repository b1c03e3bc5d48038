//! How many people are missing: counted as `require_approvals` in `templates/lib.sh` counts them when the deployment starts.

use serde_json::Value;

use super::record::login;

/// What people have said about a run so far.
pub(super) struct Reviews<'a> {
    reviews: &'a [Value],
    /// The ids of those who started it; they never count.
    starters: Vec<&'a Value>,
}

/// Where an approval of a run stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Count {
    /// How many different people have to approve in all.
    pub(super) wanted: usize,
    /// How many more.
    pub(super) missing: usize,
    /// Whose approval counts.
    pub(super) by: Vec<String>,
    /// Whether there is a place left for everybody who is missing.
    pub(super) can_be_reached: bool,
}

impl<'a> Reviews<'a> {
    pub(super) fn new(reviews: &'a [Value], run: &'a Value) -> Self {
        let starters = [&run["actor"], &run["triggering_actor"]];
        let starters = starters.into_iter().filter(|person| person.is_object());
        Self { reviews, starters: starters.map(|person| &person["id"]).collect() }
    }

    /// Counts the approvals of places that each need a person of their own.
    pub(super) fn count(&self, slots: &[&str]) -> Count {
        let given: Vec<Vec<&Value>> = slots.iter().map(|slot| self.counted(slot)).collect();
        let filled = most(&given);
        let mut by: Vec<String> = given.iter().flatten().map(|person| login(person)).collect();
        by.sort();
        by.dedup();
        let open = slots.iter().filter(|slot| !self.is_open(slot)).count();
        let missing = slots.len() - filled;
        Count { wanted: slots.len(), missing, by, can_be_reached: missing <= open }
    }

    /// Tells whether somebody has opened a place on GitHub, counted or not: nobody is asked there again.
    fn is_open(&self, environment: &str) -> bool {
        self.approved(environment).next().is_some()
    }

    /// Everybody whose approval of a place counts.
    pub(super) fn counted(&self, environment: &str) -> Vec<&'a Value> {
        let mut people: Vec<&Value> = Vec::new();
        for person in self.approved(environment) {
            let is_new = people.iter().all(|known| known["id"] != person["id"]);
            if is_new && !self.starters.contains(&&person["id"]) {
                people.push(person);
            }
        }
        people
    }

    fn approved(&self, environment: &str) -> impl Iterator<Item = &'a Value> {
        let is_there = |review: &&Value| {
            let places = review["environments"].as_array().into_iter().flatten();
            let mut names = places.filter_map(|place| place["name"].as_str());
            review["state"] == "approved" && names.any(|name| name.eq_ignore_ascii_case(environment))
        };
        let people = self.reviews.iter().filter(is_there).map(|review| &review["user"]);
        people.filter(|person| person.is_object()).collect::<Vec<_>>().into_iter()
    }
}

/// How many places can have a person of their own.
fn most(given: &[Vec<&Value>]) -> usize {
    let mut taken: Vec<Option<&Value>> = vec![None; given.len()];
    (0..given.len()).filter(|&place| settle(given, place, &mut taken, &mut vec![false; given.len()])).count()
}

/// Finds a person for a place; whoever has one already may move to another place.
fn settle<'a>(
    given: &[Vec<&'a Value>],
    place: usize,
    taken: &mut Vec<Option<&'a Value>>,
    tried: &mut Vec<bool>,
) -> bool {
    if std::mem::replace(&mut tried[place], true) {
        return false;
    }
    for &person in &given[place] {
        let holder = taken.iter().position(|one| one.is_some_and(|one| one["id"] == person["id"]));
        if holder.is_none_or(|holder| holder != place && settle(given, holder, taken, tried)) {
            taken[place] = Some(person);
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const PEOPLE: [&str; 5] = ["alice", "ann", "bo", "cy", "dan"];

    fn person(login: &str) -> Value {
        json!({"id": PEOPLE.iter().position(|one| *one == login), "login": login})
    }

    fn count(given: &[(&str, &str)]) -> (usize, bool) {
        let reviews: Vec<Value> = given
            .iter()
            .map(|(who, place)| {
                json!({"state": "approved", "user": person(who), "environments": [{"name": place}]})
            })
            .collect();
        let run = json!({"actor": person("alice"), "triggering_actor": person("alice")});
        let count = Reviews::new(&reviews, &run).count(&["one", "two", "three"]);
        (count.missing, count.can_be_reached)
    }

    #[test]
    fn each_place_needs_a_person_of_its_own() {
        assert_eq!(count(&[]), (3, true));
        assert_eq!(count(&[("ann", "one")]), (2, true));
        assert_eq!(count(&[("ann", "ONE"), ("bo", "two"), ("cy", "three")]), (0, true));
    }

    #[test]
    fn a_person_counts_once_and_the_place_is_lost() {
        assert_eq!(count(&[("ann", "one"), ("ann", "two")]), (2, false));
        assert_eq!(count(&[("ann", "one"), ("ann", "two"), ("bo", "three")]), (1, false));
    }

    #[test]
    fn whoever_started_it_never_counts() {
        assert_eq!(count(&[("alice", "one")]), (3, false));
        assert_eq!(count(&[("alice", "one"), ("ann", "one")]), (2, true));
    }

    #[test]
    fn people_move_to_where_they_are_needed() {
        // Ann opened both, bo only the first: bo takes the first.
        assert_eq!(count(&[("ann", "one"), ("bo", "one"), ("ann", "two")]), (1, true));
    }
}
