//! Open issues with the labels that the file names, and what each of them stops.

use indexmap::IndexMap;
use jiff::Timestamp;
use serde_json::Value;

use super::{
    Subject,
    hub::{Answer, Checked, Question},
    record::time,
};
use crate::{
    client::segment,
    model::{Condition, Model},
};

/// A label that the file names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The label.
    pub name: String,
    /// The ways that are closed while such an issue is open: `staging → prod`.
    pub stops: Vec<String>,
}

/// An open issue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incident {
    /// Its number.
    pub number: u64,
    /// Its title: somebody's text.
    pub title: String,
    /// Those of its labels that the file names.
    pub labels: Vec<String>,
    /// Since when it is open.
    pub since: Option<Timestamp>,
    /// Its page.
    pub link: String,
    /// The ways that it closes.
    pub stops: Vec<String>,
}

/// Returns the labels that a file names for what stops releases, and for what is done in an incident.
pub(super) fn labels(model: &Model) -> Vec<Label> {
    // GitHub makes no difference between capitals in labels.
    let mut labels: IndexMap<String, Label> = IndexMap::new();
    let mut name = |label: &str, stops: Option<String>| {
        let new = || Label { name: label.to_owned(), stops: Vec::new() };
        let known = labels.entry(label.to_lowercase()).or_insert_with(new);
        known.stops.extend(stops.filter(|way| !known.stops.contains(way)));
    };
    let arrows = model.arrows.iter().map(|arrow| (arrow.words().replace("->", "→"), &arrow.conditions));
    let merges = model.merges.iter().map(|merge| (merge.words().replace("->", "→"), &merge.conditions));
    for (way, conditions) in arrows.chain(merges) {
        for label in blockers(conditions) {
            name(label, Some(way.clone()));
        }
    }
    for node in model.parts("incident").flat_map(|incident| incident.children()) {
        for issue in node.all("open-issue") {
            if let Some(label) = issue.text(0) {
                name(label.value, None);
            }
        }
    }
    labels.into_values().collect()
}

fn blockers(conditions: &[Condition]) -> impl Iterator<Item = &str> {
    let nodes = conditions.iter().map(|one| &one.node).filter(|node| node.name.value == "blocked-by");
    nodes.filter_map(|node| node.property_text("label")).map(|label| label.value)
}

/// What to ask for each label.
pub(super) fn questions(subject: &Subject<'_>) -> Vec<Question> {
    let path = |label: &Label| {
        subject.path(&format!("issues?state=open&labels={}&per_page=100", segment(&label.name)))
    };
    subject.labels.iter().map(|label| Question::List(path(label))).collect()
}

/// Reads the answers, one for each label: what stops releases first, then the oldest issue first.
pub(super) fn read(labels: &[Label], answers: Vec<Answer>) -> Checked<Vec<Incident>> {
    let mut found: IndexMap<u64, Incident> = IndexMap::new();
    for (label, answer) in labels.iter().zip(answers) {
        // GitHub lists pull requests among the issues.
        for issue in answer.list()?.iter().filter(|issue| issue["pull_request"].is_null()) {
            let Some(number) = issue["number"].as_u64() else { continue };
            let known = found.entry(number).or_insert_with(|| incident(number, issue));
            known.labels.push(label.name.clone());
            for way in &label.stops {
                if !known.stops.contains(way) {
                    known.stops.push(way.clone());
                }
            }
        }
    }
    let mut found: Vec<Incident> = found.into_values().collect();
    found.sort_by_key(|one| (one.stops.is_empty(), one.since, one.number));
    Ok(found)
}

fn incident(number: u64, issue: &Value) -> Incident {
    let text = |name: &str| issue[name].as_str().unwrap_or_default().to_owned();
    Incident {
        number,
        title: text("title"),
        labels: Vec::new(),
        since: time(&issue["created_at"]),
        link: text("html_url"),
        stops: Vec::new(),
    }
}
