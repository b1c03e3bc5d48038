//! An address that everybody on the way can read and change.

use super::{Context, Needs, Rule, url};
use crate::diagnostic::{Diagnostics, Severity};

pub(super) const RULE: Rule = Rule {
    code: "insecure-url",
    severity: Severity::Warning,
    page: include_str!("insecure_url.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for environment in context.model.environments.values() {
        for written in &environment.urls {
            let Ok(address) = url::parse(&written.value) else { continue };
            if address.secure || address.is_local() {
                continue;
            }
            let (_, rest) = written.value.split_once("://").expect("an address has a scheme");
            diagnostics
                .warning(
                    RULE.code,
                    written.span,
                    format!(
                        "whatever is typed at this address of `{}` can be read on its way",
                        environment.name.value
                    ),
                )
                .label("not `https`")
                .help(format!("`url \"https://{rest}\"`, if it answers there"));
        }
    }
}
