//! Two names that only their letters' case tells apart.

use indexmap::{IndexMap, IndexSet};

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
    // Most files have no such names at all, and then no environment has to be looked at.
    let (variables, secrets) = (
        may_clash(context.variables.iter().map(|one| &one.name)),
        may_clash(context.secrets.iter().map(|one| &one.name)),
    );
    for settings in model.environments.values().map(|environment| &environment.settings) {
        if variables {
            let names = settings.variables.entries.values().map(|one| &one.name);
            compare(names, "a step that reads the wrong one finds nothing to complain about", diagnostics);
        }
        if secrets {
            let names = settings.secrets.entries.values().map(|one| &one.name);
            compare(names, "GitHub takes them for one secret", diagnostics);
        }
    }
}

fn may_clash<'a>(names: impl Iterator<Item = &'a Spanned<String>>) -> bool {
    let names: IndexSet<&str> = names.map(|name| name.value.as_str()).collect();
    let folded: IndexSet<String> = names.iter().map(|name| name.to_ascii_lowercase()).collect();
    folded.len() < names.len()
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
