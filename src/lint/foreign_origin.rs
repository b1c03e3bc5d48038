//! A list of origins with the address of another environment in it.

use indexmap::IndexMap;

use super::{Context, Needs, Rule, inherited::by_line, resolved, url};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::Environment,
    syntax::Kind,
};

pub(super) const RULE: Rule = Rule {
    code: "foreign-origin",
    severity: Severity::Warning,
    page: include_str!("foreign_origin.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let mut owners: IndexMap<String, &Environment> = IndexMap::new();
    for environment in context.model.environments.values().filter(|one| one.kind.value != Kind::Local) {
        for place in environment.urls.iter().filter_map(|url| place(&url.value)) {
            owners.entry(place).or_insert(environment);
        }
    }
    let found = context.model.environments.values().flat_map(|one| {
        let variables = one.settings.variables.entries.values();
        let origins = variables.filter(|variable| {
            variable.name.value.ends_with("ORIGIN") || variable.name.value.ends_with("ORIGINS")
        });
        let owners = &owners;
        origins.filter_map(move |variable| {
            let value = resolved::value(variable, one)?;
            let listed = value.split([',', ' ', ';']).filter_map(place);
            let listed: Vec<&Environment> = listed.filter_map(|place| owners.get(&place).copied()).collect();
            let is_own = |other: &&Environment| other.name.value == one.name.value;
            let is_listed = listed.iter().any(is_own);
            // Regions of one kind may well ask each other; a list without the own address is another one's.
            let foreign = listed
                .iter()
                .find(|other| !is_own(other) && (!is_listed || other.kind.value != one.kind.value))?;
            Some((variable.value.span, one, (variable, *foreign, is_listed)))
        })
    });
    for (span, environments, (variable, foreign, is_listed)) in by_line(found) {
        let (key, other) = (&variable.name.value, &foreign.name.value);
        let names = environments.names();
        let message = match is_listed {
            true => format!("`{key}` lets the pages of `{other}` into {names}, which is of another kind"),
            false => format!(
                "`{key}` lets the pages of `{other}` into {names}, and not its own: was it copied from there?"
            ),
        };
        let warning = diagnostics.warning(RULE.code, span, message);
        warning.label(format!("the address of `{other}`"));
        if let Some(url) = foreign.urls.first() {
            warning.also(url.span, format!("`{other}` is reached here"));
        }
        environments.show_names(warning, "is reached elsewhere");
        warning.help(format!("`{key} \"{{url}}\"` is the address of each environment itself"));
    }
}

fn place(url: &str) -> Option<String> {
    url::parse(url).ok().map(|url| url.place())
}
