//! An arrow beside a longer way, which asks for more.

use indexmap::{IndexMap, IndexSet};

use super::{Context, Needs, Rule, map::drawn, numbers};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::{Arrow, Line},
    syntax::Node,
};

pub(super) const RULE: Rule = Rule {
    code: "skipped-environment",
    severity: Severity::Advice,
    page: include_str!("skipped_environment.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let between: IndexMap<(&str, &str), &Arrow> = context
        .model
        .arrows
        .iter()
        .filter_map(|arrow| Some(((arrow.from.environment()?, arrow.to.value.as_str()), arrow)))
        .collect();
    for (&(from, to), arrow) in &between {
        let (out, into) = (context.map.out_of(from), context.map.ways_into(to));
        // Whichever end has fewer arrows says fastest what lies between.
        let middles: Vec<&str> = if out.len() <= into.len() {
            out.iter().map(|arrow| arrow.to.value.as_str()).collect()
        } else {
            into.iter().filter_map(|arrow| arrow.from.environment()).collect()
        };
        for middle in middles.into_iter().filter(|middle| *middle != from && *middle != to) {
            let (Some(first), Some(second)) = (between.get(&(from, middle)), between.get(&(middle, to)))
            else {
                continue;
            };
            // Whoever asks for it on the short way does not go past it.
            if arrow.conditions("passed").flat_map(Node::texts).any(|passed| passed.value == middle) {
                continue;
            }
            let Some(bypassed) = bypassed(context, arrow, first, second) else { continue };
            diagnostics
                .advice(
                    RULE.code,
                    drawn(arrow),
                    format!("`{from} -> {to}` goes past `{middle}`, and so past {bypassed}"),
                )
                .label("the short way")
                .also(drawn(first), format!("the way over `{middle}`"))
                .also(drawn(second), format!("and on to `{to}`"))
                .help("a declared arrow is no mistake; if it must not be shorter, give it the same gates or leave it out");
        }
    }
}

/// What the long way asks for and the short one does not, in words.
fn bypassed(context: &Context<'_>, short: &Arrow, first: &Arrow, second: &Arrow) -> Option<String> {
    let lines = || [first, second].into_iter().flat_map(|arrow| &arrow.approvals);
    let missing: Vec<&Line> = lines().filter(|line| !covers(short, line)).collect();
    let gates: IndexSet<&str> = missing.iter().filter_map(|line| line.gate.as_deref()).collect();
    if !gates.is_empty() {
        return Some(format!("the gate{} {}", if gates.len() > 1 { "s" } else { "" }, numbers::all(gates)));
    }
    let people: u32 = missing.iter().map(|line| line.approvals.count.value).sum();
    if people > 0 {
        let people = numbers::people(people as usize);
        return Some(format!("the {people} asked on that way"));
    }
    // Who asks more people on the short way has thought of what it leaves out.
    if short.people() > second.people() {
        return None;
    }
    let middle = context.model.target(first).kind.value;
    let (from, to) = (context.model.source(short)?.kind.value, context.model.target(short).kind.value);
    (from < middle && middle < to).then(|| format!("everything of kind {}", middle.name()))
}

/// Tells whether an arrow asks at least so many people, and nobody else, as a line of another one.
fn covers(arrow: &Arrow, line: &Line) -> bool {
    let teams: IndexSet<&str> = names(line).collect();
    let among = |asked: &&Line| names(asked).all(|team| teams.contains(team));
    let people: u32 = arrow.approvals.iter().filter(among).map(|asked| asked.approvals.count.value).sum();
    people >= line.approvals.count.value
}

fn names(line: &Line) -> impl Iterator<Item = &str> {
    line.approvals.teams.iter().map(|team| team.value.as_str())
}
