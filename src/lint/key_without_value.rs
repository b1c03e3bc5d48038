//! A key that the schema wants, and that an environment does not have.

use indexmap::IndexSet;

use super::{Context, Needs, Rule, inherited::by_line, schema};
use crate::{
    diagnostic::{Diagnostics, Severity},
    nearest,
    syntax::Kind,
};

pub(super) const RULE: Rule = Rule {
    code: "key-without-value",
    severity: Severity::Error,
    page: include_str!("key_without_value.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    // Developers keep their secrets to themselves.
    let deployed = context.model.environments.values().filter(|one| one.kind.value != Kind::Local);
    let missing = deployed.flat_map(|one| schema::missing(one).map(move |entry| (entry.span, one, entry)));
    for (span, environments, entry) in by_line(missing) {
        let (key, first) = (entry.key, environments.first());
        let settings = &first.settings;
        let known = settings.variables.entries.keys().chain(settings.secrets.entries.keys());
        let in_schema: IndexSet<&str> = schema::entries(first).map(|entry| entry.key).collect();
        let strangers: Vec<&str> =
            known.map(String::as_str).filter(|name| !in_schema.contains(name)).collect();
        let error = diagnostics.error(
            RULE.code,
            span,
            format!(
                "the schema wants `{key}`, and {} {} neither a variable nor a secret of that name: the deployment would stop there",
                environments.names(),
                environments.verb("has", "have")
            ),
        );
        error.label("has to be there");
        environments.show_names(error, "not here");
        error.help(match nearest::find(key, strangers.into_iter()) {
            Some(near) => format!("there is `{near}`: is it meant? then write it as in the schema"),
            None => format!(
                "in `{}`: `secrets {key}`, or `variables {{ {key} … }}`; if it can be done without: `optional` at the end of the line in the schema",
                first.name.value
            ),
        });
    }
}
