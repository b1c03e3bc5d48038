//! What the file asks for beside what GitHub has.

mod ruleset;

use super::{
    Branches, Difference, Environment, Found, Identity, Kind, Subject, Wanted, WantedEnvironment,
    difference::{Open, Owner},
    found::Names,
    state::Reviewing,
};
use crate::{
    github::{BranchPolicy, Reviewer},
    source::Span,
};

/// Everything that is otherwise, environment by environment, then the branches and the repository.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The differences.
    pub differences: Vec<Difference>,
}

impl Comparison {
    /// Returns the differences that `apply` ends.
    pub fn applied(&self) -> impl Iterator<Item = &Difference> {
        self.differences.iter().filter(|one| one.kind.is_applied())
    }

    /// Returns the differences that are for people.
    pub fn by_hand(&self) -> impl Iterator<Item = &Difference> {
        self.differences.iter().filter(|one| !one.kind.is_applied())
    }

    /// Tells whether `apply` cannot begin.
    pub fn is_blocked(&self) -> bool {
        self.differences.iter().any(|one| one.kind.blocks())
    }

    /// Returns the differences of one subject that `apply` ends.
    pub fn of<'a>(&'a self, subject: &'a Subject) -> impl Iterator<Item = &'a Difference> {
        self.applied().filter(move |one| one.subject == *subject)
    }

    fn add(&mut self, subject: &Subject, place: Span, kind: Kind) -> &mut Difference {
        self.differences.push(Difference { subject: subject.clone(), kind, place, also: Vec::new() });
        self.differences.last_mut().expect("one was just pushed")
    }
}

/// Compares everything that is known.
pub fn compare(wanted: &Wanted, found: &Found) -> Comparison {
    let mut comparison = Comparison::default();
    people(wanted, found, &mut comparison);
    for one in &wanted.environments {
        let subject = Subject::Environment(one.settings.name.clone());
        match found.state.environment(&one.settings.name) {
            Some(environment) => compare_environment(one, environment, found, &subject, &mut comparison),
            None => {
                comparison.add(&subject, one.place, Kind::MissingEnvironment).also = one.approvals.clone();
            }
        }
        secrets(one, found, &subject, &mut comparison);
        variables(one, &found.variables, &subject, &mut comparison);
    }
    for one in wanted.rulesets.iter().filter(|_| found.knows_rulesets) {
        ruleset::compare(one, found, &mut comparison);
    }
    repository(wanted, found, &mut comparison);
    comparison
}

fn people(wanted: &Wanted, found: &Found, comparison: &mut Comparison) {
    for (handle, place) in &wanted.people {
        let handle = handle.clone();
        let kind = match found.people.get(&handle) {
            Some(Identity::Unknown { nearest }) => Kind::UnknownReviewer { handle, nearest: nearest.clone() },
            Some(Identity::WithoutAccess) => Kind::ReviewerWithoutAccess { handle },
            _ => continue,
        };
        comparison.add(&Subject::Repository, *place, kind);
    }
}

fn compare_environment(
    wanted: &WantedEnvironment,
    environment: &Environment,
    found: &Found,
    subject: &Subject,
    comparison: &mut Comparison,
) {
    let settings = &wanted.settings;
    let asks = wanted.approvals.first().copied().unwrap_or(wanted.place);
    if let Some(kind) = reviewers(wanted, environment, found) {
        let surplus_only = settings.reviewers.is_empty();
        let difference = comparison.add(subject, if surplus_only { wanted.place } else { asks }, kind);
        difference.also = wanted.approvals.iter().skip(1).copied().collect();
    }
    // Where nobody is asked, GitHub does not say whether one may ask oneself.
    if settings.prevent_self_review && !environment.prevent_self_review && !environment.reviewers.is_empty() {
        comparison.add(subject, asks, Kind::SelfReview);
    }
    if environment.can_admins_bypass == Some(true) && !settings.can_admins_bypass {
        comparison.add(subject, asks, Kind::AdminsBypass);
    }
    if environment.wait_timer != settings.wait_timer {
        let kind = Kind::Wait { wanted: settings.wait_timer, found: environment.wait_timer };
        comparison.add(subject, wanted.place, kind);
    }
    if let Some(kind) = branches(&settings.branch_policies, &environment.branches) {
        comparison.add(subject, wanted.place, kind);
    }
}

fn reviewers(wanted: &WantedEnvironment, environment: &Environment, found: &Found) -> Option<Kind> {
    let is = |reviewer: &Reviewer, one: &Reviewing| match found.people.get(&reviewer.name) {
        // The number counts: a login can be given up and taken by somebody else.
        Some(Identity::Known { id }) => *id == one.id && reviewer.kind == one.kind(),
        _ => reviewer.name.eq_ignore_ascii_case(&one.handle),
    };
    let reviewers = &wanted.settings.reviewers;
    let missing =
        reviewers.iter().filter(|reviewer| !environment.reviewers.iter().any(|one| is(reviewer, one)));
    let surplus =
        environment.reviewers.iter().filter(|one| !reviewers.iter().any(|reviewer| is(reviewer, one)));
    let missing: Vec<String> = missing.map(|reviewer| reviewer.name.clone()).collect();
    let surplus: Vec<String> = surplus.map(|one| one.handle.clone()).collect();
    let nobody = environment.reviewers.is_empty();
    let differs = !missing.is_empty() || !surplus.is_empty();
    differs.then_some(Kind::Reviewers { missing, surplus, people: wanted.people, nobody })
}

fn branches(wanted: &[BranchPolicy], found: &Branches) -> Option<Kind> {
    let (listed, open) = match found {
        Branches::Listed(policies) => (policies.as_slice(), None),
        Branches::Any => (&[] as &[_], Some(Open::Any)),
        Branches::Protected => (&[] as &[_], Some(Open::Protected)),
    };
    let missing: Vec<_> =
        wanted.iter().filter(|one| !listed.iter().any(|other| other.policy == **one)).cloned().collect();
    let surplus: Vec<_> =
        listed.iter().filter(|one| !wanted.contains(&one.policy)).map(|one| one.policy.clone()).collect();
    let differs = open.is_some() || !missing.is_empty() || !surplus.is_empty();
    differs.then_some(Kind::Branches { missing, surplus, open })
}

fn secrets(wanted: &WantedEnvironment, found: &Found, subject: &Subject, comparison: &mut Comparison) {
    let (names, nothing) = (&found.secrets, Vec::new());
    let own = match found.state.environment(&wanted.settings.name) {
        Some(_) => names.of_environments.get(&wanted.settings.name.to_lowercase()),
        // What there is not has no secrets.
        None => Some(&nothing),
    };
    for secret in &wanted.secrets {
        let has = |names: Option<&Vec<String>>| {
            names.is_some_and(|names| names.iter().any(|one| one.eq_ignore_ascii_case(&secret.name)))
        };
        let owner = match (has(names.of_repository.as_ref()), has(names.of_organization.as_ref())) {
            (true, _) => Some(Owner::Repository),
            (_, true) => Some(Owner::Organization),
            _ => None,
        };
        let name = secret.name.clone();
        let kind = match (own, owner) {
            (Some(own), None) if !has(Some(own)) => Kind::UnsetSecret { name },
            (Some(own), Some(owner)) => Kind::ShadowedSecret { name, owner, own: has(Some(own)) },
            _ => continue,
        };
        comparison.add(subject, secret.place, kind);
    }
}

fn variables(wanted: &WantedEnvironment, names: &Names, subject: &Subject, comparison: &mut Comparison) {
    let owners = [
        (Owner::Environment, names.of_environments.get(&wanted.settings.name.to_lowercase())),
        (Owner::Repository, names.of_repository.as_ref()),
        (Owner::Organization, names.of_organization.as_ref()),
    ];
    for variable in &wanted.variables {
        let has = |names: &Option<&Vec<String>>| {
            names.is_some_and(|names| names.iter().any(|one| one.eq_ignore_ascii_case(&variable.name)))
        };
        if let Some((owner, _)) = owners.iter().find(|(_, names)| has(names)) {
            let kind = Kind::ShadowedVariable { name: variable.name.clone(), owner: owner.clone() };
            comparison.add(subject, variable.place, kind);
        }
    }
}

fn repository(wanted: &Wanted, found: &Found, comparison: &mut Comparison) {
    let mut add = |place: Span, kind: Kind| {
        comparison.add(&Subject::Repository, place, kind);
    };
    if wanted.default_branch != found.repository.default_branch {
        let (wanted_branch, found) = (wanted.default_branch.clone(), found.repository.default_branch.clone());
        add(wanted.repository, Kind::DefaultBranch { wanted: wanted_branch, found });
    }
    if let Some(codeowners) = found.codeowners.as_ref().filter(|_| !wanted.owners.is_empty()) {
        let file = codeowners.path.clone();
        let unowned = codeowners.unowned(&wanted.guarded_paths, &wanted.owners);
        if file.is_empty() {
            add(wanted.head, Kind::MissingCodeowners);
        } else {
            if !unowned.is_empty() {
                let paths = unowned.into_iter().map(str::to_owned).collect();
                add(wanted.head, Kind::Unowned { file: file.clone(), paths });
            }
            if !codeowners.errors.is_empty() {
                add(wanted.head, Kind::CodeownersMistakes { file, mistakes: codeowners.errors.clone() });
            }
        }
    }
    if found.immutable_releases == Some(true) {
        add(wanted.repository, Kind::ImmutableReleases);
    }
}
