//! What a way asks for beside people, decided: rules for a machine, checks to run, a wait, and what people confirm.

use indexmap::IndexMap;

use super::hours;
use crate::{
    model::{Arrow, Condition, Model, Way},
    syntax::{Node, duration},
    work::Command,
};

/// Everything that a way asks for beside people.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Conditions {
    /// What a machine looks up, in the order in which it does.
    pub rules: Vec<Rule>,
    /// What a machine runs before people are asked.
    pub checks: Vec<Check>,
    /// How many minutes pass before people are asked; 0 for none.
    pub wait_minutes: u32,
    /// What people confirm by approving.
    pub items: Vec<Item>,
    /// What is opened on GitHub when somebody says no.
    pub rejection: Vec<Issue>,
}

/// Something that a machine looks up, and that has to hold before people are asked and again before anything changes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rule {
    /// This release was deployed there and verified.
    Passed(String),
    /// It has run there, as the newest, for so many seconds.
    Soaked {
        /// Where.
        environment: String,
        /// For how long.
        seconds: u64,
        /// Whether it is asked how it is on a schedule, and must not have been unwell.
        is_probed: bool,
    },
    /// The way into a place was rehearsed in another one within so many seconds.
    Rehearsed {
        /// The place.
        target: String,
        /// Where it is rehearsed.
        place: String,
        /// How long ago at most.
        seconds: u64,
    },
    /// No issue with this label is open.
    NoIssue(String),
    /// A window is open.
    Open(String),
    /// A window, which somebody lifted for this once.
    LiftedOpen(String),
    /// No freeze holds for an environment.
    Thawed(String),
    /// The same, lifted for this once.
    LiftedThawed(String),
}

/// A command that has to succeed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Check {
    /// Its name.
    pub name: String,
    /// What people read.
    pub title: Command,
    /// The commands.
    pub run: Vec<Command>,
    /// How long the job may take.
    pub timeout_minutes: u32,
    /// Secrets: the name that the commands see, and the name under which GitHub keeps it.
    pub secrets: Vec<(String, String)>,
}

/// What somebody confirms.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Item {
    /// In words.
    pub text: String,
    /// The team out of which somebody has to confirm it.
    pub by: Option<String>,
    /// The check that proves it, in its own words.
    pub proof: Option<String>,
    /// Whether it may be left open.
    pub optional: bool,
}

/// An issue to open.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Issue {
    /// Its label, if it gets one.
    pub label: String,
    /// Its title, with placeholders.
    pub title: String,
}

/// A check takes a while, and more is a fault.
const CHECK_MINUTES: u32 = 30;

pub(super) fn conditions(model: &Model, arrow: &Arrow) -> Conditions {
    let way = Way::Arrow(arrow);
    let mut rules: Vec<Rule> =
        arrow.conditions.iter().flat_map(|one| rules(model, &arrow.to.value, one)).collect();
    if model.freezes.iter().any(|freeze| freeze.stops(model.target(arrow))) {
        rules.push(Rule::Thawed(arrow.to.value.clone()));
    }
    rules.sort();
    rules.dedup();
    let mut checks: IndexMap<String, Check> = IndexMap::new();
    for check in way.all("check").filter_map(|one| check(&one.node)) {
        checks.entry(check.name.clone()).or_insert(check);
    }
    let mut items = Vec::new();
    for line in way.all("checklist").flat_map(|one| one.node.all("-")) {
        let Some(mut item) = item(line) else { continue };
        if let Some(proof) = proof(model, line) {
            item.proof = Some(item.text.clone());
            checks.insert(proof.name.clone(), proof);
        }
        if let Some(name) = line.property_text("check") {
            item.proof = checks.get(name.value).map(|check| check.title.text.clone());
        }
        if !items.contains(&item) {
            items.push(item);
        }
    }
    Conditions {
        rules,
        checks: checks.into_values().collect(),
        wait_minutes: hours::wait(way),
        items,
        rejection: way.all("on-rejection").flat_map(|one| one.node.all("open-issue")).map(issue).collect(),
    }
}

impl Conditions {
    /// Tells whether there is nothing for a machine to look up.
    pub fn are_free(&self) -> bool {
        self.rules.is_empty() && self.wait_minutes == 0
    }

    /// Returns them as they are when somebody lifts these windows, and every freeze, for once.
    pub(super) fn lifted(&self, windows: &[String]) -> Self {
        let lift = |rule: &Rule| match rule {
            Rule::Open(window) if windows.contains(window) => Rule::LiftedOpen(window.clone()),
            Rule::Thawed(environment) => Rule::LiftedThawed(environment.clone()),
            other => other.clone(),
        };
        Self { rules: self.rules.iter().map(lift).collect(), ..self.clone() }
    }
}

/// The windows that the `override` of a gate covers.
pub(super) fn covered(arrow: &Arrow, gate: Option<&str>) -> Vec<String> {
    let windows = Way::Arrow(arrow).all("window").filter(|one| one.gate.as_deref() == gate);
    windows.flat_map(|one| one.node.texts()).map(|name| name.value.to_owned()).collect()
}

fn rules(model: &Model, target: &str, condition: &Condition) -> Vec<Rule> {
    let node = &condition.node;
    let seconds = || duration::of(node).map_or(0, |length| length.value.div_ceil(1_000));
    let last = || node.texts().last().map(|text| text.value.to_owned()).unwrap_or_default();
    let each = |rule: fn(String) -> Rule| node.texts().map(|text| rule(text.value.to_owned())).collect();
    match node.name.value.as_str() {
        "passed" => each(Rule::Passed),
        "window" => each(Rule::Open),
        "soak" => {
            let environment = last();
            let place = model.environments.get(&environment);
            let is_probed = place.is_some_and(|place| place.part("probe").is_some());
            vec![Rule::Soaked { environment, seconds: seconds(), is_probed }]
        }
        "blocked-by" => node
            .property_text("label")
            .map(|label| Rule::NoIssue(label.value.to_owned()))
            .into_iter()
            .collect(),
        "rehearsed" => {
            let rehearsal = model.parts("rehearse").find(|one| one.says(target));
            let place = rehearsal.and_then(|one| one.text(2)).map_or(target, |place| place.value);
            vec![Rule::Rehearsed { target: target.to_owned(), place: place.to_owned(), seconds: seconds() }]
        }
        _ => Vec::new(),
    }
}

fn check(node: &Node) -> Option<Check> {
    Some(Check {
        name: node.text(0)?.value.to_owned(),
        title: Command::new(
            node.text(1).map_or_else(|| node.text(0).map_or("", |name| name.value), |one| one.value),
        ),
        run: commands(node),
        timeout_minutes: node
            .child("timeout")
            .and_then(duration::of)
            .map_or(CHECK_MINUTES, |timeout| super::environment::minutes(timeout.value)),
        secrets: node.all("secrets").flat_map(secrets).collect(),
    })
}

/// `secrets A B`, or a block in which each may say under which name GitHub keeps it.
fn secrets(node: &Node) -> Vec<(String, String)> {
    let named = node.texts().map(|name| (name.value.to_owned(), name.value.to_owned()));
    let listed = node.children().iter().map(|child| {
        let kept = child.property_text("from").map_or(child.name.value.as_str(), |from| from.value);
        (child.name.value.clone(), kept.to_owned())
    });
    named.chain(listed).collect()
}

fn commands(node: &Node) -> Vec<Command> {
    let short = node.property_text("run").into_iter();
    let long = node.all("run").flat_map(Node::texts);
    short.chain(long).map(|run| Command::new(run.value)).collect()
}

fn item(node: &Node) -> Option<Item> {
    Some(Item {
        text: node.text(0)?.value.to_owned(),
        by: node.property_text("by").map(|team| team.value.to_owned()),
        proof: None,
        optional: node.text(1).is_some_and(|word| word.value == "optional"),
    })
}

/// An item that is a command itself.
fn proof(model: &Model, node: &Node) -> Option<Check> {
    let run = |node: &Node| node.property_text("run").map(|run| run.value.to_owned());
    let own = run(node)?;
    let title = node.text(0)?.value;
    // The same item may stand on several ways; no check of the file is called so.
    let items =
        model.arrows.iter().flat_map(|arrow| arrow.conditions("checklist")).flat_map(|one| one.all("-"));
    let mut proved: Vec<(String, String)> = Vec::new();
    for item in items {
        let Some(other) = run(item).zip(item.text(0).map(|text| text.value.to_owned())) else { continue };
        if !proved.contains(&other) {
            proved.push(other);
        }
    }
    let number =
        proved.iter().position(|(run, text)| *run == own && text == title).map_or(0, |place| place + 1);
    Some(Check {
        name: format!("item_{number}"),
        title: Command::new(title),
        run: commands(node),
        timeout_minutes: CHECK_MINUTES,
        secrets: Vec::new(),
    })
}

fn issue(node: &Node) -> Issue {
    let text = |place: usize| node.text(place).map_or(String::new(), |text| text.value.to_owned());
    Issue { label: text(0), title: text(1) }
}
