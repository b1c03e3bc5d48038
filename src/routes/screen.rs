//! The ways in a terminal: what ways have in common stands under them, once.

use super::{Facts, Group, Passed, Routes};
use crate::{
    map::{said, strong},
    syntax::duration,
    text::{Style, wrap},
};

/// Where the words begin, behind what they are about.
const INDENT: usize = 14;

/// Shows the ways into an environment.
pub fn screen(routes: &Routes, style: Style) -> String {
    let to = said(&routes.to);
    let listed = routes.listed();
    let mut text = match (listed, routes.total) {
        (0, _) => return format!("No way leads to {to}.\n"),
        (1, Some(1)) => format!("One way leads to {to}.\n"),
        (_, Some(total)) => format!("{total} ways lead to {to}, the weakest first.\n"),
        (_, None) => format!("More than {listed} ways lead to {to}, the weakest first.\n"),
    };
    for (at, group) in routes.groups.iter().enumerate() {
        let weakest = at == 0 && routes.groups.len() > 1;
        text.push_str(&print(group, at + 1, weakest, style));
    }
    match routes.total {
        Some(total) if total > listed as u64 => {
            text.push_str(&format!(
                "\nand {} more, none of which asks fewer people\n",
                total - listed as u64
            ));
        }
        None => text.push_str("\nand more, on a map that goes in too many circles to count them\n"),
        Some(_) => {}
    }
    text
}

fn print(group: &Group, number: usize, weakest: bool, style: Style) -> String {
    let facts = &group.facts;
    let mut text = match weakest {
        true => format!("\n{}\n", strong(&format!("{number}  the weakest"), style)),
        false => format!("\n{}\n", strong(&number.to_string(), style)),
    };
    for chain in &group.chains {
        for (at, line) in wrap(&said(&chain.join(" → ")), 0, style.width.saturating_sub(7)).iter().enumerate()
        {
            text.push_str(&format!("   {}{line}\n", if at == 0 { "" } else { "    " }));
        }
    }
    row("people", &people(facts), style, &mut text);
    for gate in facts.gates.iter().filter(|gate| gate.people > 0 || gate.who.is_some()) {
        row("", &format!("{}: {}", gate.into, asked(gate)), style, &mut text);
    }
    row("time", &time(facts), style, &mut text);
    let mut title = "has to hold";
    for gate in facts.gates.iter().filter(|gate| !gate.holds.is_empty()) {
        row(title, &format!("{}: {}", gate.into, gate.holds.join("; ")), style, &mut text);
        title = "";
    }
    if !facts.skips.is_empty() {
        row("skips", &facts.skips.join(", "), style, &mut text);
    }
    let mut title = "alone";
    if !facts.alone.iter().any(|one| matches!(one, super::Alone::Starter)) {
        row(title, "nobody", style, &mut text);
        title = "";
    }
    for one in &facts.alone {
        row(title, &one.words(), style, &mut text);
        title = "";
    }
    text
}

fn row(title: &str, words: &str, style: Style, text: &mut String) {
    for (at, line) in wrap(&said(words), 0, style.width.saturating_sub(INDENT + 7).max(20)).iter().enumerate()
    {
        let title = if at == 0 { title } else { "" };
        let indent = if at == 0 { "" } else { "  " };
        text.push_str(&format!("     {title:<INDENT$}{indent}{line}\n").replace("  \n", "\n"));
    }
}

/// `at least 2 different people, and 3 times somebody says yes`.
fn people(facts: &Facts) -> String {
    match (facts.people, facts.answers) {
        (0, _) => "nobody is asked".to_owned(),
        (1, 1) => "1, beside whoever starts it".to_owned(),
        (people, answers) if people == answers => {
            format!("{people} different ones, beside whoever starts it")
        }
        (people, answers) => {
            format!("at least {people}, beside whoever starts it; {answers} answers in all")
        }
    }
}

fn asked(gate: &Passed) -> String {
    let who = gate.who.as_deref().unwrap_or_default();
    let is_one_line = !who.contains(" of ");
    if is_one_line { format!("{} of {who}", gate.people) } else { who.to_owned() }
}

/// `at least 24 hours: 24 hours in staging; …`.
fn time(facts: &Facts) -> String {
    let least = &facts.least;
    let mut words = match least.milliseconds {
        0 => "nothing has to be waited for".to_owned(),
        total => {
            let total = duration::words(total);
            // What is one wait need not be said twice.
            match least.parts.as_slice() {
                [part] if part.starts_with(&total) => format!("at least {part}"),
                parts => format!("at least {total}: {}", parts.join(", ")),
            }
        }
    };
    if !least.hours.is_empty() {
        words.push_str(&format!("; {} can only add to it", least.hours.join(" and ")));
    }
    if least.watched > 0 {
        words.push_str(&format!("; watched for {} when it is live", duration::words(least.watched)));
    }
    words
}
