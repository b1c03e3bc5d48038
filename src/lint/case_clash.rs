//! Two names that only their letters' case tells apart.

use indexmap::IndexMap;

use super::{Context, Needs, Rule};
use crate::{
    diagnostic::{Diagnostics, Severity},
    source::Spanned,
};

pub(super) const RULE: Rule = Rule {
    code: "case-clash",
    severity: Severity::Error,
    page: include_str!("case_clash.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let model = context.model;
    compare(
        model.environments.values().map(|one| &one.name),
        "GitHub takes them for one environment",
        diagnostics,
    );
    compare(model.teams.values().map(|one| &one.name), "people take them for one team", diagnostics);
    compare(model.gates.values().map(|one| &one.name), "GitHub takes them for one gate", diagnostics);
    for environment in model.environments.values() {
        let settings = &environment.settings;
        let variables = settings.variables.entries.values().map(|one| &one.name);
        compare(variables, "a step that reads the wrong one finds nothing to complain about", diagnostics);
        let secrets = settings.secrets.entries.values().map(|one| &one.name);
        compare(secrets, "GitHub takes them for one secret", diagnostics);
    }
}

fn compare<'a>(names: impl Iterator<Item = &'a Spanned<String>>, why: &str, diagnostics: &mut Diagnostics) {
    let mut seen: IndexMap<String, &Spanned<String>> = IndexMap::new();
    for name in names {
        let Some(first) = seen.insert(name.value.to_ascii_lowercase(), name) else { continue };
        diagnostics
            .error(
                RULE.code,
                name.span,
                format!("`{}` and `{}` differ only in upper and lower case: {why}", first.value, name.value),
            )
            .label("one spelling")
            .also(first.span, "another one")
            .help("keep one of the two, or name one of them for what it is");
    }
}
