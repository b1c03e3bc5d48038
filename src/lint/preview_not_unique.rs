//! Pull requests that would share one address.

use super::{Context, Needs, Rule, preview::is_preview};
use crate::diagnostic::{Diagnostics, Severity};

pub(super) const RULE: Rule = Rule {
    code: "preview-not-unique",
    severity: Severity::Error,
    page: include_str!("preview_not_unique.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for environment in context.model.environments.values() {
        let shared = environment.urls.iter().find(|url| !url.value.contains("{number}"));
        let Some(url) = shared.filter(|_| is_preview(environment)) else { continue };
        let name = &environment.name.value;
        diagnostics
            .error(
                RULE.code,
                url.span,
                format!("every pull request gets a `{name}` of its own, and all of them this one address: the newest replaces the others"),
            )
            .label("no `{number}` in it")
            .also(environment.kind.span, "of kind ephemeral: one for each pull request")
            .help(format!("`url \"{}\"`", numbered(&url.value)));
    }
}

/// Puts the number behind the first part of the name of the machine.
fn numbered(url: &str) -> String {
    let host = url.find("://").map_or(0, |at| at + 3);
    let end = url[host..].find(['.', ':', '/']).map_or(url.len(), |at| host + at);
    format!("{}-{{number}}{}", &url[..end], &url[end..])
}
