//! The rules of a branch that the file asks for, beside those that GitHub has.

use serde_json::Value;

use super::Comparison;
use crate::settings::{Found, Kind, Part, Subject, WantedRuleset, steps::ruleset_body, words::shown};

/// Compares one ruleset.
pub(super) fn compare(wanted: &WantedRuleset, found: &Found, comparison: &mut Comparison) {
    let name = &wanted.ruleset.name;
    let subject = Subject::Ruleset(name.clone());
    let body = ruleset_body(&wanted.ruleset, &found.people);
    let Some(other) = found.state.ruleset(name) else {
        let rules = body["rules"].as_array().map(|rules| rules.iter().map(rule).collect());
        comparison.add(&subject, wanted.place, Kind::MissingRuleset(rules.unwrap_or_default()));
        return;
    };
    let parts = ruleset_parts(&body, &other.body);
    if !parts.is_empty() {
        comparison.add(&subject, wanted.place, Kind::Ruleset(parts));
    }
}

/// `pull request: required approving review count 1, require code owner review`.
fn rule(rule: &Value) -> String {
    let plain_words = |text: &str| text.replace('_', " ");
    let parameters = rule["parameters"].as_object().into_iter().flatten();
    let words = parameters.filter_map(|(name, value)| match value {
        Value::Bool(false) | Value::Null => None,
        Value::Number(number) if number.as_u64() == Some(0) => None,
        Value::Bool(true) => Some(plain_words(name)),
        value => Some(format!("{} {}", plain_words(name), plain(value))),
    });
    let words: Vec<String> = words.collect();
    let kind = plain_words(rule["type"].as_str().unwrap_or_default());
    if words.is_empty() { kind } else { format!("{kind}: {}", words.join(", ")) }
}

/// What of a ruleset is otherwise. What GitHub adds of its own to a rule does not count; a rule too many does, and so
/// does anybody who may bypass the rules.
fn ruleset_parts(wanted: &Value, found: &Value) -> Vec<Part> {
    let mut parts = Vec::new();
    for what in ["target", "enforcement"] {
        differing(what, &wanted[what], &found[what], &mut parts);
    }
    for what in ["include", "exclude"] {
        let of = |body: &Value| body["conditions"]["ref_name"][what].clone();
        differing(what, &of(wanted), &of(found), &mut parts);
    }
    let rules = |body: &Value| body["rules"].as_array().cloned().unwrap_or_default();
    let (wanted_rules, found_rules) = (rules(wanted), rules(found));
    for rule in &wanted_rules {
        let what = rule["type"].as_str().unwrap_or_default();
        let Some(other) = found_rules.iter().find(|other| other["type"] == rule["type"]) else {
            parts.push(Part {
                what: what.replace('_', " "),
                wanted: "on".into(),
                found: "off".into(),
                found_is_stricter: false,
            });
            continue;
        };
        for (name, value) in rule["parameters"].as_object().into_iter().flatten() {
            differing(&format!("{what}: {name}"), value, &other["parameters"][name], &mut parts);
        }
    }
    for rule in found_rules.iter().filter(|rule| !wanted_rules.iter().any(|one| one["type"] == rule["type"]))
    {
        let what = rule["type"].as_str().unwrap_or_default().replace('_', " ");
        parts.push(Part { what, wanted: "off".into(), found: "on".into(), found_is_stricter: true });
    }
    // Only who may change the rules is told who may bypass them.
    if let Some(actors) = found["bypass_actors"].as_array().filter(|actors| !actors.is_empty()) {
        let found = crate::text::count(actors.len(), "actor");
        parts.push(Part {
            what: "bypass list".into(),
            wanted: "empty".into(),
            found,
            found_is_stricter: false,
        });
    }
    parts
}

fn differing(what: &str, wanted: &Value, found: &Value, parts: &mut Vec<Part>) {
    if agrees(wanted, found) {
        return;
    }
    let found_is_stricter = match (wanted, found) {
        (Value::Bool(wanted), Value::Bool(found)) => !wanted && *found,
        (Value::Number(wanted), Value::Number(found)) => found.as_u64() > wanted.as_u64(),
        (_, Value::Null) => false,
        (Value::String(_), Value::String(found)) => found == "active",
        _ => true,
    };
    let what = what.replace('_', " ");
    parts.push(Part { what, wanted: plain(wanted), found: plain(found), found_is_stricter });
}

/// Tells whether all that is wanted is there. Lists have to have the same things, in any order.
fn agrees(wanted: &Value, found: &Value) -> bool {
    match (wanted, found) {
        (Value::Object(wanted), Value::Object(found)) => {
            wanted.iter().all(|(key, value)| found.get(key).is_some_and(|found| agrees(value, found)))
        }
        (Value::Array(wanted), Value::Array(found)) => {
            wanted.len() == found.len()
                && wanted.iter().all(|one| found.iter().any(|other| agrees(one, other)))
                && found.iter().all(|one| wanted.iter().any(|other| agrees(other, one)))
        }
        // GitHub leaves an empty list out.
        (Value::Array(wanted), Value::Null) => wanted.is_empty(),
        _ => wanted == found,
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Bool(on) => if *on { "on" } else { "off" }.to_owned(),
        Value::String(text) => shown(text),
        Value::Array(items) if items.is_empty() => "nothing".to_owned(),
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => fields.values().map(plain).collect::<Vec<_>>().join(" "),
        Value::Number(number) => number.to_string(),
    }
}
