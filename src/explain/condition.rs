//! A condition as a sentence: what it means, not how it is written.

use crate::{
    calendar,
    map::consequences,
    model::{Arrow, Freeze, Model},
    source::{Source, Span},
    syntax::{Node, duration},
};

/// When a condition is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// By machine, before anybody is asked.
    Before,
    /// By the people who are asked.
    Asked,
    /// When they have said no, or when all is over.
    Afterwards,
}

/// A sentence, and what it is about in particular.
pub(super) struct Sentence {
    pub(super) words: String,
    pub(super) details: Vec<(String, Span)>,
}

/// The conditions in the order in which they are worked off.
const ORDER: &[(&str, When)] = &[
    ("check", When::Before),
    ("soak", When::Before),
    ("passed", When::Before),
    ("blocked-by", When::Before),
    ("rehearsed", When::Before),
    ("age", When::Before),
    ("closes", When::Before),
    ("window", When::Before),
    ("override", When::Before),
    ("wait", When::Before),
    ("ask", When::Asked),
    ("checklist", When::Asked),
    ("on-rejection", When::Afterwards),
    ("afterwards", When::Afterwards),
    ("notify", When::Afterwards),
];

/// Returns when a condition is looked at, and its place in the order; nothing for what is none.
pub(super) fn order(name: &str) -> Option<(usize, When)> {
    let place = ORDER.iter().position(|(known, _)| *known == name)?;
    Some((place, ORDER[place].1))
}

/// Says a condition on the way into a place.
pub(super) fn sentence(model: &Model, source: &Source, node: &Node, into: &str) -> Sentence {
    let first = || node.text(0).map_or("", |text| text.value);
    let length = || duration::of(node).map(|length| duration::words(length.value)).unwrap_or_default();
    let mut details = Vec::new();
    let words = match node.name.value.as_str() {
        "check" => {
            details = commands(node);
            let is_way_in = |arrow: &Arrow| arrow.conditions.iter().any(|one| one.node.head == node.head);
            if model.into(into).any(is_way_in) {
                details.extend(open_secrets(node, into));
            }
            format!("the check passes: {}", node.text(1).map_or(first(), |title| title.value))
        }
        "soak" => {
            let place = node.texts().last().map_or("", |place| place.value);
            let is_probed = model.environments.get(place).is_some_and(|place| place.part("probe").is_some());
            let probe = if is_probed { ", and no probe of it has failed" } else { "" };
            format!("this release has run in {place} for {}, and nothing newer has{probe}", length())
        }
        "passed" => format!("this very release was deployed to {} and verified there", names(node)),
        "blocked-by" => {
            let label = node.property_text("label").map_or("", |label| label.value);
            format!("no issue with the label {label} is open")
        }
        "rehearsed" => {
            let rehearsal = model.parts("rehearse").find(|one| one.says(into));
            let place = rehearsal.and_then(|one| one.text(2)).map(|place| format!(" in {}", place.value));
            format!("the way into {into} was rehearsed{} within {}", place.unwrap_or_default(), length())
        }
        "age" => format!("the pull request has been open for {}", length()),
        "closes" => format!("while the pull request is open, nothing else is merged into {}", first()),
        "window" => {
            let windows: Vec<String> = node.texts().map(|name| window(model, name.value)).collect();
            windows.join("; and it ")
        }
        "override" => {
            let team = node.property_text("by").map_or("", |team| team.value);
            let handle =
                model.teams.get(team).map_or(team.to_owned(), |team| format!("@{}", team.handle.value));
            format!("{handle} may open it once when it is closed, and gives a reason, which is recorded")
        }
        "wait" => format!("{} pass, to think it over", length()),
        "ask" => format!("whoever starts it answers: {}", node.text(1).map_or(first(), |one| one.value)),
        "checklist" => {
            details = node.children().iter().map(item).collect();
            "by saying yes they confirm:".to_owned()
        }
        "on-rejection" => format!("if somebody says no: {}", consequences(node)),
        "afterwards" => format!("afterwards: {}", consequences(node)),
        "notify" => format!("tells {}", names(node)),
        _ => source.slice(node.head).to_owned(),
    };
    Sentence { words, details }
}

/// `opens Mon-Thu 09:00-16:00, Fri 09:00-12:00, Europe/Berlin (office-hours)`.
fn window(model: &Model, name: &str) -> String {
    let zone = model.pipeline.time_zone.as_ref().map_or("UTC", |zone| zone.value.as_str());
    let Some(window) = model.windows.get(name) else { return format!("opens as {name} says") };
    match calendar::words(&window.hours.hours()).as_str() {
        "always" => format!("is open at any time ({name})"),
        "never" => format!("never opens ({name})"),
        hours => format!("opens {hours}, {zone} ({name})"),
    }
}

/// Returns the freezes that close an environment.
pub(super) fn freezes<'a>(model: &'a Model, into: &'a str) -> impl Iterator<Item = &'a Freeze> {
    let environment = model.environments.get(into);
    model
        .freezes
        .iter()
        .filter(move |freeze| environment.is_some_and(|environment| freeze.stops(environment)))
}

/// `closed for peak season: from Fri 2026-12-18 through Sun 2027-01-03; open again on Mon 2027-01-04`.
pub(super) fn frozen(freeze: &Freeze) -> String {
    format!("closed for {}: {}", freeze.name.value, freeze.days.words())
}

/// The windows in which a deployment may migrate.
pub(super) fn migration<'a>(model: &'a Model, into: &str) -> Option<(String, &'a Node)> {
    let migrate = model.environments.get(into)?.part("migrate")?;
    let node = migrate.child("window")?;
    let windows: Vec<String> = node.texts().map(|name| window(model, name.value)).collect();
    Some((format!("it migrates data, and so it {}", windows.join("; and it ")), node))
}

fn names(node: &Node) -> String {
    node.texts().map(|text| text.value).collect::<Vec<_>>().join(" and ")
}

fn commands(node: &Node) -> Vec<(String, Span)> {
    let property = node.property("run").map(|run| (run.value.value.as_text(), run.value.span));
    let texts = node.all("run").flat_map(Node::texts).map(|run| (run.value.to_owned(), run.span));
    property.into_iter().chain(texts).collect()
}

/// Says where the secrets of a check on the way into an environment stand: it runs before anybody is asked.
pub(super) fn open_secrets(check: &Node, into: &str) -> Option<(String, Span)> {
    let first = check.all("secrets").next()?;
    let named = check.all("secrets").flat_map(Node::texts).map(|name| name.value);
    let listed = check.all("secrets").flat_map(Node::children);
    let listed =
        listed.map(|one| one.property_text("from").map_or(one.name.value.as_str(), |from| from.value));
    let names: Vec<&str> = named.chain(listed).collect();
    let (stands, it) = if names.len() == 1 { ("stands", "it") } else { ("stand", "them") };
    let words = format!(
        "{} {stands} in {into}-plan, which asks nobody: whoever may start a run reaches {it} without approval",
        names.join(" and ")
    );
    Some((words, first.head))
}

/// An item of a checklist, with who or what ticks it.
fn item(node: &Node) -> (String, Span) {
    let mut words = node.text(0).map_or(String::new(), |text| text.value.to_owned());
    let property = |name: &str| node.property_text(name).map(|text| text.value);
    if let Some(team) = property("by") {
        words.push_str(&format!(" ({team})"));
    }
    if let Some(check) = property("check") {
        words.push_str(&format!(" (ticked by the check {check})"));
    }
    if let Some(run) = property("run") {
        words.push_str(&format!(" (ticked by {run})"));
    }
    if node.text(1).is_some_and(|word| word.value == "optional") {
        words.push_str(" (optional)");
    }
    (words, node.head)
}
