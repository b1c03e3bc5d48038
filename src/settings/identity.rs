//! People by name, resolved to GitHub's numbers: a login can be given up and taken by somebody else.

use serde_json::Value;

use super::{GitHub, NotChecked};
use crate::{
    client::{Error, Kind, segment},
    nearest,
};

/// What GitHub knows about somebody who may approve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Identity {
    /// There is such a person or team, and the repository is open to it.
    Known {
        /// GitHub's number.
        id: u64,
    },
    /// There is none.
    Unknown {
        /// What was probably meant.
        nearest: Option<String>,
    },
    /// It may not even read the repository, and so GitHub does not take it as a reviewer.
    WithoutAccess,
    /// The token may not see it.
    NotChecked,
}

/// Looks for a person or a team, `login` or `org/team`; `declared` are the other handles of the file.
pub(super) fn resolve(
    github: &dyn GitHub,
    repository: &super::Repository,
    handle: &str,
    declared: &[&str],
    not_checked: &mut Vec<NotChecked>,
) -> Result<Identity, Error> {
    match handle.split_once('/') {
        Some((organization, team)) => {
            resolve_team(github, repository, (organization, team), declared, not_checked)
        }
        None => resolve_person(github, repository, handle, declared, not_checked),
    }
}

fn resolve_person(
    github: &dyn GitHub,
    repository: &super::Repository,
    login: &str,
    declared: &[&str],
    not_checked: &mut Vec<NotChecked>,
) -> Result<Identity, Error> {
    let path = format!("/users/{}", segment(login));
    let what = format!("whether `@{login}` may approve");
    let Some(answer) = optional(github.get(&path), &what, not_checked)? else {
        return Ok(Identity::NotChecked);
    };
    let Some(id) = answer.as_ref().and_then(|user| user["id"].as_u64()) else {
        let people = declared.iter().copied().filter(|one| !one.contains('/') && *one != login);
        return Ok(Identity::Unknown { nearest: nearest::find(login, people).map(str::to_owned) });
    };
    if !repository.private {
        return Ok(Identity::Known { id });
    }
    let path = format!("{}/collaborators/{}/permission", repository.path(), segment(login));
    let answer = optional(github.get(&path), &what, not_checked)?;
    let none = |answer: Option<Value>| answer.is_none_or(|answer| answer["permission"] == "none");
    Ok(if answer.is_some_and(none) { Identity::WithoutAccess } else { Identity::Known { id } })
}

fn resolve_team(
    github: &dyn GitHub,
    repository: &super::Repository,
    (organization, team): (&str, &str),
    declared: &[&str],
    not_checked: &mut Vec<NotChecked>,
) -> Result<Identity, Error> {
    let (of, slug) = (segment(organization), segment(team));
    let what = format!("whether `@{organization}/{team}` may approve");
    let Some(answer) = optional(github.get(&format!("/orgs/{of}/teams/{slug}")), &what, not_checked)? else {
        return Ok(Identity::NotChecked);
    };
    let Some(id) = answer.as_ref().and_then(|team| team["id"].as_u64()) else {
        // A token that may not see the teams gets the same answer as for a team that there is not.
        let teams = match github.list(&format!("/orgs/{of}/teams"), None) {
            Ok(teams) => teams,
            Err(error) if error.kind == Kind::NotFound || error.denied() => {
                not_checked.push(NotChecked {
                    what,
                    permission: error.lacking("`members: read` of the organization"),
                });
                return Ok(Identity::NotChecked);
            }
            Err(error) => return Err(error),
        };
        let slugs: Vec<String> = teams
            .iter()
            .filter_map(|team| team["slug"].as_str())
            .map(|slug| format!("{organization}/{slug}"))
            .collect();
        let written = format!("{organization}/{team}");
        let others = declared.iter().copied().filter(|one| one.contains('/') && *one != written);
        let candidates: Vec<&str> = slugs.iter().map(String::as_str).chain(others).collect();
        return Ok(Identity::Unknown {
            nearest: nearest::find(&written, candidates.into_iter()).map(str::to_owned),
        });
    };
    let path = format!("/orgs/{of}/teams/{slug}{}", repository.path());
    Ok(match optional(github.get(&path), &what, not_checked)? {
        Some(None) => Identity::WithoutAccess,
        _ => Identity::Known { id },
    })
}

/// The answer; no answer inside for what there is not; nothing at all for what the token may not see, which is noted.
fn optional(
    answer: Result<Value, Error>,
    what: &str,
    not_checked: &mut Vec<NotChecked>,
) -> Result<Option<Option<Value>>, Error> {
    match answer {
        Ok(answer) => Ok(Some(Some(answer))),
        Err(error) if error.kind == Kind::NotFound => Ok(Some(None)),
        Err(error) if error.denied() => {
            not_checked.push(NotChecked { what: what.to_owned(), permission: error.lacking("") });
            Ok(None)
        }
        Err(error) => Err(error),
    }
}
