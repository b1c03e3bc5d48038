//! Two environments with one database.

use indexmap::{IndexMap, IndexSet};

use super::{Context, Needs, Rule, connection, numbers, preview};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::Environment,
    source::Span,
    syntax::{Kind, Node},
};

pub(super) const RULE: Rule = Rule {
    code: "shared-database",
    severity: Severity::Error,
    page: include_str!("shared_database.md"),
    needs: Needs::Nothing,
    check,
};

/// Environments that are shown where they stand; the message names a few more.
const MOST: usize = 6;

/// An engine, a name, and a server or nothing.
type Place<'a> = (&'a str, &'a str, &'a str);

/// An environment, and where it says which database it has.
type Use<'a> = (&'a Environment, Span);

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let mut said: IndexSet<&str> = IndexSet::new();
    for ((engine, name, server), users) in declared(context) {
        let is_shared = |database: &Node| database.text(1).is_some_and(|word| word.value == "shared");
        let on_purpose = users.iter().all(|(_, database)| is_shared(database));
        let users: Vec<Use<'_>> = users.iter().map(|(one, database)| (*one, database.head)).collect();
        if users.len() < 2 || (on_purpose && !mixes_production(&users)) {
            continue;
        }
        said.extend(users.iter().map(|(one, _)| one.name.value.as_str()));
        report(&users, &format!("the database `{name}`"), diagnostics, |one, mixes| {
            let own = format!("in `{one}`: `database {engine} name={name}-{one}`");
            match (mixes, server) {
                (true, "") => format!("{own}; if they are two on two servers, say so: `server=…`"),
                (true, _) => own,
                (false, _) => format!(
                    "{own}; if they are to share it, each says so: `database {engine} shared name={name}`"
                ),
            }
        });
    }
    let mut pairs: IndexSet<Vec<&str>> = IndexSet::new();
    for (key, users) in connected(context) {
        let names: Vec<&str> = users.iter().map(|(one, _)| one.name.value.as_str()).collect();
        let matters = users.len() > 1
            && (mixes_production(&users) || users.iter().any(|(one, _)| preview::is_preview(one)));
        if !matters || names.iter().all(|name| said.contains(name)) || !pairs.insert(names) {
            continue;
        }
        report(&users, &format!("the database that `{key}` leads to"), diagnostics, |one, _| {
            match key.ends_with("HOST") || key.ends_with("SERVER") {
                true => format!("in `{one}`: another `{key}`, or the name of another database there"),
                false => format!(
                    "in `{one}`: an address of its own; with a password in it, it is a secret: `secrets {key}`"
                ),
            }
        });
    }
}

/// The databases that environments name, by engine, name and server.
fn declared<'a>(context: &Context<'a>) -> IndexMap<Place<'a>, Vec<(&'a Environment, &'a Node)>> {
    let mut found: IndexMap<_, Vec<_>> = IndexMap::new();
    for environment in context.model.environments.values() {
        let Some(database) = environment.part("database") else { continue };
        let of = |key: &str| database.property_text(key).map(|text| text.value);
        let (Some(engine), Some(name)) = (database.text(0), of("name")) else { continue };
        let server = of("server").unwrap_or_default();
        // SQLite is a file where the application runs, and a preview's database that stays is said elsewhere.
        let is_file = engine.value == "sqlite" && server.is_empty();
        if !is_file && preview::database_that_stays(environment).is_none() {
            found.entry((engine.value, name, server)).or_default().push((environment, database));
        }
    }
    found
}

/// The databases that variables lead to, each with the name of the variable.
fn connected<'a>(context: &Context<'a>) -> impl Iterator<Item = (&'a str, Vec<Use<'a>>)> {
    let mut found: IndexMap<(&str, String), Vec<Use<'_>>> = IndexMap::new();
    for environment in context.model.environments.values() {
        for variable in environment.settings.variables.entries.values() {
            let Some(place) = connection::place(variable, environment) else { continue };
            let key = (variable.name.value.as_str(), place);
            found.entry(key).or_default().push((environment, variable.name.span));
        }
    }
    found.into_iter().map(|((key, _), users)| (key, users))
}

fn mixes_production(users: &[Use<'_>]) -> bool {
    let is_production = |(one, _): &Use<'_>| one.kind.value == Kind::Production;
    users.iter().any(is_production) && !users.iter().all(is_production)
}

fn report(users: &[Use<'_>], what: &str, diagnostics: &mut Diagnostics, help: impl Fn(&str, bool) -> String) {
    let mixes = mixes_production(users);
    let names = numbers::some(users.iter().map(|(one, _)| one.name.value.as_str()));
    let production = users.iter().find(|(one, _)| one.kind.value == Kind::Production);
    let why = match production.filter(|_| mixes) {
        Some((one, _)) => {
            format!("what is tried elsewhere changes the data of the users of `{}`", one.name.value)
        }
        None => "what one of them does changes the data of the other".to_owned(),
    };
    // The one that was there first, if it may be told, is production.
    let (one, place) =
        users.iter().rev().find(|(one, _)| one.kind.value != Kind::Production).unwrap_or(&users[1]);
    let error = diagnostics.error(RULE.code, *place, format!("{names} have one database: {why}"));
    error.label(format!("{what}, in `{}`", one.name.value));
    let others = users.iter().filter(|(other, _)| other.name.value != one.name.value);
    for (other, span) in others.take(MOST) {
        let name = &other.name.value;
        if span == place {
            error.also(other.name.span, format!("`{name}` gets the same line"));
        } else {
            error.also(*span, format!("the same one, in `{name}`"));
        }
    }
    error.help(help(&one.name.value, mixes));
}
