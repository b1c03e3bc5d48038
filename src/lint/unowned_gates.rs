//! A CODEOWNERS file of the team's own that lets anybody change the gates.

use super::{Context, Needs, Rule};
use crate::{
    diagnostic::{Diagnostics, Severity},
    plan::people,
};

pub(super) const RULE: Rule = Rule {
    code: "unowned-gates",
    severity: Severity::Warning,
    page: include_str!("unowned_gates.md"),
    needs: Needs::Names,
    check,
};

/// Where the gates live once they are generated.
const FOLDERS: [&str; 2] = [".github", "deploy"];

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let Some(codeowners) = context.codeowners else { return };
    let owners: Vec<String> =
        people::owners(context.model).iter().map(|person| format!("@{}", person.handle)).collect();
    let unowned: Vec<&str> =
        FOLDERS.into_iter().filter(|folder| !is_owned(&codeowners.text, folder, &owners)).collect();
    if owners.is_empty() || unowned.is_empty() {
        return;
    }
    let lines: Vec<String> =
        unowned.iter().map(|folder| format!("/{folder}/ {}", owners.join(" "))).collect();
    let folders: Vec<String> = unowned.iter().map(|folder| format!("`{folder}/`")).collect();
    diagnostics
        .warning(
            RULE.code,
            context.model.pipeline.head,
            format!(
                "{} says nobody who guards production has to look at a change in {}, where the gates are",
                codeowners.path,
                folders.join(" and ")
            ),
        )
        .label("the gates of this pipeline")
        .help(format!("add these lines at the end of {}:\n{}", codeowners.path, lines.join("\n")));
}

/// The last line that matches decides.
fn is_owned(text: &str, folder: &str, owners: &[String]) -> bool {
    let covers = |pattern: &str| {
        pattern == "*" || pattern == "**" || pattern.trim_matches('/').trim_end_matches("/**") == folder
    };
    let last = text.lines().rev().find_map(|line| {
        let mut words = line.split('#').next().unwrap_or_default().split_whitespace();
        words.next().filter(|pattern| covers(pattern)).map(|_| words.map(str::to_owned).collect::<Vec<_>>())
    });
    last.is_some_and(|named| {
        named.iter().any(|name| owners.iter().any(|owner| owner.eq_ignore_ascii_case(name)))
    })
}
