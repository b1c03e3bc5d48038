//! One way into a branch, and what has to hold on it.

use indexmap::IndexMap;

use super::super::{Person, people, slug::slug};
use crate::{
    map,
    model::{Condition, Line, Merge, Model, Way},
    pattern::Pattern,
    routes::hotfix,
    syntax::{Hotfix, Node, Team, duration},
    text::is_hidden,
};

/// A way into a branch.
#[derive(Debug, Clone)]
pub struct MergeWay {
    /// How it is drawn.
    pub kind: WayKind,
    /// As in the file: `merge develop -> main`.
    pub words: String,
    /// The branches that are merged.
    pub from: Pattern,
    /// The branch that they are merged into.
    pub into: Pattern,
    /// Who has to approve.
    pub approvals: Vec<Asked>,
    /// How many seconds the pull request has to be open, and the same in words.
    pub age: Option<(u64, String)>,
    /// Where the commit has to have been verified.
    pub passed: Vec<String>,
    /// The windows that have to be open.
    pub windows: Vec<String>,
    /// The labels of issues that stop it.
    pub labels: Vec<String>,
    /// The checks that have to pass.
    pub checks: Vec<String>,
    /// A part of the file's name for what its pull requests start with.
    pub slug: String,
    /// What is ticked in its text.
    pub items: Vec<Item>,
    /// The branches into which nothing else is merged meanwhile.
    pub closes: Vec<Pattern>,
}

/// How a way into a branch is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WayKind {
    /// On the map.
    Merge,
    /// As a station of a hotfix.
    Hotfix,
    /// To bring back what was released.
    MergeBack,
}

/// An `approvals` line.
#[derive(Debug, Clone)]
pub struct Asked {
    /// How many people.
    pub count: u32,
    /// Out of which teams, or which people.
    pub teams: Vec<Person>,
    /// Their members, if the file lists all of them; otherwise only GitHub knows them.
    pub members: Option<Vec<String>>,
}

/// An item of a checklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What is confirmed, on one line.
    pub text: String,
    /// Whether it may stay open.
    pub optional: bool,
    /// Who confirms it, by the team's name and its members, where the file lists them.
    pub by: Option<(String, Vec<String>)>,
}

impl MergeWay {
    /// Tells whether anything has to hold on it.
    pub fn asks(&self) -> bool {
        !self.approvals.is_empty()
            || self.age.is_some()
            || !self.closes.is_empty()
            || [&self.passed, &self.windows, &self.labels, &self.checks].iter().any(|one| !one.is_empty())
            || !self.items.is_empty()
    }

    /// Returns how many people it asks in all.
    pub fn people(&self) -> u32 {
        self.approvals.iter().map(|line| line.count).sum()
    }

    /// Returns how many people of which team only GitHub can count, since nobody else knows who is in it.
    pub(super) fn asked_of_github(&self) -> IndexMap<Person, u32> {
        let mut asked: IndexMap<Person, u32> = IndexMap::new();
        for line in self.approvals.iter().filter(|line| line.members.is_none()) {
            // A line of several such teams is `unenforceable-approvals`.
            if let [team] = line.teams.as_slice() {
                *asked.entry(team.clone()).or_default() += line.count;
            }
        }
        asked
    }

    /// Tells whether a branch has to be this repository's own: a name is the team's branch, not one that a fork calls so,
    /// and the short ways are for those who may push here.
    pub fn is_for_own_branches(&self) -> bool {
        self.kind != WayKind::Merge || !self.from.text.contains('*')
    }
}

/// Every way into a branch.
pub(super) fn ways(model: &Model) -> Vec<MergeWay> {
    let merges = model.merges.iter().map(|merge| of_merge(model, merge));
    let hotfixes = model.hotfixes.iter().flat_map(|hotfix| of_hotfix(model, hotfix));
    let backs = model.merge_backs.iter().map(|back| {
        let words = format!("merge-back {} -> {}", back.from.value, back.to.value);
        new(WayKind::MergeBack, words, &back.from.value, &back.to.value)
    });
    merges.chain(hotfixes).chain(backs).collect()
}

fn new(kind: WayKind, words: String, from: &str, into: &str) -> MergeWay {
    MergeWay {
        kind,
        words,
        from: Pattern::new(from),
        into: Pattern::new(into),
        approvals: Vec::new(),
        age: None,
        passed: Vec::new(),
        windows: Vec::new(),
        labels: Vec::new(),
        checks: Vec::new(),
        slug: slug(&format!("{from} into {into}")),
        items: Vec::new(),
        closes: Vec::new(),
    }
}

fn of_merge(model: &Model, merge: &Merge) -> MergeWay {
    let mut way = new(WayKind::Merge, merge.words(), &merge.from.value, &merge.into.value);
    way.approvals = merge.approvals.iter().map(|line| asked(model, line)).collect();
    for condition in &merge.conditions {
        add(model, &mut way, &condition.node);
    }
    way
}

/// The branches on a hotfix's way ask what the map asks there, but for what it skips, and instead of the map's people its own.
fn of_hotfix(model: &Model, hotfix: &Hotfix) -> Vec<MergeWay> {
    let skipped = hotfix::skipped(hotfix);
    let mut ways = Vec::new();
    let legs = hotfix::legs(model, hotfix);
    for (station, leg) in hotfix.stations.iter().zip(legs) {
        if model.environments.contains_key(&station.value) {
            continue;
        }
        let words = format!("hotfix {} -> {}", hotfix.branch.value, station.value);
        let mut way = new(WayKind::Hotfix, words, &hotfix.branch.value, &station.value);
        let own = hotfix::lines(hotfix);
        let same = leg.filter(|_| hotfix.conditions.same.is_some()).map_or(&[][..], Way::approvals);
        way.approvals = own.iter().chain(same).map(|line| asked(model, line)).collect();
        let waited = |one: &&Condition| {
            !skipped.contains(&one.node.name.value.as_str()) && one.node.name.value != "closes"
        };
        let of_leg = leg.map_or(&[][..], Way::conditions).iter().filter(waited).map(|one| &one.node);
        for node in of_leg.chain(&hotfix.conditions.parts) {
            add(model, &mut way, node);
        }
        ways.push(way);
    }
    for back in hotfix.part("afterwards").into_iter().flat_map(|part| part.all("merge-back")) {
        let Some(into) = back.text(0) else { continue };
        let words = format!("merge-back {} -> {}", hotfix.branch.value, into.value);
        ways.push(new(WayKind::MergeBack, words, &hotfix.branch.value, into.value));
    }
    ways
}

/// The nodes of all checks that can stand on a way into a branch.
pub(super) fn check_nodes(model: &Model) -> impl Iterator<Item = &Node> {
    let merges = model.merges.iter().flat_map(|merge| &merge.conditions).map(|one| &one.node);
    let hotfixes = model.hotfixes.iter().flat_map(|hotfix| &hotfix.conditions.parts);
    merges.chain(hotfixes).filter(|node| node.name.value == "check")
}

fn asked(model: &Model, line: &Line) -> Asked {
    let teams: Vec<Person> = people::people(model, line).into_iter().collect();
    let mut known: Option<Vec<String>> = Some(Vec::new());
    for team in line.approvals.teams.iter().filter_map(|name| model.teams.get(&name.value)) {
        match (known.as_mut(), members(model, team)) {
            (Some(known), Some(members)) => {
                for member in members {
                    if !known.iter().any(|one| one.eq_ignore_ascii_case(&member)) {
                        known.push(member);
                    }
                }
            }
            _ => known = None,
        }
    }
    Asked { count: line.approvals.count.value, teams, members: known }
}

/// Who is in a team, if the file says so: under this name, or under another one of the same team on GitHub.
pub(crate) fn members(model: &Model, team: &Team) -> Option<Vec<String>> {
    let is_same = |other: &&Team| other.handle.value.eq_ignore_ascii_case(&team.handle.value);
    let known = model.teams.values().filter(is_same).find_map(Team::known_members)?;
    Some(known.into_iter().map(str::to_owned).collect())
}

fn add(model: &Model, way: &mut MergeWay, node: &Node) {
    let mut push = |texts: Vec<String>, list: fn(&mut MergeWay) -> &mut Vec<String>| {
        for text in texts {
            if !list(way).contains(&text) {
                list(way).push(text);
            }
        }
    };
    let texts = || node.texts().map(|text| text.value.to_owned()).collect::<Vec<_>>();
    match node.name.value.as_str() {
        "passed" => push(texts(), |way| &mut way.passed),
        "window" => push(texts(), |way| &mut way.windows),
        "check" => push(texts().into_iter().take(1).collect(), |way| &mut way.checks),
        "blocked-by" => {
            let label = node.property_text("label").map(|label| label.value.to_owned());
            push(label.into_iter().collect(), |way| &mut way.labels);
        }
        "age" => {
            let seconds = duration::of(node).map_or(0, |age| age.value.div_ceil(1_000));
            // Of several, the longest holds for all.
            if way.age.as_ref().is_none_or(|(known, _)| *known < seconds) {
                way.age = map::words(node).map(|words| (seconds, words));
            }
        }
        "closes" => way.closes.extend(node.text(0).map(|branch| Pattern::new(branch.value))),
        "checklist" => {
            for item in node.all("-").filter_map(|node| item(model, node)) {
                if !way.items.contains(&item) {
                    way.items.push(item);
                }
            }
        }
        _ => {}
    }
}

/// What a check proves is ticked by its job.
fn item(model: &Model, node: &Node) -> Option<Item> {
    if node.property("check").is_some() {
        return None;
    }
    let text: String = node.text(0)?.value.chars().map(|c| if is_hidden(c) { ' ' } else { c }).collect();
    let by = node.property_text("by").and_then(|by| {
        let team = model.teams.get(by.value)?;
        Some((by.value.to_owned(), members(model, team)?))
    });
    Some(Item {
        text: text.split_whitespace().collect::<Vec<_>>().join(" "),
        optional: node.texts().skip(1).any(|word| word.value == "optional"),
        by,
    })
}
