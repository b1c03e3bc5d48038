//! Two environments at one address.

use indexmap::IndexMap;

use super::{Context, Needs, Rule, url};
use crate::{
    diagnostic::{Diagnostics, Severity},
    source::Span,
    syntax::Kind,
};

pub(super) const RULE: Rule = Rule {
    code: "duplicate-url",
    severity: Severity::Error,
    page: include_str!("duplicate_url.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let mut seen: IndexMap<String, (&str, Span)> = IndexMap::new();
    for environment in context.model.environments.values() {
        if environment.kind.value == Kind::Local {
            continue;
        }
        let name = environment.name.value.as_str();
        for url in &environment.urls {
            let Ok(address) = url::parse(&url.value) else { continue };
            let Some(&(first, span)) = seen.get(&address.place()) else {
                seen.insert(address.place(), (name, url.span));
                continue;
            };
            if first == name {
                diagnostics
                    .error(RULE.code, url.span, format!("`{name}` has the same address twice"))
                    .label("the second time")
                    .also(span, "the first time")
                    .help("once is enough");
                continue;
            }
            diagnostics
                .error(
                    RULE.code,
                    url.span,
                    format!(
                        "`{name}` and `{first}` have the same address: one deployment would replace the other"
                    ),
                )
                .label(format!("the address of `{name}`"))
                .also(span, format!("the address of `{first}`"))
                .help(format!(
                    "which of the two is it? the other one gets its own: `url \"https://{name}.example.com\"`"
                ));
        }
    }
}
