//! A flag that only some environments know.

use indexmap::{IndexMap, IndexSet};

use super::{Context, Needs, Rule, numbers};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::Environment,
    source::Span,
    syntax::{Kind, Node},
};

pub(super) const RULE: Rule = Rule {
    code: "flag-differs",
    severity: Severity::Error,
    page: include_str!("flag_differs.md"),
    needs: Needs::Nothing,
    check,
};

/// Flags, and environments, that are shown where they stand.
const MOST: usize = 3;

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let deployed = || context.model.environments.values().filter(|one| one.kind.value != Kind::Local);
    let mut all: IndexMap<&str, (Span, &Environment)> = IndexMap::new();
    for environment in deployed() {
        for flag in flags(environment) {
            all.entry(&flag.name.value).or_insert((flag.head, environment));
        }
    }
    // Environments that lack the same flags, together.
    let mut lacking: IndexMap<Vec<&str>, Vec<&Environment>> = IndexMap::new();
    for environment in deployed() {
        let known: IndexSet<&str> = flags(environment).map(|flag| flag.name.value.as_str()).collect();
        let missing: Vec<&str> = all.keys().filter(|flag| !known.contains(*flag)).copied().collect();
        if !missing.is_empty() {
            lacking.entry(missing).or_default().push(environment);
        }
    }
    for (missing, environments) in lacking {
        let names = numbers::some(environments.iter().map(|one| one.name.value.as_str()));
        let (knows, flags) = (
            if environments.len() == 1 { "does" } else { "do" },
            if missing.len() == 1 { "flag" } else { "flags" },
        );
        let (span, _) = all[missing[0]];
        let error = diagnostics.error(
            RULE.code,
            span,
            format!(
                "{names} {knows} not know the {flags} {}: whoever asks for it there gets no answer",
                numbers::some(missing.iter().copied())
            ),
        );
        error.label(format!("a flag of `{}`", all[missing[0]].1.name.value));
        for flag in missing.iter().skip(1).take(MOST - 1) {
            let (span, environment) = all[flag];
            error.also(span, format!("a flag of `{}`", environment.name.value));
        }
        for environment in environments.iter().take(MOST) {
            error.also(environment.name.span, "not here");
        }
        let off: Vec<String> = missing.iter().take(MOST).map(|flag| format!("{flag} #false")).collect();
        error.help(format!(
            "in `defaults`, so that all know it: `flags {{ {} }}`; an environment turns it on by its name",
            off.join("; ")
        ));
    }
}

fn flags(environment: &Environment) -> impl Iterator<Item = &Node> {
    environment.part("flags").into_iter().flat_map(Node::children)
}
