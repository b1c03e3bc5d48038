//! A folder on a machine that begins nowhere.

use super::{Context, Needs, Rule, whose::say_whose};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::name::shown,
};

pub(super) const RULE: Rule = Rule {
    code: "relative-directory",
    severity: Severity::Error,
    page: include_str!("relative_directory.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for environment in context.model.environments.values() {
        let target = environment.part("target").filter(|target| target.says("server"));
        let Some(target) = target else { continue };
        let directory = target.child("directory").and_then(|line| line.text(0));
        let proxy = target.child("proxy").and_then(|line| line.text(1));
        for (text, is_file) in
            directory.map(|text| (text, false)).into_iter().chain(proxy.map(|text| (text, true)))
        {
            let why = match text.value {
                path if !path.starts_with('/') => "does not begin at the root of the machine",
                path if is_file && !path.ends_with(".conf") => {
                    "does not end in `.conf`: what nginx calls it is its name without that"
                }
                path if !is_plain(path, is_file) => "holds more than plain names between its slashes",
                _ => continue,
            };
            let error = diagnostics.error(RULE.code, text.span, format!("`{}` {why}", shown(text.value)));
            error.label("on each of the machines");
            say_whose(error, environment).help(match is_file {
                true => "`proxy nginx \"/etc/nginx/conf.d/shop.conf\"`, a file that the configuration of nginx includes",
                false => "`directory \"/srv/shop\"`, a folder of its own, since old releases are removed there",
            });
        }
    }
}

/// Letters, digits, dots, dashes and underscores, and no way up; a whole disk is no folder.
fn is_plain(path: &str, is_file: bool) -> bool {
    let parts: Vec<&str> = path.trim_start_matches('/').trim_end_matches('/').split('/').collect();
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let name = parts.last().copied().unwrap_or_default().trim_end_matches(".conf");
    parts.iter().all(|part| !part.is_empty() && *part != ".." && *part != "." && part.chars().all(fits))
        && !(is_file && (name.is_empty() || name.contains('.')))
}
