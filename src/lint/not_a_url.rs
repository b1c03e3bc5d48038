//! A `url` that no browser opens.

use super::{
    Context, Needs, Rule,
    url::{self, Flaw},
};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::Kind,
};

pub(super) const RULE: Rule = Rule {
    code: "not-a-url",
    severity: Severity::Error,
    page: include_str!("not_a_url.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for environment in context.model.environments.values() {
        for written in &environment.urls {
            // Each pull request has an address of its own.
            let is_ephemeral = environment.kind.value == Kind::Ephemeral;
            let address =
                if is_ephemeral { written.value.replace("{number}", "1") } else { written.value.clone() };
            let Err(flaw) = url::parse(&address) else { continue };
            let (name, text) = (&environment.name.value, &written.value);
            let (message, label) = match flaw {
                Flaw::Login => (
                    format!(
                        "the address of `{name}` has a login in it, and everybody who sees the page of deployments reads it"
                    ),
                    "a user stands before the `@`",
                ),
                Flaw::NoScheme => (
                    format!("`{text}` is not a complete address, and a link to it leads nowhere"),
                    "`https://` is missing",
                ),
                Flaw::Scheme => (format!("no browser opens `{text}`"), "has to start with `https://`"),
                Flaw::Placeholder => {
                    (format!("nothing is put into `{text}`"), "the braces would stand there as written")
                }
                Flaw::Text => {
                    (format!("`{text}` is no address that a browser opens"), "where do people find it?")
                }
            };
            let error = diagnostics.error(RULE.code, written.span, message);
            error.label(label);
            match flaw {
                Flaw::NoScheme => {
                    let mended = format!("\"https://{text}\"");
                    error.help(format!("`url {mended}`")).fix(
                        "put `https://` before it",
                        written.span,
                        mended,
                    );
                }
                Flaw::Login => {
                    error.help("leave out what stands before the `@`, and change that password: it has been in a file");
                }
                _ => {
                    error.help(format!("`url \"https://{name}.example.com\"`"));
                }
            }
        }
    }
}
