//! An environment that nobody knows where to find.

use super::{Context, Needs, Rule};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::Kind,
};

pub(super) const RULE: Rule = Rule {
    code: "no-url",
    severity: Severity::Warning,
    page: include_str!("no_url.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for environment in context.model.environments.values() {
        if environment.kind.value == Kind::Local || !environment.urls.is_empty() {
            continue;
        }
        let name = &environment.name;
        diagnostics
            .warning(
                RULE.code,
                name.span,
                format!("`{}` has no address, so neither GitHub nor the pages can link to it", name.value),
            )
            .label("no `url` in its block")
            .help(format!("`url \"https://{}.example.com\"`", name.value));
    }
}
