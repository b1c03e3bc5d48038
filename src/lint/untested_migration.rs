//! A migration that is done for the first time in production.

use indexmap::IndexSet;

use super::{Context, Needs, Rule, inherited::by_line, migration};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::Environment,
    syntax::Kind,
};

pub(super) const RULE: Rule = Rule {
    code: "untested-migration",
    severity: Severity::Error,
    page: include_str!("untested_migration.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let tried = tried(context);
    let found = context.model.environments.values().filter_map(|one| {
        if one.kind.value != Kind::Production || tried.contains(one.name.value.as_str()) {
            return None;
        }
        let migration = migration::of(one)?;
        let ways = context.map.ways_into(&one.name.value).iter();
        let before = ways.filter_map(|arrow| context.model.source(arrow)).next()?;
        Some((migration.span(), one, (migration, before)))
    });
    for (span, productions, (migration, before)) in by_line(found) {
        let (names, name) = (productions.names(), &before.name.value);
        let error = diagnostics.error(
            RULE.code,
            span,
            format!(
                "{names} {} the first to migrate: no environment before {} has tried it",
                productions.verb("is", "are"),
                productions.verb("it", "them")
            ),
        );
        error.label("runs on the data of users, and has never run anywhere else");
        error.also(
            before.name.span,
            format!("comes right before `{}`, and migrates nothing", productions.first().name.value),
        );
        error.help(format!("in `{name}`: `{}`; in `defaults` it counts for all", migration.form()));
    }
}

/// The environments that a release reaches only after it has migrated somewhere: followed along the arrows.
fn tried<'a>(context: &Context<'a>) -> IndexSet<&'a str> {
    let environments = context.model.environments.values();
    let migrating = environments.filter(|one| migration::of(one).is_some());
    let mut next: Vec<&Environment> = migrating.collect();
    let mut tried = IndexSet::new();
    while let Some(one) = next.pop() {
        for arrow in context.map.out_of(&one.name.value) {
            if tried.insert(arrow.to.value.as_str()) {
                next.push(context.model.target(arrow));
            }
        }
    }
    tried
}
