//! Differences as findings, each on the line of the file that asks for it.

use super::{
    Comparison, Difference, Found, Kind, Subject, Wanted,
    difference::{Open, Owner, Part},
    words::{self, pattern, shown},
};
use crate::{
    diagnostic::{Diagnostic, Diagnostics, Severity},
    text::count,
};

/// The code of what the token may not see.
pub const NOT_CHECKED: &str = "not-checked";

const APPLY: &str = "`gatewright plan` shows what would change, `gatewright apply` puts it right";

/// Returns what `drift` has to say; with `strict`, what the token may not see is an error.
pub fn findings(wanted: &Wanted, found: &Found, comparison: &Comparison, strict: bool) -> Vec<Diagnostic> {
    let mut diagnostics = Diagnostics::default();
    for difference in &comparison.differences {
        report(difference, found, &mut diagnostics);
    }
    for one in &found.not_checked {
        let message = format!("not checked: {one}");
        diagnostics
            .note("not-checked", wanted.repository, message)
            .label("this token cannot tell whether GitHub has what the file asks for")
            .help("use a token that may read it, or see it checked by somebody whose token may");
    }
    let mut findings = diagnostics.into_sorted();
    for one in findings.iter_mut().filter(|one| strict && one.code == NOT_CHECKED) {
        one.severity = Severity::Error;
    }
    findings
}

/// Returns what keeps `apply` from beginning: people and teams that GitHub does not take.
pub fn reviewers(found: &Found, comparison: &Comparison) -> Vec<Diagnostic> {
    let mut diagnostics = Diagnostics::default();
    for difference in comparison.differences.iter().filter(|one| one.kind.blocks()) {
        report(difference, found, &mut diagnostics);
    }
    diagnostics.into_sorted()
}

fn report(difference: &Difference, found: &Found, diagnostics: &mut Diagnostics) {
    let name = match &difference.subject {
        Subject::Environment(name) | Subject::Ruleset(name) => name.as_str(),
        Subject::Repository => "",
    };
    let place = difference.place;
    let repository = &found.repository.name;
    let finding = match &difference.kind {
        Kind::MissingEnvironment => diagnostics
            .error("missing-environment", place, format!("GitHub has no environment `{name}`, and makes one without any protection as soon as a job names it"))
            .label("asks for it")
            .help(APPLY),
        Kind::Reviewers { missing, surplus, people, nobody } => {
            let message = reviewers_message(name, missing, surplus, *people, *nobody);
            let label = if *people > 0 { "declares who is asked" } else { "asks nobody" };
            diagnostics.error("reviewers-differ", place, message).label(label).help(APPLY)
        }
        Kind::SelfReview => diagnostics
            .error("self-review-allowed", place, format!("on GitHub, whoever starts a deployment to `{name}` may approve it alone"))
            .label("who starts a run never counts here")
            .help(APPLY),
        Kind::AdminsBypass => diagnostics
            .error("admins-bypass", place, format!("on GitHub, administrators pass `{name}` without anybody's approval"))
            .label("nobody passes this by")
            .help(APPLY),
        Kind::Wait { wanted, found } => diagnostics
            .error("wait-differs", place, format!("`{name}` waits {} on GitHub, and {} in this file", count(*found as usize, "minute"), count(*wanted as usize, "minute")))
            .label("says how long")
            .help(APPLY),
        Kind::Branches { missing, surplus, open } => diagnostics
            .error("branches-differ", place, branches_message(name, missing, surplus, *open))
            .label("only the default branch, where today's gates stand")
            .help(APPLY),
        Kind::MissingRuleset(_) => diagnostics
            .error("missing-ruleset", place, format!("GitHub has no ruleset `{}`: the default branch, which holds the gates, is as open as the repository leaves it", shown(name)))
            .label("this pipeline's gates stand on the default branch")
            .help(APPLY),
        Kind::Ruleset(parts) => diagnostics
            .error("ruleset-differs", place, format!("the ruleset `{}` on GitHub has other rules: {}", shown(name), listed(parts.iter().map(part))))
            .label("this pipeline's gates stand on the default branch")
            .help(APPLY),
        Kind::UnknownReviewer { handle, nearest } => {
            let what = if handle.contains('/') { "team" } else { "person" };
            let help = match nearest {
                Some(nearest) => format!("did you mean `\"@{nearest}\"`?"),
                None => format!("write a {what} that GitHub has; it is read as `@organization/team` or `@person`"),
            };
            diagnostics
                .error("unknown-reviewer", place, format!("GitHub has no {what} `@{handle}`"))
                .label("nobody could ever approve for it")
                .help(help)
        }
        Kind::ReviewerWithoutAccess { handle } => {
            let help = match handle.split_once('/') {
                Some((organization, team)) => format!("give the team access:\ngh api -X PUT /orgs/{organization}/teams/{team}/repos/{repository} -f permission=pull"),
                None => format!("let them in:\ngh api -X PUT /repos/{repository}/collaborators/{handle} -f permission=pull"),
            };
            diagnostics
                .error("reviewer-without-access", place, format!("`@{handle}` may not read `{repository}`, and GitHub takes nobody as a reviewer who may not"))
                .label("could approve nothing")
                .help(help)
        }
        Kind::UnsetSecret { name: secret } => diagnostics
            .error("unset-secret", place, format!("the environment `{name}` has no secret `{secret}` on GitHub: a deployment would find it empty"))
            .label("declared here")
            .help(format!("store it:\ngh secret set {secret} --env {name} --repo {repository}")),
        Kind::ShadowedSecret { name: secret, owner, own } => {
            shadowed_secret(diagnostics, difference, found, name, (secret, owner, *own))
        }
        Kind::ShadowedVariable { name: variable, owner } => diagnostics
            .warning("shadowed-variable", place, format!("{} has a variable `{variable}` on GitHub too, which a deployment to `{name}` does not read", owner.words()))
            .label("this value is the one that counts")
            .help(format!("so that nobody changes the wrong one, delete it:\n{}", words::delete("variable", variable, owner, name, repository))),
        Kind::DefaultBranch { wanted, found } => diagnostics
            .error("default-branch-differs", place, format!("the default branch of `{repository}` is `{}` on GitHub, and `{wanted}` in this file: the workflows run on GitHub's, and the environments let in this file's", shown(found)))
            .label("says which branch the gates stand on")
            .help(format!("`repository \"{repository}\" default-branch={}`, then `gatewright build`", shown(found))),
        Kind::MissingCodeowners => diagnostics
            .error("missing-codeowners", place, format!("the default branch of `{repository}` has no CODEOWNERS: nobody who guards production has to look at a change of the gates"))
            .label("the gates of this pipeline")
            .help("`gatewright build` writes .github/CODEOWNERS; commit and merge it"),
        Kind::Unowned { file, paths } => diagnostics
            .error("unguarded-files", place, format!("{file} on the default branch lets a change of {} through without anybody who guards production", listed(paths.iter().map(|path| format!("`{}`", shown(path))))))
            .label("the gates of this pipeline")
            .help("name them at the end of the file, as the one that `gatewright build` writes does"),
        Kind::CodeownersMistakes { file, mistakes } => diagnostics
            .error("codeowners-mistake", place, format!("GitHub ignores parts of {file}: {}", listed(mistakes.iter().cloned())))
            .label("who guards the gates stands there")
            .help("owners need write access: mend the lines, or let the owners in"),
        Kind::ImmutableReleases => diagnostics
            .error("immutable-releases", place, format!("releases of `{repository}` are immutable: a build could not be added to the shelf of its month, so no release could be made"))
            .label("builds are kept as assets of a prerelease for each month")
            .help(format!("switch it off for this repository:\ngh api -X DELETE /repos/{repository}/immutable-releases")),
    };
    for place in difference.also.iter().filter(|one| **one != difference.place) {
        finding.also(*place, "here too");
    }
}

fn shadowed_secret<'a>(
    diagnostics: &'a mut Diagnostics,
    difference: &Difference,
    found: &Found,
    environment: &str,
    (secret, owner, own): (&str, &Owner, bool),
) -> &'a mut Diagnostic {
    let (place, repository) = (difference.place, &found.repository.name);
    let delete = words::delete("secret", secret, owner, environment, repository);
    match own {
        true => diagnostics
            .warning("shadowed-secret", place, format!("{} has a secret `{secret}` too, which any workflow may read without entering `{environment}`", owner.words()))
            .label("protected by the environment")
            .help(format!("if nothing else needs it, delete it:\n{delete}")),
        false => diagnostics
            .error("shadowed-secret", place, format!("`{secret}` is a secret of {}, not of the environment `{environment}`: any workflow may read it, so the environment protects nothing", owner.words()))
            .label("declared as the environment's own")
            .help(format!("store it in the environment, then delete the other one:\ngh secret set {secret} --env {environment} --repo {repository}\n{delete}")),
    }
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
    missing: &[crate::github::BranchPolicy],
    surplus: &[crate::github::BranchPolicy],
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
                "GitHub lets every branch with a protection rule deploy to `{name}`, and all of them where there is no such rule"
            );
        }
        None => {}
    }
    let patterns = |patterns: &[crate::github::BranchPolicy]| listed(patterns.iter().map(pattern));
    match surplus.is_empty() {
        true => format!("GitHub does not let {} deploy to `{name}`", patterns(missing)),
        false => format!("GitHub lets {} deploy to `{name}`, which this file does not", patterns(surplus)),
    }
}

fn part(part: &Part) -> String {
    format!("{} is {} instead of {}", part.what, part.found, part.wanted)
}

fn listed(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(", ")
}
