//! What people confirm by approving.

use indexmap::IndexMap;

use super::route;
use crate::{
    map::{Passage, Point},
    markdown::{code, text},
    plan::{Plan, conditions::Item},
};

/// Each checklist once, under the ways on which it stands.
pub(super) fn write(plan: &Plan) -> String {
    let mut lists: IndexMap<&[Item], Vec<String>> = IndexMap::new();
    for passage in plan.map.arrows() {
        let items = route(plan, passage).map_or(&[][..], |route| &route.conditions.items);
        if !items.is_empty() {
            lists.entry(items).or_default().push(way(passage));
        }
    }
    let list = |(items, ways): (&[Item], Vec<String>)| {
        let items: String = items.iter().map(|one| format!("- {}\n", words(one))).collect();
        format!("On {}:\n\n{items}", all(&ways))
    };
    lists.into_iter().map(list).collect::<Vec<_>>().join("\n")
}

/// `a, b and c`.
fn all(ways: &[String]) -> String {
    match ways {
        [rest @ .., last] if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        ways => ways.concat(),
    }
}

/// As the table of approvals says it.
fn way(passage: &Passage) -> String {
    let from = passage.from.say(code);
    let push = if matches!(passage.from, Point::Branch(_)) { "push to " } else { "" };
    format!("{push}{from} → {}", passage.to.say(code))
}

fn words(item: &Item) -> String {
    let mut words = text(&item.text);
    match &item.proof {
        Some(proof) if *proof == item.text => words.push_str(" (proved by a check)"),
        Some(proof) => words.push_str(&format!(" (proved by the check {})", text(proof))),
        None => {}
    }
    if let Some(team) = &item.by {
        words.push_str(&format!(" ({})", text(team)));
    }
    if item.optional {
        words.push_str(" (optional)");
    }
    words
}
