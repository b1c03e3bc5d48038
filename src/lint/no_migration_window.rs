//! A migration at any time, in a file that knows better times.

use indexmap::IndexSet;

use super::{Context, Needs, Rule, inherited::by_line, migration};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::{Environment, Origin},
    syntax::Kind,
};

pub(super) const RULE: Rule = Rule {
    code: "no-migration-window",
    severity: Severity::Advice,
    page: include_str!("no_migration_window.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let Some(window) = context.model.windows.values().next() else { return };
    let merged = branches_with_hours(context);
    let productions = context.model.environments.values().filter(|one| one.kind.value == Kind::Production);
    let found = productions.filter_map(|one| {
        let migration = migration::of(one)?;
        let has_own = migration.block.is_some_and(|block| block.child("window").is_some());
        (!has_own && !has_hours(context, one, &merged)).then(|| (migration.span(), one, migration))
    });
    for (span, productions, migration) in by_line(found) {
        let name = &window.name.value;
        let advice = diagnostics.advice(
            RULE.code,
            span,
            format!("{} may migrate at any hour, also at the busiest one", productions.names()),
        );
        advice.label("not bound to a window").also(window.name.span, "a window of this file");
        advice.help(match migration.block {
            Some(_) => format!(
                "`window {name}` in this block, or on the arrow, if the whole deployment is to wait for it"
            ),
            None => format!(
                "`window {name}` on the arrow; or write the step as `migrate {{ run \"…\"; window {name} }}`"
            ),
        });
    }
}

/// The branches into which is merged at certain hours only.
fn branches_with_hours<'a>(context: &Context<'a>) -> IndexSet<&'a str> {
    let merges = context.model.merges.iter();
    let timed = merges.filter(|merge| merge.conditions.iter().any(|one| one.node.name.value == "window"));
    timed.map(|merge| merge.into.value.as_str()).collect()
}

/// Tells whether one of the ways into an environment has opening hours.
fn has_hours(context: &Context<'_>, environment: &Environment, merged: &IndexSet<&str>) -> bool {
    context.map.ways_into(&environment.name.value).iter().any(|arrow| {
        let waits = matches!(&arrow.from, Origin::Push(branch) if merged.contains(branch.value.as_str()));
        waits || arrow.conditions("window").next().is_some()
    })
}
