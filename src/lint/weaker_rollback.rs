//! A rollback that asks fewer people than any way in.

use super::{Context, Needs, Rule, emergencies, numbers};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::{Conditions, Node, Value},
};

pub(super) const RULE: Rule = Rule {
    code: "weaker-rollback",
    severity: Severity::Error,
    page: include_str!("weaker_rollback.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let emergencies = emergencies::by_station(context.model);
    for environment in context.model.environments.values() {
        let approvals = environment.part("rollback").and_then(|rollback| rollback.child("approvals"));
        let Some((approvals, asked)) = approvals.and_then(|line| Some((line, people(line)?))) else {
            continue;
        };
        let name = environment.name.value.as_str();
        let ways = context.map.ways_into(name).iter();
        let Some(weakest) = ways.min_by_key(|arrow| arrow.people()) else { continue };
        let needed = weakest.people();
        // A hotfix is a way in as well, and usually the weakest.
        let hotfixes = emergencies.get(name).into_iter().flatten().map(|hotfix| &hotfix.conditions);
        let asks_fewer = |conditions: &Conditions| {
            let people: u32 = conditions.approvals.iter().map(|line| line.count.value).sum();
            conditions.same.is_none() && people <= asked
        };
        if asked >= needed || hotfixes.into_iter().any(asks_fewer) {
            continue;
        }
        let way_in = format!("a release that comes in asks {}", numbers::people(needed as usize));
        let message = match asked {
            0 => format!("whoever may start a rollback of `{name}` decides alone what runs there; {way_in}"),
            _ => format!("a rollback of `{name}` asks {}, and {way_in}", numbers::people(asked as usize)),
        };
        let error = diagnostics.error(RULE.code, approvals.head, message);
        error.label("for a rollback that a person starts");
        if let Some(line) = weakest.approvals.first() {
            error.also(line.approvals.span, format!("for `{}`", weakest.words()));
        }
        error.help("`approvals same`; a rollback that starts by itself asks nobody");
    }
}

/// How many people a line asks; nothing if it asks the same as the way in.
fn people(approvals: &Node) -> Option<u32> {
    match &approvals.arguments.first()?.value {
        Value::Integer(count) => u32::try_from(*count).ok(),
        _ if approvals.says("none") => Some(0),
        _ => None,
    }
}
