//! What `apply` puts right: environments and rules.

use super::listed;
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    github::BranchPolicy,
    settings::{
        Difference, Kind, Open, Part,
        words::{pattern, shown, subject},
    },
    text::count,
};

const APPLY: &str = "`gatewright plan` shows what would change, `gatewright apply` puts it right";

/// Reports a difference that `apply` ends.
pub(super) fn report<'a>(
    difference: &Difference,
    diagnostics: &'a mut Diagnostics,
) -> Option<&'a mut Diagnostic> {
    let (name, place) = (subject(&difference.subject), difference.place);
    Some(match &difference.kind {
        Kind::MissingEnvironment => diagnostics
            .error(
                "missing-environment",
                place,
                format!(
                    "GitHub has no environment `{name}`, and makes one without any protection as soon as \
                     a job names it"
                ),
            )
            .label("asks for it")
            .help(APPLY),
        Kind::Reviewers { missing, surplus, people, nobody } => {
            let message = reviewers_message(name, missing, surplus, *people, *nobody);
            let label = if *people > 0 { "declares who is asked" } else { "asks nobody" };
            diagnostics.error("reviewers-differ", place, message).label(label).help(APPLY)
        }
        Kind::SelfReview => diagnostics
            .error(
                "self-review-allowed",
                place,
                format!("on GitHub, whoever starts a deployment to `{name}` may approve it alone"),
            )
            .label("who starts a run never counts here")
            .help(APPLY),
        Kind::AdminsBypass => diagnostics
            .error(
                "admins-bypass",
                place,
                format!("on GitHub, administrators pass `{name}` without anybody's approval"),
            )
            .label("nobody passes this by")
            .help(APPLY),
        Kind::Wait { wanted, found } => diagnostics
            .error(
                "wait-differs",
                place,
                format!(
                    "`{name}` waits {} on GitHub, and {} in this file",
                    count(*found as usize, "minute"),
                    count(*wanted as usize, "minute")
                ),
            )
            .label("says how long")
            .help(APPLY),
        Kind::Branches { missing, surplus, open } => diagnostics
            .error("branches-differ", place, branches_message(name, missing, surplus, *open))
            .label("only the default branch, where today's gates stand")
            .help(APPLY),
        Kind::MissingRuleset(_) => diagnostics
            .error(
                "missing-ruleset",
                place,
                format!(
                    "GitHub has no ruleset `{}`: the default branch, which holds the gates, is as open as \
                     the repository leaves it",
                    shown(name)
                ),
            )
            .label("this pipeline's gates stand on the default branch")
            .help(APPLY),
        Kind::Ruleset(parts) => diagnostics
            .error(
                "ruleset-differs",
                place,
                format!(
                    "the ruleset `{}` on GitHub has other rules: {}",
                    shown(name),
                    listed(parts.iter().map(part))
                ),
            )
            .label("this pipeline's gates stand on the default branch")
            .help(APPLY),
        _ => return None,
    })
}

/// `declares 2 approvals; GitHub has no reviewer`.
fn reviewers_message(
    name: &str,
    missing: &[String],
    surplus: &[String],
    people: u32,
    nobody: bool,
) -> String {
    let handles = |handles: &[String]| listed(handles.iter().map(|one| format!("`@{one}`")));
    if nobody {
        return format!("`{name}` declares {}; GitHub has no reviewer", count(people as usize, "approval"));
    }
    match (missing.is_empty(), surplus.is_empty()) {
        (false, true) => format!("GitHub does not let {} approve `{name}`", handles(missing)),
        (true, _) => format!("GitHub lets {} approve `{name}`, who may not by this file", handles(surplus)),
        (false, false) => {
            format!("GitHub lets {} approve `{name}` in the place of {}", handles(surplus), handles(missing))
        }
    }
}

fn branches_message(
    name: &str,
    missing: &[BranchPolicy],
    surplus: &[BranchPolicy],
    open: Option<Open>,
) -> String {
    match open {
        Some(Open::Any) => {
            return format!(
                "GitHub lets every branch deploy to `{name}`, also one with gates of its own making"
            );
        }
        Some(Open::Protected) => {
            return format!(
                "GitHub lets every branch with a protection rule deploy to `{name}`, and all of them \
                 where there is no such rule"
            );
        }
        None => {}
    }
    let patterns = |patterns: &[BranchPolicy]| listed(patterns.iter().map(pattern));
    match surplus.is_empty() {
        true => format!("GitHub does not let {} deploy to `{name}`", patterns(missing)),
        false => format!("GitHub lets {} deploy to `{name}`, which this file does not", patterns(surplus)),
    }
}

fn part(part: &Part) -> String {
    format!("{} is {} instead of {}", part.what, part.found, part.wanted)
}
