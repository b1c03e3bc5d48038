//! A flag whose variable is something else already.

use indexmap::IndexMap;

use super::{Context, Needs, Rule, inherited::by_line};
use crate::{
    diagnostic::{Diagnostics, Severity},
    source::Span,
    syntax::{Flag, Node},
};

pub(super) const RULE: Rule = Rule {
    code: "flag-taken",
    severity: Severity::Error,
    page: include_str!("flag_taken.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let mut found = Vec::new();
    for environment in context.model.environments.values() {
        let settings = &environment.settings;
        let variables = settings.variables.entries.values().map(|one| (&one.name, "a variable"));
        let secrets = settings.secrets.entries.values().map(|one| (&one.name, "a secret"));
        let named = variables.chain(secrets);
        let mut taken: IndexMap<String, (Span, &str)> =
            named.map(|(name, what)| (name.value.clone(), (name.span, what))).collect();
        for flag in environment.part("flags").into_iter().flat_map(Node::children) {
            let variable = Flag::read(flag).variable;
            match taken.get(&variable) {
                Some(&(other, what)) => {
                    found.push((flag.name.span, environment, (&flag.name.value, variable, other, what)));
                }
                None => {
                    taken.insert(variable, (flag.name.span, "another flag"));
                }
            }
        }
    }
    for (span, _, (name, variable, other, what)) in by_line(found) {
        diagnostics
            .error(
                RULE.code,
                span,
                format!("the steps see the flag `{name}` as `{variable}`, which is {what} already"),
            )
            .label("one name for two things")
            .also(other, what)
            .help("give one of them another name");
    }
}
