//! What people have to see to: who is asked, secrets and variables, CODEOWNERS, the repository itself.

use super::listed;
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    settings::{
        Difference, Found, Kind, Owner,
        words::{self, shown, subject},
    },
};

/// Reports a difference that `apply` cannot end.
pub(super) fn report<'a>(
    difference: &Difference,
    found: &Found,
    diagnostics: &'a mut Diagnostics,
) -> Option<&'a mut Diagnostic> {
    let (name, place) = (subject(&difference.subject), difference.place);
    let repository = &found.repository.name;
    Some(match &difference.kind {
        Kind::UnknownReviewer { handle, nearest } => {
            let what = if handle.contains('/') { "team" } else { "person" };
            let help = match nearest {
                Some(nearest) => format!("did you mean `\"@{nearest}\"`?"),
                None => {
                    format!("write a {what} that GitHub has; it is read as `@organization/team` or `@person`")
                }
            };
            diagnostics
                .error("unknown-reviewer", place, format!("GitHub has no {what} `@{handle}`"))
                .label("nobody could ever approve for it")
                .help(help)
        }
        Kind::ReviewerWithoutAccess { handle } => {
            let help = match handle.split_once('/') {
                Some((organization, team)) => format!(
                    "give the team access:\n\
                     gh api -X PUT /orgs/{organization}/teams/{team}/repos/{repository} -f permission=pull"
                ),
                None => format!(
                    "let them in:\n\
                     gh api -X PUT /repos/{repository}/collaborators/{handle} -f permission=pull"
                ),
            };
            diagnostics
                .error(
                    "reviewer-without-access",
                    place,
                    format!(
                        "`@{handle}` may not read `{repository}`, and GitHub takes nobody as a reviewer \
                         who may not"
                    ),
                )
                .label("could approve nothing")
                .help(help)
        }
        Kind::UnsetSecret { name: secret } => diagnostics
            .error(
                "unset-secret",
                place,
                format!(
                    "the environment `{name}` has no secret `{secret}` on GitHub: a deployment would find \
                     it empty"
                ),
            )
            .label("declared here")
            .help(format!("store it:\ngh secret set {secret} --env {name} --repo {repository}")),
        Kind::ShadowedSecret { name: secret, owner, own } => {
            shadowed_secret(diagnostics, difference, found, name, (secret, owner, *own))
        }
        Kind::ShadowedVariable { name: variable, owner } => diagnostics
            .warning(
                "shadowed-variable",
                place,
                format!(
                    "{} has a variable `{variable}` on GitHub too, which a deployment to `{name}` does \
                     not read",
                    owner.words()
                ),
            )
            .label("this value is the one that counts")
            .help(format!(
                "so that nobody changes the wrong one, delete it:\n{}",
                words::delete("variable", variable, owner, name, repository)
            )),
        Kind::DefaultBranch { wanted, found } => diagnostics
            .error(
                "default-branch-differs",
                place,
                format!(
                    "the default branch of `{repository}` is `{}` on GitHub, and `{wanted}` in this file: \
                     the workflows run on GitHub's, and the environments let in this file's",
                    shown(found)
                ),
            )
            .label("says which branch the gates stand on")
            .help(format!(
                "`repository \"{repository}\" default-branch={}`, then `gatewright build`",
                shown(found)
            )),
        Kind::MissingCodeowners => diagnostics
            .error(
                "missing-codeowners",
                place,
                format!(
                    "the default branch of `{repository}` has no CODEOWNERS: nobody who guards production \
                     has to look at a change of the gates"
                ),
            )
            .label("the gates of this pipeline")
            .help("`gatewright build` writes .github/CODEOWNERS; commit and merge it"),
        Kind::Unowned { file, paths } => diagnostics
            .error(
                "unguarded-files",
                place,
                format!(
                    "{file} on the default branch lets a change of {} through without anybody who guards \
                     production",
                    listed(paths.iter().map(|path| format!("`{}`", shown(path))))
                ),
            )
            .label("the gates of this pipeline")
            .help("name them at the end of the file, as the one that `gatewright build` writes does"),
        Kind::CodeownersMistakes { file, mistakes } => diagnostics
            .error(
                "codeowners-mistake",
                place,
                format!("GitHub ignores parts of {file}: {}", listed(mistakes.iter().cloned())),
            )
            .label("who guards the gates stands there")
            .help("owners need write access: mend the lines, or let the owners in"),
        Kind::ImmutableReleases => diagnostics
            .error(
                "immutable-releases",
                place,
                format!(
                    "releases of `{repository}` are immutable: a build could not be added to the shelf of \
                     its month, so no release could be made"
                ),
            )
            .label("builds are kept as assets of a prerelease for each month")
            .help(format!(
                "switch it off for this repository:\ngh api -X DELETE \
                 /repos/{repository}/immutable-releases"
            )),
        _ => return None,
    })
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
            .warning(
                "shadowed-secret",
                place,
                format!(
                    "{} has a secret `{secret}` too, which any workflow may read without entering \
                     `{environment}`",
                    owner.words()
                ),
            )
            .label("protected by the environment")
            .help(format!("if nothing else needs it, delete it:\n{delete}")),
        false => diagnostics
            .error(
                "shadowed-secret",
                place,
                format!(
                    "`{secret}` is a secret of {}, not of the environment `{environment}`: any workflow \
                     may read it, so the environment protects nothing",
                    owner.words()
                ),
            )
            .label("declared as the environment's own")
            .help(format!(
                "store it in the environment, then delete the other one:\ngh secret set {secret} --env \
                 {environment} --repo {repository}\n{delete}"
            )),
    }
}
