//! What is known of the release, and what is assumed: where it has been, for how long, and everything that is not asked here.

use jiff::{SignedDuration, Timestamp};

use super::{Cause, Earliest, Question, Reason};
use crate::{
    model::{Condition, Way},
    syntax::{Node, duration},
};

/// What was found.
pub(super) struct Record<'a> {
    pub(super) reasons: Vec<Reason<'a>>,
    /// The conditions that are assumed to hold.
    pub(super) needed: Vec<&'a Condition>,
}

/// Judges every condition that is not about the clock or about people.
pub(super) fn judge<'a>(question: &Question<'a>) -> Record<'a> {
    let mut record = Record { reasons: Vec::new(), needed: Vec::new() };
    let mut is_absent = false;
    for condition in question.way.conditions() {
        let found = match condition.node.name.value.as_str() {
            "soak" => soak(question, &condition.node),
            "blocked-by" => issue(question, &condition.node),
            "passed" => passed(question, &condition.node),
            // The clock and people are judged elsewhere; the rest of these asks for nothing.
            "window" | "wait" | "override" | "automatic" | "about" | "on-rejection" | "closes" | "notify" => {
                continue;
            }
            _ => Found::Assumed,
        };
        match found {
            Found::Good => {}
            Found::Assumed => record.needed.push(condition),
            Found::Bad(cause, until) => {
                is_absent |= matches!(&cause, Cause::Soak { environment, since, .. }
                    if question.way.source() == Some(environment) && *since > question.at);
                record.reasons.push(Reason {
                    cause,
                    place: condition.node.head,
                    gate: condition.gate.as_deref(),
                    until,
                    lifted_by: Vec::new(),
                });
            }
        }
    }
    if !is_absent {
        record.reasons.extend(absent(question));
    }
    record
}

enum Found<'a> {
    Good,
    Assumed,
    Bad(Cause<'a>, Earliest),
}

fn soak<'a>(question: &Question<'a>, node: &'a Node) -> Found<'a> {
    let (Some(asked), Some(environment)) = (duration::of(node), node.texts().last()) else {
        return Found::Assumed;
    };
    let Some(&since) = question.since.get(environment.value) else { return Found::Assumed };
    let over = later(since, asked.value);
    match over <= question.at {
        true => Found::Good,
        false => Found::Bad(
            Cause::Soak { environment: environment.value, asked: asked.value, since },
            Earliest::At(over),
        ),
    }
}

/// What a release is promoted from, it has passed; and where it is said to have been.
fn passed<'a>(question: &Question<'a>, node: &'a Node) -> Found<'a> {
    let was_there = |place: &str| {
        let since = question.since.get(place);
        question.way.source() == Some(place) || since.is_some_and(|since| *since <= question.at)
    };
    if node.texts().all(|place| was_there(place.value)) { Found::Good } else { Found::Assumed }
}

fn issue<'a>(question: &Question<'a>, node: &'a Node) -> Found<'a> {
    let Some(label) = node.property_text("label") else { return Found::Assumed };
    // GitHub makes no difference between capitals in labels.
    match question.issues.iter().any(|open| open.eq_ignore_ascii_case(label.value)) {
        true => Found::Bad(Cause::Issue { label: label.value }, Earliest::Act),
        false => Found::Assumed,
    }
}

/// A release that is promoted from somewhere has to be there.
fn absent<'a>(question: &Question<'a>) -> Option<Reason<'a>> {
    let environment = question.way.source()?;
    let since = *question.since.get(environment)?;
    let Way::Arrow(arrow) = question.way else { return None };
    (since > question.at).then(|| Reason {
        cause: Cause::Absent { environment, since },
        place: arrow.from.span(),
        gate: None,
        until: Earliest::At(since),
        lifted_by: Vec::new(),
    })
}

fn later(instant: Timestamp, milliseconds: u64) -> Timestamp {
    let length = i64::try_from(milliseconds).unwrap_or(i64::MAX);
    instant.checked_add(SignedDuration::from_millis(length)).unwrap_or(Timestamp::MAX)
}
