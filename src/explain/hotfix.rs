//! The way of a hotfix: what it asks, what it skips of what the map asks, and what is made up for afterwards.

use super::{
    condition::{self, When},
    gate::Gate,
    page::Page,
};
use crate::{
    model::{Condition, Line, Model, Way},
    routes::hotfix,
    source::Source,
    syntax::{Hotfix, Node, duration},
    text::count,
};

/// Tells whether a hotfix is meant: by its branch or the word, and where it leads.
pub(super) fn is_meant(hotfix: &Hotfix, from: &str, to: &str) -> bool {
    let from = from.strip_prefix("hotfix ").unwrap_or(from);
    let is_from = from == "hotfix" || from == hotfix.branch.value;
    is_from && hotfix.stations.last().is_some_and(|last| last.value == to)
}

/// Describes its way.
pub(super) fn describe(model: &Model, source: &Source, one: &Hotfix) -> String {
    let mut page = Page::new(source);
    page.row(1, format!("for an emergency; a person starts it with a branch {}", one.branch.value), "");
    let parts: Vec<Condition> =
        one.conditions.parts.iter().map(|node| Condition { gate: None, node: node.clone() }).collect();
    let end = one.stations.last().map_or("", |last| last.value.as_str());
    // What has to hold for the last environment stands with the way into it.
    let own = Gate::new(model, source, "", &parts);
    for ask in one.conditions.parts.iter().filter(|part| part.name.value == "ask") {
        let words = condition::sentence(model, source, ask, end).words;
        let place = page.line(ask.head);
        page.row(1, words, place);
    }
    own.before(&mut page, "before anybody is asked, by machine:");
    let skipped = hotfix::skipped(one);
    let legs: Vec<Way<'_>> = hotfix::legs(model, one).into_iter().flatten().collect();
    for leg in &legs {
        let kept = leg.conditions().iter().filter(|one| !skipped.contains(&one.node.name.value.as_str()));
        let gate = Gate::new(model, source, leg.end(), kept);
        gate.before(&mut page, &format!("and as always on the way into {}:", leg.end()));
    }
    people(&mut page, model, one, &legs);
    for leg in &legs {
        let kept = leg.conditions().iter().filter(|one| !skipped.contains(&one.node.name.value.as_str()));
        Gate::new(model, source, leg.end(), kept).at(When::Asked, &mut page);
    }
    left_out(&mut page, model, source, &legs, &skipped);
    if let Some(monitor) = one.part("monitor") {
        let length = duration::of(monitor).map(|length| duration::words(length.value)).unwrap_or_default();
        let place = page.line(monitor.head);
        page.row(1, format!("it is watched for {length} once it is live"), place);
    }
    made_up(&mut page, one);
    for tell in one.conditions.parts.iter().filter(|part| part.name.value == "notify") {
        let words = condition::sentence(model, source, tell, end).words;
        let place = page.line(tell.head);
        page.row(1, words, place);
    }
    page.print(&one.words(), one.head)
}

fn people(page: &mut Page<'_>, model: &Model, one: &Hotfix, legs: &[Way<'_>]) {
    if let Some(same) = one.conditions.same {
        let place = page.line(same);
        page.row(1, "people are asked as always:", place);
        for leg in legs {
            lines(page, model, leg.approvals(), &format!("{}: ", leg.end()));
        }
    }
    let own = hotfix::lines(one);
    if !own.is_empty() {
        page.row(1, "people are asked, instead of those whom the map asks:", "");
        lines(page, model, &own, "");
    }
    match one.conditions.nobody {
        Some(nobody) => {
            let place = page.line(nobody);
            page.row(1, "nobody is asked, on purpose", place);
        }
        None if own.is_empty() && one.conditions.same.is_none() => page.row(1, "nobody is asked", ""),
        None => page.row(1, "whoever starts it does not count, and one person counts once", ""),
    }
}

fn lines(page: &mut Page<'_>, model: &Model, lines: &[Line], before: &str) {
    for line in lines {
        let place = super::arrow::place_of(page, line.approvals.span, line.gate.as_ref());
        page.row(2, format!("{before}{}", super::arrow::asked(model, line)), place);
    }
}

/// What the map asks for and the hotfix does not wait for.
fn left_out(page: &mut Page<'_>, model: &Model, source: &Source, legs: &[Way<'_>], skipped: &[&str]) {
    let of = |leg: &Way<'_>| -> Vec<(String, Condition)> {
        let conditions = leg.conditions().iter();
        let left = conditions.filter(|one| skipped.contains(&one.node.name.value.as_str()));
        left.map(|one| (leg.end().to_owned(), one.clone())).collect()
    };
    for (at, (into, one)) in legs.iter().flat_map(of).enumerate() {
        if at == 0 {
            page.row(1, "it does not wait for this:", "");
        }
        let sentence = condition::sentence(model, source, &one.node, &into);
        let words = match one.node.name.value.as_str() {
            "checklist" => {
                format!("the checklist on the way into {into}, of {}", count(sentence.details.len(), "item"))
            }
            "window" => format!("the hours: the way into {into} {}", sentence.words),
            _ => sentence.words,
        };
        let place = super::arrow::place_of(page, one.node.head, one.gate.as_ref());
        page.row(2, words, place);
    }
}

/// What is done once it is live.
fn made_up(page: &mut Page<'_>, one: &Hotfix) {
    let Some(afterwards) = one.part("afterwards") else { return };
    page.row(1, "afterwards, it makes up for it:", "");
    for node in afterwards.children() {
        let texts: Vec<&str> = node.texts().map(|text| text.value).collect();
        let words = match node.name.value.as_str() {
            "run" => format!("runs {}", texts.join(", then ")),
            "merge-back" => format!("brings the fix back to {} as a pull request", texts.join(" ")),
            "open-issue" => open_issue(node),
            _ => format!("tells {}", texts.join(" and ")),
        };
        let place = page.line(node.head);
        page.row(2, words, place);
    }
}

fn open_issue(node: &Node) -> String {
    node.text(0)
        .map_or_else(|| "opens an issue".to_owned(), |label| format!("opens an issue: {}", label.value))
}
