//! Conditions in a few words.

use super::Term;
use crate::{
    syntax::{Node, Value, duration},
    text::count,
};

/// Says a condition in words; nothing, where it is none or stands elsewhere in the drawing.
pub(super) fn term(node: &Node) -> Option<Term> {
    let holds = !matches!(
        node.name.value.as_str(),
        "override" | "on-rejection" | "monitor" | "afterwards" | "notify"
    );
    Some(Term { words: words(node)?, brief: brief(node), holds })
}

/// Says what a condition asks for.
pub(crate) fn words(node: &Node) -> Option<String> {
    let first = || node.text(0).map(|text| text.value).unwrap_or_default();
    let property = |name: &str| node.property_text(name).map(|text| text.value).unwrap_or_default();
    Some(match node.name.value.as_str() {
        "about" | "automatic" => return None,
        "passed" => format!("verified in {}", list(node)),
        "soak" => format!("{} in {}", length(node), node.texts().last().map_or("", |text| text.value)),
        "check" => format!("check: {}", node.text(1).map_or(first(), |title| title.value)),
        "window" => format!("open: {}", list(node)),
        "override" => format!("{} may open it out of hours", property("by")),
        "wait" => format!("waits {}", length(node)),
        "blocked-by" => format!("no open issue: {}", property("label")),
        "rehearsed" => format!("rehearsed within {}", length(node)),
        "age" => format!("{} old", length(node)),
        "checklist" => checklist(node),
        "closes" => format!("nothing else merges into {} meanwhile", first()),
        "on-rejection" => format!("a refusal {}", consequences(node)),
        "skip" => format!("without {}", list_of(node, ", ")),
        "ask" => format!("answers: {}", node.text(1).map_or(first(), |question| question.value)),
        "monitor" => format!("watched for {}", length(node)),
        "afterwards" => format!("afterwards {}", consequences(node)),
        "notify" => format!("tells {}", list(node)),
        // What the language learns later is said in its own words.
        name => [name.to_owned()]
            .into_iter()
            .chain(node.arguments.iter().map(|one| one.value.as_text()))
            .collect::<Vec<_>>()
            .join(" "),
    })
}

/// The same for a diamond, where every word makes it larger.
fn brief(node: &Node) -> Option<String> {
    let first = || node.text(0).map(|text| text.value).unwrap_or_default();
    Some(match node.name.value.as_str() {
        "check" => format!("check {}", first()),
        "window" => list(node),
        "blocked-by" => {
            format!("no {} issue", node.property_text("label").map_or("open", |label| label.value))
        }
        "rehearsed" => "rehearsed".to_owned(),
        "checklist" => "checklist".to_owned(),
        "closes" => return None,
        "ask" => format!("answer on {}", first()),
        "skip" => match node.texts().count() {
            0..=2 => format!("skips {}", list(node)),
            skipped => format!("skips {skipped} conditions"),
        },
        _ => return words(node),
    })
}

/// `staging`, `eu and us`.
fn list(node: &Node) -> String {
    list_of(node, " and ")
}

fn list_of(node: &Node, separator: &str) -> String {
    node.texts().map(|text| text.value).collect::<Vec<_>>().join(separator)
}

/// A length of time as the file says it: `24 hours` stays `24 hours`.
fn length(node: &Node) -> String {
    let spoken = node.arguments.windows(2).find_map(|pair| match (&pair[0].value, &pair[1].value) {
        (Value::Integer(number), Value::Text(unit)) => Some(format!("{number} {unit}")),
        _ => None,
    });
    spoken.or_else(|| duration::of(node).map(|length| duration::words(length.value))).unwrap_or_default()
}

fn checklist(node: &Node) -> String {
    let items = node.children().len();
    let optional = node
        .children()
        .iter()
        .filter(|item| item.text(1).is_some_and(|text| text.value == "optional"))
        .count();
    let confirmed = format!("{} confirmed", count(items - optional, "item"));
    match (items - optional, optional) {
        (_, 0) => confirmed,
        (0, _) => format!("{} to look at", count(optional, "item")),
        _ => format!("{confirmed}, {optional} optional"),
    }
}

/// What happens then: `opens an issue, runs npm test`.
pub(crate) fn consequences(node: &Node) -> String {
    let said = node.children().iter().filter_map(|child| {
        let first = child.text(0).map(|text| text.value);
        Some(match child.name.value.as_str() {
            "open-issue" => "opens an issue".to_owned(),
            "notify" => format!("tells {}", list(child)),
            "run" => format!("runs {}", list(child)),
            "merge-back" => format!("merges back to {}", first?),
            _ => return None,
        })
    });
    said.collect::<Vec<_>>().join(", ")
}
