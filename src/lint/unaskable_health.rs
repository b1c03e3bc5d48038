//! Health that nobody can ask for.

use indexmap::IndexSet;

use super::{Context, Needs, Rule};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::Environment,
    nearest,
    syntax::{Health, Kind, Node},
};

pub(super) const RULE: Rule = Rule {
    code: "unaskable-health",
    severity: Severity::Error,
    page: include_str!("unaskable_health.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    // What comes from `defaults` is met in every environment.
    let mut said = IndexSet::new();
    let deployed = context.model.environments.values().filter(|one| one.kind.value != Kind::Local);
    for environment in deployed {
        let name = environment.name.value.as_str();
        if let Some(node) = environment.part("health") {
            let health = Health::read(node);
            let relative = health.paths().find(|path| path.starts_with('/'));
            if let Some(path) = relative.filter(|_| environment.urls.is_empty()) {
                nowhere(environment, node, path, diagnostics);
            }
            password(environment, node, &mut said, diagnostics);
            if let (Some(probe), Some(secret)) = (environment.part("probe"), node.child("basic-auth"))
                && said.insert(probe.head)
            {
                diagnostics
                    .error(
                        RULE.code,
                        probe.head,
                        format!("a schedule asks nobody, so it gets no secret of `{name}`, and could not ask its health"),
                    )
                    .label("asks without people")
                    .also(secret.head, "asks with a password")
                    .help("`probe none`, or an address of its health that everybody may see");
            }
        } else if let Some(probe) = environment.part("probe")
            && said.insert(probe.head)
        {
            diagnostics
                .error(RULE.code, probe.head, format!("nothing says how `{name}` is asked how it is"))
                .label("looks at its health")
                .help("`health \"/health\"` beside it");
        }
    }
}

/// A path without a host.
fn nowhere(environment: &Environment, health: &Node, path: &str, diagnostics: &mut Diagnostics) {
    let name = environment.name.value.as_str();
    let error = diagnostics.error(
        RULE.code,
        health.head,
        format!("`{name}` has no address on which `{path}` could be asked"),
    );
    error.label("asks on the environment's own host");
    if !environment.span.contains(health.span) {
        error.also(environment.name.span, "gets it from there, and has no `url`");
    }
    error.help(format!("in `{name}`: `url \"https://{name}.example.com\"`"));
}

/// A secret that no step gets.
fn password(
    environment: &Environment,
    health: &Node,
    said: &mut IndexSet<crate::source::Span>,
    diagnostics: &mut Diagnostics,
) {
    let Some(line) = health.child("basic-auth") else { return };
    let Some(secret) = line.text(0) else { return };
    let secrets = &environment.settings.secrets.entries;
    if secrets.contains_key(secret.value) || !said.insert(secret.span) {
        return;
    }
    let name = environment.name.value.as_str();
    let error = diagnostics.error(
        RULE.code,
        secret.span,
        format!("`{name}` has no secret `{}`, so its health could not be asked with it", secret.value),
    );
    error.label("the password stands in here");
    if !environment.span.contains(health.span) {
        error.also(environment.name.span, "not here");
    }
    match nearest::find(secret.value, secrets.keys().map(String::as_str)) {
        Some(near) => error.help(format!("did you mean `{near}`?")),
        None => error.help(format!("in `{name}`: `secrets {}`", secret.value)),
    };
}
