//! A release that is tried with another engine than the one that production has.

use indexmap::{IndexMap, IndexSet};

use super::{Context, Needs, Rule, inherited::by_line};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::{Environment, Origin},
    syntax::{Kind, Node},
};

pub(super) const RULE: Rule = Rule {
    code: "database-engine-differs",
    severity: Severity::Warning,
    page: include_str!("database_engine_differs.md"),
    needs: Needs::Nothing,
    check,
};

/// A place on the map: an environment, or a branch that others are merged into.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Stop<'a> {
    Environment(&'a str),
    Branch(&'a str),
    /// Wherever a branch is deployed, and so tried before it is merged on.
    Tried(&'a str),
}

/// The engines that a way leads to, each with a production that has it.
type Engines<'a> = IndexMap<&'a str, &'a Environment>;

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let ahead = ahead(context);
    let found = context.model.environments.values().filter_map(|one| {
        let database = one.part("database").filter(|_| one.kind.value != Kind::Production)?;
        let engine = engine(one)?;
        let engines = ahead.get(&Stop::Environment(&one.name.value))?;
        let (_, production) = engines.iter().find(|(other, _)| **other != engine)?;
        Some((database.head, one, *production))
    });
    for (span, environments, production) in by_line(found) {
        let (mine, theirs) = (engine(environments.first()), engine(production));
        let (Some(mine), Some(theirs)) = (mine.map(spoken), theirs.map(spoken)) else { continue };
        let names = environments.names();
        let (tries, name) = (environments.verb("tries", "try"), &production.name.value);
        let warning = diagnostics.warning(
            RULE.code,
            span,
            format!("{names} {tries} changes with {mine}, and `{name}` runs them with {theirs}: what differs between the two is not found there"),
        );
        warning.label(format!("{mine} here"));
        if let Some(database) = production.part("database") {
            warning.also(database.head, format!("{theirs} in `{name}`"));
        }
        let engine = engine(production).unwrap_or_default();
        let own = match environments.first().kind.value {
            Kind::Ephemeral => format!("database {engine} ephemeral"),
            _ => format!("database {engine}"),
        };
        warning.help(format!(
            "`{own}`; if it is meant for speed, say so: `allow {} because=\"…\"`, and let the tests run with {theirs} before `{name}`",
            RULE.code
        ));
    }
}

fn engine(environment: &Environment) -> Option<&str> {
    environment.part("database").and_then(|database: &Node| database.text(0)).map(|engine| engine.value)
}

/// The engines of the productions that each stop is on a way to. A stop is looked at again only when it learns of an
/// engine, and there are not many.
fn ahead<'a>(context: &Context<'a>) -> IndexMap<Stop<'a>, Engines<'a>> {
    let before = before(context);
    let mut ahead: IndexMap<Stop<'a>, Engines<'a>> = IndexMap::new();
    let mut news: Vec<(Stop<'a>, &'a str, &'a Environment)> = Vec::new();
    for production in context.model.environments.values().filter(|one| one.kind.value == Kind::Production) {
        if let Some(engine) = engine(production) {
            news.push((Stop::Environment(&production.name.value), engine, production));
        }
    }
    while let Some((stop, engine, production)) = news.pop() {
        let known = ahead.entry(stop).or_default();
        if known.contains_key(engine) {
            continue;
        }
        known.insert(engine, production);
        let stops = before.get(&stop).into_iter().flatten();
        news.extend(stops.map(|stop| (*stop, engine, production)));
    }
    ahead
}

/// What comes right before each stop: what arrows and merges start from, what a branch is tried in, and what a gate wants
/// to have been passed.
fn before<'a>(context: &Context<'a>) -> IndexMap<Stop<'a>, IndexSet<Stop<'a>>> {
    let model = context.model;
    let mut before: IndexMap<Stop<'a>, IndexSet<Stop<'a>>> = IndexMap::new();
    for arrow in &model.arrows {
        let to = Stop::Environment(&arrow.to.value);
        match &arrow.from {
            Origin::Environment(from) => {
                before.entry(to).or_default().insert(Stop::Environment(&from.value));
            }
            Origin::Push(branch) | Origin::Manual(branch) => {
                before.entry(to).or_default().insert(Stop::Branch(&branch.value));
                before.entry(Stop::Tried(&branch.value)).or_default().insert(to);
            }
            Origin::PullRequest(branch) => {
                before.entry(Stop::Branch(&branch.value)).or_default().insert(to);
            }
            Origin::Tag(_) => {}
        }
        let passed = arrow.conditions("passed").flat_map(Node::texts);
        before.entry(to).or_default().extend(passed.map(|one| Stop::Environment(one.value)));
    }
    for merge in &model.merges {
        let stops = before.entry(Stop::Branch(&merge.into.value)).or_default();
        stops.insert(Stop::Branch(&merge.from.value));
        stops.insert(Stop::Tried(&merge.from.value));
        let conditions = merge.conditions.iter().map(|one| &one.node);
        let passed = conditions.filter(|node| node.name.value == "passed").flat_map(Node::texts);
        stops.extend(passed.map(|one| Stop::Environment(one.value)));
    }
    before
}

/// The engine as people call it.
fn spoken(engine: &str) -> &str {
    match engine {
        "postgresql" => "PostgreSQL",
        "mysql" => "MySQL",
        "mariadb" => "MariaDB",
        "sqlite" => "SQLite",
        "sqlserver" => "SQL Server",
        "oracle" => "Oracle",
        "mongodb" => "MongoDB",
        "redis" => "Redis",
        "dynamodb" => "DynamoDB",
        other => other,
    }
}
