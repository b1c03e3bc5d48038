//! Whether an environment says that it is well, and which version it says it is.

use serde_json::Value;

use super::record::Record;
use crate::{model, syntax::placeholder};

/// Where an environment is asked how it is, and what it has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probe {
    /// The address.
    pub url: String,
    /// Field by field, as written.
    expect: Vec<(String, String)>,
}

/// Whether an environment can be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asking {
    /// The file does not say where.
    NotDeclared,
    /// The file says where, and still nobody can ask.
    Impossible(&'static str),
    /// There.
    At(Probe),
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// An answer: its status, and the beginning of its text.
    Answer(u16, String),
    /// None, and why.
    Nothing(String),
}

/// How an environment is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Health {
    /// The file does not say where to ask.
    NotDeclared,
    /// It was not asked, and why.
    NotAsked(String),
    /// It says so.
    Healthy,
    /// It says something else.
    Unhealthy(String),
    /// It says nothing.
    NoAnswer(String),
}

/// The most that is shown of an answer.
const SHOWN: usize = 40;
/// Fewer digits of a commit than this name none.
const SHORTEST_COMMIT: usize = 7;

impl Asking {
    /// Reads where an environment is asked.
    pub fn of(environment: &model::Environment) -> Self {
        let Some(health) = environment.part("health") else { return Self::NotDeclared };
        let Some(endpoint) = health.text(0).map(|text| text.value) else { return Self::NotDeclared };
        let base = environment.urls.first().map_or("", |url| url.value.as_str());
        let url = match endpoint.starts_with('/') {
            true if base.is_empty() => return Self::Impossible("it has no `url`"),
            true => format!("{}{endpoint}", origin(base)),
            false => endpoint.to_owned(),
        };
        if url.contains('{') {
            return Self::Impossible("its address stands for many places");
        }
        if !url.starts_with("https://") && !url.starts_with("http://") {
            return Self::Impossible("its address is neither https nor http");
        }
        if health.child("basic-auth").is_some() {
            return Self::Impossible("it asks for a password, which only its workflows know");
        }
        let expected = health.all("expect").flat_map(|expect| &expect.properties);
        let expect = expected.map(|one| (one.name.value.clone(), one.value.value.as_text())).collect();
        Self::At(Probe { url, expect })
    }
}

/// Scheme and host of an address.
fn origin(url: &str) -> &str {
    let host = url.find("://").map_or(0, |at| at + 3);
    let end = url[host..].find(['/', '?', '#']).map_or(url.len(), |at| host + at);
    &url[..end]
}

impl Probe {
    /// Judges an answer, and returns the version that it names, or the commit, where that is another one than is recorded.
    pub(super) fn judge(
        &self,
        reply: &Reply,
        record: Option<&Record>,
        environment: &str,
    ) -> (Health, Option<String>) {
        let (status, body) = match reply {
            Reply::Nothing(why) => return (Health::NoAnswer(why.clone()), None),
            Reply::Answer(status, body) => (*status, body),
        };
        let answer: Value = serde_json::from_str(body).unwrap_or_default();
        let other = self.other_release(&answer, record, environment);
        if !(200..=299).contains(&status) {
            let said = text(&answer["status"]).unwrap_or_else(|| body.clone());
            let comma = if said.trim().is_empty() { "" } else { ", " };
            return (Health::Unhealthy(format!("{status}{comma}{}", short(&said))), other);
        }
        let about_release = |field: &str| matches!(field, "version" | "commit");
        for (field, expected) in self.expect.iter().filter(|(field, _)| !about_release(field)) {
            let Some(expected) = filled(expected, record, environment) else { continue };
            let Some(said) = text(&answer[field]) else {
                return (Health::Unhealthy(format!("says no {field}")), other);
            };
            let fits = match expected.as_str() {
                "any" => true,
                "time" => said.parse::<jiff::Timestamp>().is_ok(),
                expected => said == expected,
            };
            if !fits {
                return (Health::Unhealthy(format!("{field}: {}", short(&said))), other);
            }
        }
        (Health::Healthy, other)
    }

    fn other_release(&self, answer: &Value, record: Option<&Record>, environment: &str) -> Option<String> {
        let expected = |name: &str| {
            let (_, written) = self.expect.iter().find(|(field, _)| field == name)?;
            filled(written, record, environment)
        };
        let plain = |version: &str| version.strip_prefix(['v', 'V']).unwrap_or(version).to_owned();
        if let Some(said) = text(&answer["version"]) {
            let is_same = record.is_some_and(|record| {
                plain(&said) == record.version || expected("version").is_some_and(|expected| said == expected)
            });
            return (!is_same).then(|| short(&plain(&said)));
        }
        let said = text(&answer["commit"]).filter(|said| said.len() >= SHORTEST_COMMIT)?;
        let is_same = record.is_some_and(|record| record.commit.starts_with(&said));
        (!is_same).then(|| format!("commit {}", short(&said)))
    }
}

/// What a field has to hold; nothing where that is not known.
fn filled(written: &str, record: Option<&Record>, environment: &str) -> Option<String> {
    let parts = placeholder::parts(written).into_iter().map(|part| match part {
        placeholder::Part::Literal(text) => Some(text),
        placeholder::Part::Placeholder(name) => match (name.as_str(), record) {
            ("environment", _) => Some(environment.to_owned()),
            ("id", Some(record)) => Some(record.release.clone()),
            ("version", Some(record)) => Some(record.version.clone()),
            ("commit", Some(record)) => Some(record.commit.clone()),
            _ => None,
        },
    });
    parts.collect()
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}

fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.chars().count() > SHOWN {
        true => line.chars().take(SHOWN - 1).chain(['…']).collect(),
        false => line,
    }
}
