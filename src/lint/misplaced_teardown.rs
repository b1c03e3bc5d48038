//! The end of an environment that lasts.

use super::{Context, Needs, Rule, preview::is_preview};
use crate::diagnostic::{Diagnostics, Severity};

pub(super) const RULE: Rule = Rule {
    code: "misplaced-teardown",
    severity: Severity::Error,
    page: include_str!("misplaced_teardown.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for environment in context.model.environments.values() {
        let (name, kind) = (&environment.name.value, environment.kind);
        let Some(teardown) = environment.teardown.as_ref().filter(|_| !is_preview(environment)) else {
            continue;
        };
        diagnostics
            .error(
                RULE.code,
                teardown.head,
                format!("`{name}` is there to stay, and no pull request ends it: this never runs"),
            )
            .label("removes an environment when its pull request is closed")
            .also(kind.span, format!("of kind {}", kind.value.name()))
            .help("leave it out; or, if there is one for each pull request, say `kind ephemeral`");
    }
}
