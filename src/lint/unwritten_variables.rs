//! Variables that would be written into the services of a platform that has deployed before anything could be written.

use super::{Context, Needs, Rule, whose::say_whose};
use crate::diagnostic::{Diagnostics, Severity};

pub(super) const RULE: Rule = Rule {
    code: "unwritten-variables",
    severity: Severity::Error,
    page: include_str!("unwritten_variables.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for environment in context.model.environments.values().filter(|one| one.target() == "railway") {
        let Some(target) = environment.part("target") else { continue };
        let Some(by) = target.child("deployed-by").filter(|by| by.says("webhook")) else { continue };
        for line in ["variables-in", "secrets-in"].iter().filter_map(|name| target.child(name)) {
            let name = &environment.name.value;
            let error = diagnostics.error(
                RULE.code,
                line.head,
                format!("Railway deploys to `{name}` from the push, before anything could be written into its services"),
            );
            error
                .label("would count from the deployment after the next one on")
                .also(by.head, "deploys by itself");
            say_whose(error, environment).help(
                "keep them on Railway and leave this out, or let the workflow deploy: `deployed-by workflow`",
            );
        }
    }
}
