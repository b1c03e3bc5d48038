//! A step that reads what this environment does not have, and another one has.

use indexmap::{IndexMap, IndexSet};

use super::{Context, Needs, Rule, shell};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::Environment,
    source::Span,
    syntax::Kind,
};

pub(super) const RULE: Rule = Rule {
    code: "missing-secret",
    severity: Severity::Error,
    page: include_str!("missing_secret.md"),
    needs: Needs::Nothing,
    check,
};

/// Where a name is known: the first environment that has it.
struct Known<'a> {
    environment: &'a str,
    what: &'static str,
    span: Span,
}

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let environments = context.model.environments.values();
    let known = known(environments.clone());
    // The steps of `defaults` are met in every environment.
    let mut read: IndexMap<Span, IndexSet<&str>> = IndexMap::new();
    for environment in environments.filter(|one| one.kind.value != Kind::Local) {
        let (name, settings) = (&environment.name, &environment.settings);
        for command in settings.steps.iter().flat_map(|step| &step.run) {
            let names = read.entry(command.span).or_insert_with(|| shell::reads(&command.value));
            for key in names.iter().copied() {
                if settings.variables.entries.contains_key(key) || settings.secrets.entries.contains_key(key)
                {
                    continue;
                }
                let Some(other) = known.get(key) else { continue };
                diagnostics
                    .error(
                        RULE.code,
                        command.span,
                        format!(
                            "this step reads `${key}`, and `{}` has no {} of that name",
                            name.value, other.what
                        ),
                    )
                    .label("the deployment would stop here")
                    .also(other.span, format!("a {} of `{}`", other.what, other.environment))
                    .also(name.span, "not here")
                    .help(match other.what {
                        "secret" => format!("in `{}`: `secrets {key}`", name.value),
                        _ => format!("in `{}`: `variables {{ {key} … }}`", name.value),
                    });
            }
        }
    }
}

fn known<'a>(environments: impl Iterator<Item = &'a Environment>) -> IndexMap<&'a str, Known<'a>> {
    let mut known = IndexMap::new();
    for one in environments {
        let environment = one.name.value.as_str();
        let secrets = one.settings.secrets.entries.values().map(|secret| (&secret.name, "secret"));
        let variables = one.settings.variables.entries.values().map(|variable| (&variable.name, "variable"));
        for (name, what) in secrets.chain(variables) {
            known.entry(name.value.as_str()).or_insert(Known { environment, what, span: name.span });
        }
    }
    known
}
