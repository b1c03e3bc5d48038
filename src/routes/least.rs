//! How long a way takes at the very least: what has to be waited for, whatever the hours are.

use indexmap::IndexMap;

use crate::{
    model::{Environment, Model, Way},
    syntax::{Node, duration},
};

/// How long a way takes, as far as the file says.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Least {
    /// From its start until the release is live at its end, in milliseconds.
    pub milliseconds: u64,
    /// What is waited for, in words.
    pub parts: Vec<String>,
    /// Windows and freezes, which can only make it longer.
    pub hours: Vec<String>,
    /// How long it is watched afterwards, in milliseconds; zero if it is not.
    pub watched: u64,
}

/// A clock that starts with the way.
#[derive(Default)]
struct Clock<'a> {
    now: u64,
    parts: Vec<String>,
    hours: Vec<String>,
    /// When the release was verified in each environment.
    verified: IndexMap<&'a str, u64>,
    /// When there was a release at all.
    released: Option<u64>,
}

/// Adds up what has to be waited for on a way, but for the kinds of condition that are skipped.
pub(super) fn least(model: &Model, legs: &[Way<'_>], skipped: &[&str], watched: Option<u64>) -> Least {
    let mut clock = Clock::default();
    for (at, &leg) in legs.iter().enumerate() {
        clock.pass(model, leg, skipped);
        if let Way::Arrow(arrow) = leg {
            let monitor = monitor(model.target(arrow));
            // At the end of the way it is watched when it is live already.
            if at + 1 < legs.len() && monitor > 0 {
                clock.wait_until(
                    clock.now + monitor,
                    format!("watched for {} in {}", duration::words(monitor), leg.end()),
                );
            }
            clock.verified.insert(leg.end(), clock.now);
        }
    }
    let end = legs.last().and_then(|leg| model.environments.get(leg.end()));
    Least {
        milliseconds: clock.now,
        parts: clock.parts,
        hours: clock.hours,
        watched: watched.or_else(|| end.map(monitor)).unwrap_or(0),
    }
}

impl<'a> Clock<'a> {
    fn pass(&mut self, model: &Model, leg: Way<'a>, skipped: &[&str]) {
        let into = leg.end();
        if matches!(leg, Way::Arrow(_)) {
            self.released.get_or_insert(self.now);
        }
        let nodes = leg.conditions().iter().map(|one| &one.node);
        let nodes: Vec<&Node> = nodes.filter(|node| !skipped.contains(&node.name.value.as_str())).collect();
        let start = self.now;
        for node in &nodes {
            let Some(length) = duration::of(node).map(|length| length.value) else { continue };
            match node.name.value.as_str() {
                // One that lies beside the way may be waited for while the release goes on.
                "soak" => {
                    let place = node.texts().last().map_or("", |place| place.value);
                    let since = self.verified.get(place).copied().or(self.released).unwrap_or(0);
                    self.wait_until(since + length, format!("{} in {place}", duration::words(length)));
                }
                "age" => self.wait_until(
                    start + length,
                    format!("{} as a pull request to {into}", duration::words(length)),
                ),
                _ => {}
            }
        }
        // The cooling-off of several gates is one.
        let waits = nodes.iter().filter(|node| node.name.value == "wait");
        if let Some(wait) = waits.filter_map(|node| duration::of(node)).map(|length| length.value).max() {
            self.wait_until(self.now + wait, format!("{} before {into}", duration::words(wait)));
        }
        self.hours(model, leg, &nodes);
    }

    fn wait_until(&mut self, instant: u64, words: String) {
        if instant > self.now {
            self.now = instant;
            self.parts.push(words);
        }
    }

    fn hours(&mut self, model: &Model, leg: Way<'_>, nodes: &[&Node]) {
        let windows = nodes.iter().filter(|node| node.name.value == "window").flat_map(|node| node.texts());
        let mut names: Vec<String> = windows.map(|name| name.value.to_owned()).collect();
        if let Way::Arrow(arrow) = leg {
            let target = model.target(arrow);
            let migrates = target.part("migrate").and_then(|migrate| migrate.child("window"));
            names.extend(migrates.into_iter().flat_map(Node::texts).map(|name| name.value.to_owned()));
            let freezes = model.freezes.iter().filter(|freeze| freeze.stops(target));
            names.extend(freezes.map(|freeze| format!("the freeze {}", freeze.name.value)));
        }
        names.retain(|name| !self.hours.contains(name));
        self.hours.extend(names);
    }
}

/// How long a release is watched in an environment, in milliseconds.
fn monitor(environment: &Environment) -> u64 {
    environment.part("monitor").and_then(duration::of).map_or(0, |length| length.value)
}
