//! A platform that deploys by itself, and nothing that says which release answers.

use super::{Context, Needs, Rule, whose::say_whose};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::Environment,
};

pub(super) const RULE: Rule = Rule {
    code: "unrecognized-release",
    severity: Severity::Error,
    page: include_str!("unrecognized_release.md"),
    needs: Needs::Nothing,
    check,
};

/// What tells one release from another.
const NAMES: &[&str] = &["{id}", "{version}", "{commit}", "{short-commit}", "{tag}"];

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for environment in context.model.environments.values().filter(|one| one.target() == "external") {
        if is_recognized(environment) {
            continue;
        }
        let Some(target) = environment.part("target") else { continue };
        let name = &environment.name.value;
        let error = diagnostics.error(
            RULE.code,
            target.head,
            format!("nothing tells when the platform has deployed to `{name}`: every answer there may be the release before"),
        );
        error.label("deploys by itself, and tells nobody");
        if let Some(health) = environment.part("health") {
            error.also(health.head, "does not say which release answers");
        }
        say_whose(error, environment).help(
            "`health \"/health\" { expect version=\"v{version}\" }`, or `version \"/version\"` in its block",
        );
    }
}

fn is_recognized(environment: &Environment) -> bool {
    let Some(health) = environment.part("health") else { return false };
    let compared = health.all("expect").flat_map(|expect| &expect.properties).any(|field| {
        let text = field.value.value.as_text();
        NAMES.iter().any(|name| text.contains(name))
    });
    compared || health.child("version").is_some()
}
