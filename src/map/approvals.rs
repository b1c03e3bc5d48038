//! What each way asks for, one row a way.

use super::{Gate, Hotfix, Map, Passage, People, Point};

/// A way with what it asks for.
pub(super) struct Row<'a> {
    pub(super) way: Way<'a>,
    pub(super) gate: &'a Gate,
    /// Of a push: the branch whose merges were asked for before.
    merged: Option<&'a str>,
}

pub(super) enum Way<'a> {
    Passage(&'a Passage),
    Hotfix(&'a Hotfix),
}

/// Every way, in order of the file; behind them the short ways.
pub(super) fn rows(map: &Map) -> impl Iterator<Item = Row<'_>> {
    let asks = |branch: &Point| map.merges().any(|merge| merge.to == *branch && merge.gate.is_closed());
    let merged = move |one: &'_ Passage| !one.is_merge() && asks(&one.from);
    let passages = map.passages.iter().map(move |one| Row {
        way: Way::Passage(one),
        gate: &one.gate,
        merged: merged(one).then(|| one.from.name()),
    });
    passages.chain(map.hotfixes.iter().map(|one| Row {
        way: Way::Hotfix(one),
        gate: &one.gate,
        merged: None,
    }))
}

impl Row<'_> {
    /// Says which way it is; a short way with many stations on two lines, where it may be broken.
    pub(super) fn lines(&self, name: impl Fn(&str) -> String + Copy) -> Vec<String> {
        match &self.way {
            Way::Passage(_) => vec![self.say(name)],
            Way::Hotfix(_) => {
                let words = self.say(name);
                let (from, stations) = words.split_once(" → ").unwrap_or((&words, ""));
                vec![from.to_owned(), format!("  → {stations}")]
            }
        }
    }

    /// Says which way it is.
    pub(super) fn say(&self, name: impl Fn(&str) -> String + Copy) -> String {
        match &self.way {
            Way::Passage(passage) => format!("{} → {}", passage.start(name), passage.to.say(name)),
            Way::Hotfix(hotfix) => {
                let stations: Vec<String> = hotfix.stations.iter().map(|one: &Point| one.say(name)).collect();
                format!("hotfix {} → {}", hotfix.from.say(name), stations.join(" → "))
            }
        }
    }

    /// Says how many people.
    pub(super) fn people(&self) -> String {
        match self.gate.people {
            People::Same => "same".to_owned(),
            _ => self.gate.people.count().to_string(),
        }
    }

    /// Says everything else, what has to hold first.
    pub(super) fn terms(&self) -> Vec<String> {
        let automatic = matches!(self.way, Way::Passage(Passage { automatic: true, .. }));
        let mut terms: Vec<String> = automatic.then(|| "starts by itself".to_owned()).into_iter().collect();
        terms.extend(self.merged.map(|branch| format!("behind the merge into {branch}")));
        terms.extend(self.gate.holds().map(str::to_owned));
        terms.extend(self.gate.terms.iter().filter(|term| !term.holds).map(|term| term.words.clone()));
        terms
    }
}

/// What holds for all of them, where people are asked.
pub(super) const ONCE: &str = "Whoever starts it does not count, and one person counts once.";
