//! The name of a machine that is none, or that ssh would take for something else.

use super::{Context, Needs, Rule, whose::say_whose};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::name::shown,
};

pub(super) const RULE: Rule = Rule {
    code: "not-a-host",
    severity: Severity::Error,
    page: include_str!("not_a_host.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for environment in context.model.environments.values() {
        let target = environment.part("target").filter(|target| target.says("server"));
        let Some(target) = target else { continue };
        let mut seen = Vec::new();
        for name in ["host", "user"] {
            for text in target.child(name).into_iter().flat_map(|line| line.texts().collect::<Vec<_>>()) {
                let message = if seen.contains(&text.value) && name == "host" {
                    format!(
                        "`{}` stands there twice: one machine would be deployed to twice at once",
                        text.value
                    )
                } else if !is_plain(text.value) {
                    format!(
                        "`{}` is no {}: ssh would take it for something else",
                        shown(text.value),
                        match name {
                            "host" => "name of a machine",
                            _ => "name of a user",
                        }
                    )
                } else {
                    seen.push(text.value);
                    continue;
                };
                let error = diagnostics.error(RULE.code, text.span, message);
                error.label("letters, digits, dots and dashes, a letter or a digit first");
                say_whose(error, environment)
                    .help("`host \"web-1.example.com\"; user deploy`; a port stands in the ssh configuration of the runner");
            }
        }
    }
}

/// Nothing that ssh, or a shell, reads as more than a name. An address of version 6 has colons.
fn is_plain(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | ':'))
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':'))
}
