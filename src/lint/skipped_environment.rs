//! An arrow beside a longer way, which asks for more.

use indexmap::{IndexMap, IndexSet};

use super::{Context, Needs, Rule, map::drawn, numbers};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::{Arrow, Line},
    syntax::Approvals,
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
    let gates: IndexSet<&str> = [first, second]
        .iter()
        .flat_map(|arrow| &arrow.gates)
        .map(|gate| gate.value.as_str())
        .filter(|gate| !short.gates.iter().any(|asked| asked.value == *gate))
        .collect();
    if !gates.is_empty() {
        return Some(format!("the gate{} {}", if gates.len() > 1 { "s" } else { "" }, numbers::all(gates)));
    }
    let asked = |line: &Line| short.approvals.iter().any(|other| covers(&other.approvals, &line.approvals));
    for arrow in [first, second] {
        let own = arrow.approvals.iter().filter(|line| line.gate.is_none() && !asked(line));
        let people: u32 = own.map(|line| line.approvals.count.value).sum();
        if people > 0 {
            let people = numbers::people(usize::try_from(people).unwrap_or(usize::MAX));
            return Some(format!("the {people} asked on `{}`", arrow.words()));
        }
    }
    let middle = context.model.target(first).kind.value;
    let kinds = (context.model.source(short)?.kind.value, context.model.target(short).kind.value);
    let stage = kinds.0 < middle && middle < kinds.1;
    stage.then(|| format!("everything of kind {}", middle.name()))
}

/// Tells whether whoever is asked by one line is asked by the other one too.
fn covers(asked: &Approvals, line: &Approvals) -> bool {
    let teams = |line: &Approvals| line.teams.iter().map(|team| team.value.clone()).collect::<IndexSet<_>>();
    asked.count.value >= line.count.value && teams(asked) == teams(line)
}
