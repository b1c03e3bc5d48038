//! Reading from GitHub: a few requests for the repository, at most four for each environment that the file has.

use indexmap::IndexMap;
use serde_json::Value;

use super::{
    Branches, Environment, Found, Identity, NotChecked, Policy, RulesetFound, State, Wanted, codeowners,
    found::{self, Names, Repository, Unreadable},
    identity,
};
use crate::client::{Client, Error, Kind, segment};

/// What can be read of GitHub.
pub trait GitHub {
    /// Reads one thing; `null` for an answer without a body.
    fn get(&self, path: &str) -> Result<Value, Error>;
    /// Reads a list to its end; `key` names it where GitHub wraps it in an object.
    fn list(&self, path: &str, key: Option<&str>) -> Result<Vec<Value>, Error>;
}

impl GitHub for Client {
    fn get(&self, path: &str) -> Result<Value, Error> {
        Client::get(self, path)
    }

    fn list(&self, path: &str, key: Option<&str>) -> Result<Vec<Value>, Error> {
        Client::list(self, path, key)
    }
}

/// Reads all that bears on what a file asks for.
pub fn read(github: &dyn GitHub, name: &str, wanted: &Wanted) -> Result<Found, Unreadable> {
    let repository = repository(github, name)?;
    let mut reading = Reading { github, repository: &repository, not_checked: Vec::new() };
    let mut state = State { environments: reading.environments(wanted)?, rulesets: Vec::new() };
    let rulesets = reading.rulesets(wanted)?;
    let knows_rulesets = rulesets.is_some();
    state.rulesets = rulesets.unwrap_or_default();
    let people = reading.people(wanted, &state)?;
    let secrets = reading.names("secrets", wanted, &state, |one| !one.secrets.is_empty())?;
    let variables = reading.names("variables", wanted, &state, |one| !one.variables.is_empty())?;
    let codeowners = match wanted.owners.is_empty() {
        true => None,
        false => reading.codeowners()?,
    };
    let immutable_releases = reading.immutable_releases()?;
    let hides =
        |one: &Environment| one.can_admins_bypass.is_none() && wanted.environment(&one.name).is_some();
    if state.environments.iter().any(hides) {
        let what =
            "whether administrators may bypass the environments (GitHub does not say it to this token)";
        reading.not_checked.push(NotChecked { what: what.to_owned(), permission: String::new() });
    }
    let not_checked = reading.not_checked;
    Ok(Found {
        state,
        knows_rulesets,
        people,
        secrets,
        variables,
        codeowners,
        immutable_releases,
        not_checked,
        repository,
    })
}

fn repository(github: &dyn GitHub, name: &str) -> Result<Repository, Unreadable> {
    let answer = match github.get(&found::path(name)) {
        Err(error) if error.kind == Kind::NotFound => return Err(Unreadable::NoRepository(name.to_owned())),
        answer => answer?,
    };
    let full = answer["full_name"].as_str().unwrap_or(name);
    if !full.eq_ignore_ascii_case(name) {
        return Err(Unreadable::Renamed { from: name.to_owned(), to: full.to_owned() });
    }
    Ok(Repository {
        name: full.to_owned(),
        // An answer that does not say so is not taken for an open repository.
        private: answer["private"].as_bool().unwrap_or(true),
        of_organization: answer["owner"]["type"] != "User",
        default_branch: answer["default_branch"].as_str().unwrap_or_default().to_owned(),
    })
}

/// Reads one environment, with its list of branches; nothing where there is none.
pub(super) fn environment(
    github: &dyn GitHub,
    repository: &Repository,
    name: &str,
) -> Result<Option<Environment>, Error> {
    let answer = match github.get(&environment_path(repository, name)) {
        Err(error) if error.kind == Kind::NotFound => return Ok(None),
        answer => answer?,
    };
    let Some(mut environment) = Environment::read(&answer, repository.owner()) else { return Ok(None) };
    if environment.branches == Branches::Listed(Vec::new()) {
        environment.branches = Branches::Listed(policies(github, repository, name)?);
    }
    Ok(Some(environment))
}

pub(super) fn environment_path(repository: &Repository, name: &str) -> String {
    format!("{}/environments/{}", repository.path(), segment(name))
}

fn policies(github: &dyn GitHub, repository: &Repository, name: &str) -> Result<Vec<Policy>, Error> {
    let path = format!("{}/deployment-branch-policies", environment_path(repository, name));
    match github.list(&path, Some("branch_policies")) {
        Ok(answers) => Ok(answers.iter().filter_map(Policy::read).collect()),
        // It went away, or its list did, since a moment ago.
        Err(error) if error.kind == Kind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// Reads a ruleset by its name, with its rules; nothing where there is none.
pub(super) fn ruleset(
    github: &dyn GitHub,
    repository: &Repository,
    name: &str,
) -> Result<Option<RulesetFound>, Error> {
    let own = format!("{}/rulesets", repository.path());
    let mut all = github.list(&format!("{own}?includes_parents=false"), None)?;
    all.retain(|one| one["name"] == name && one["source_type"] != "Organization");
    // Of two with one name the older one is it.
    let Some(id) = all.iter().filter_map(|one| one["id"].as_u64()).min() else { return Ok(None) };
    match github.get(&format!("{own}/{id}")) {
        Ok(body) => Ok(Some(RulesetFound { id, name: name.to_owned(), body })),
        Err(error) if error.kind == Kind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

struct Reading<'a> {
    github: &'a dyn GitHub,
    repository: &'a Repository,
    not_checked: Vec<NotChecked>,
}

impl Reading<'_> {
    /// Returns nothing where the token may not see it, and notes that. A thing that there is not reads as `otherwise`.
    fn seen<T>(&mut self, what: &str, otherwise: T, answer: Result<T, Error>) -> Result<Option<T>, Error> {
        match answer {
            Ok(answer) => Ok(Some(answer)),
            Err(error) if error.kind == Kind::NotFound => Ok(Some(otherwise)),
            Err(error) if error.denied() => {
                self.not_checked.push(NotChecked { what: what.to_owned(), permission: error.lacking("") });
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// The list has the rules of all; only the branches have to be asked for one by one.
    fn environments(&mut self, wanted: &Wanted) -> Result<Vec<Environment>, Error> {
        let path = format!("{}/environments", self.repository.path());
        let answers = self.github.list(&path, Some("environments"))?;
        let owner = self.repository.owner();
        let mut environments: Vec<Environment> =
            answers.iter().filter_map(|answer| Environment::read(answer, owner)).collect();
        let mut tells = true;
        for environment in &mut environments {
            if wanted.environment(&environment.name).is_none() {
                continue;
            }
            if environment.branches == Branches::Listed(Vec::new()) {
                let policies = policies(self.github, self.repository, &environment.name)?;
                environment.branches = Branches::Listed(policies);
            }
            if environment.can_admins_bypass.is_none() && tells {
                let answer = self.github.get(&environment_path(self.repository, &environment.name))?;
                environment.can_admins_bypass = answer["can_admins_bypass"].as_bool();
                tells = environment.can_admins_bypass.is_some();
            }
        }
        Ok(environments)
    }

    fn rulesets(&mut self, wanted: &Wanted) -> Result<Option<Vec<RulesetFound>>, Error> {
        let mut found = Vec::new();
        for one in &wanted.rulesets {
            let answer = ruleset(self.github, self.repository, &one.ruleset.name);
            let what = "the rules of the branches";
            let Some(answer) = self.seen(what, None, answer)? else { return Ok(None) };
            found.extend(answer);
        }
        Ok(Some(found))
    }

    /// Everybody once. Whom the token may not look up is known all the same where GitHub's own list has them.
    fn people(&mut self, wanted: &Wanted, state: &State) -> Result<IndexMap<String, Identity>, Error> {
        let declared: Vec<&str> = wanted.people.keys().map(String::as_str).collect();
        let mut people = IndexMap::new();
        for handle in &declared {
            let mut noted = Vec::new();
            let mut identity =
                identity::resolve(self.github, self.repository, handle, &declared, &mut noted)?;
            let mut listed = state.environments.iter().flat_map(|one| &one.reviewers);
            let listed = listed.find(|one| one.handle.eq_ignore_ascii_case(handle));
            match (&identity, listed) {
                (Identity::NotChecked, Some(listed)) => identity = Identity::Known { id: listed.id },
                _ => self.not_checked.append(&mut noted),
            }
            people.insert((*handle).to_owned(), identity);
        }
        Ok(people)
    }

    /// The names of secrets or variables of each environment that declares some, and those that stand behind them.
    fn names(
        &mut self,
        kind: &str,
        wanted: &Wanted,
        state: &State,
        declares: impl Fn(&super::WantedEnvironment) -> bool,
    ) -> Result<Names, Error> {
        let mut names = Names::default();
        let declaring: Vec<_> = wanted.environments.iter().filter(|one| declares(one)).collect();
        if declaring.is_empty() {
            return Ok(names);
        }
        // GitHub gives no more than thirty variables a page.
        let page = if kind == "variables" { 30 } else { 100 };
        let own = self.repository.path();
        let list = |path: String| {
            let answers = self.github.list(&format!("{path}?per_page={page}"), Some(kind))?;
            Ok(answers.iter().filter_map(|one| one["name"].as_str().map(str::to_owned)).collect::<Vec<_>>())
        };
        let of_repository = list(format!("{own}/actions/{kind}"));
        let of_organization = match self.repository.of_organization {
            true => list(format!("{own}/actions/organization-{kind}")),
            false => Ok(Vec::new()),
        };
        let mut of_environments = Vec::new();
        for one in declaring {
            let name = &one.settings.name;
            if state.environment(name).is_none() {
                continue;
            }
            let answer = list(format!("{}/{kind}", environment_path(self.repository, name)));
            let denied = answer.as_ref().is_err_and(Error::denied);
            of_environments.push((name.to_lowercase(), answer));
            // What is denied for one is denied for all.
            if denied {
                break;
            }
        }
        names.of_repository =
            self.seen(&format!("the {kind} of the repository"), Vec::new(), of_repository)?;
        names.of_organization =
            self.seen(&format!("the {kind} of the organization"), Vec::new(), of_organization)?;
        for (name, answer) in of_environments {
            if let Some(found) = self.seen(&format!("the {kind} of the environments"), Vec::new(), answer)? {
                names.of_environments.insert(name, found);
            }
        }
        Ok(names)
    }

    fn codeowners(&mut self) -> Result<Option<codeowners::Codeowners>, Error> {
        let answer = codeowners::read(self.github, self.repository);
        let nothing = codeowners::Codeowners::default();
        self.seen("CODEOWNERS on the default branch", nothing, answer)
    }

    fn immutable_releases(&mut self) -> Result<Option<bool>, Error> {
        let answer = self.github.get(&format!("{}/immutable-releases", self.repository.path()));
        let answer = answer.map(|answer| answer["enabled"] == true);
        self.seen("whether releases are immutable", false, answer)
    }
}
