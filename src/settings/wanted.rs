//! What a pipeline file asks of GitHub, each part with the place in the file that asks for it.

use indexmap::IndexMap;

use crate::{
    emit,
    github::{EnvironmentSettings, Ruleset},
    model::{Merge, Model},
    plan::Plan,
    source::Span,
};

/// Everything that a pipeline file asks of GitHub.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// What the pipeline is called.
    pub pipeline: String,
    /// Its line in the file.
    pub head: Span,
    /// Where the file names the repository, or else its line.
    pub repository: Span,
    /// The branch on which every workflow runs.
    pub default_branch: String,
    /// Its environments, those that exist only to be approved included.
    pub environments: Vec<WantedEnvironment>,
    /// The rules of its branches.
    pub rulesets: Vec<WantedRuleset>,
    /// Everybody who is asked anywhere, by handle, with the line that declares them.
    pub people: IndexMap<String, Span>,
    /// Who owns the files that hold the gates, by handle; empty if nobody approves anything.
    pub owners: Vec<String>,
    /// The paths of the files that hold the gates.
    pub guarded_paths: Vec<String>,
}

/// One environment that a file asks for.
#[derive(Debug, Clone)]
pub struct WantedEnvironment {
    /// Its settings.
    pub settings: EnvironmentSettings,
    /// Its line in the file, or for a gate the line that asks for it.
    pub place: Span,
    /// Whether it exists only to be approved or waited for.
    pub is_gate: bool,
    /// The lines that ask people, where people are asked.
    pub approvals: Vec<Span>,
    /// How many approvals those lines declare, on the way that asks most.
    pub people: u32,
    /// The secrets that its deployments read, under the names that GitHub keeps.
    pub secrets: Vec<WantedName>,
    /// The variables that the file declares.
    pub variables: Vec<WantedName>,
}

/// The name of a secret or a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WantedName {
    /// The name.
    pub name: String,
    /// Where the file has it.
    pub place: Span,
}

/// One ruleset that a file asks for.
#[derive(Debug, Clone)]
pub struct WantedRuleset {
    /// The ruleset.
    pub ruleset: Ruleset,
    /// The line that asks for it.
    pub place: Span,
}

impl Wanted {
    /// Gathers what a plan asks for; the model knows where it stands.
    pub fn new(plan: &Plan, model: &Model) -> Self {
        let head = model.pipeline.head;
        let place = |settings: &EnvironmentSettings| environment(plan, model, settings);
        let handles = model.teams.values().map(|team| (team.handle.value.clone(), team.handle.span));
        let environments: Vec<_> = emit::settings::environments(plan).iter().map(place).collect();
        let rulesets = emit::settings::rulesets(plan);
        let asked = |handle: &str| {
            let before = environments.iter().flat_map(|one| &one.settings.reviewers);
            let merging = rulesets.iter().flat_map(|(_, ruleset)| ruleset.reviewers());
            before.chain(merging).any(|reviewer| reviewer.name == handle)
        };
        // A branch's ruleset is asked for where its first merge is drawn.
        let line = |ruleset: &Ruleset| {
            let is_for = |merge: &&Merge| {
                ruleset.conditions.ref_name.include.iter().any(|branch| branch.ends_with(&merge.into.value))
            };
            model.merges.iter().find(is_for).map_or(head, |merge| merge.head)
        };
        Self {
            pipeline: plan.name.clone(),
            head,
            repository: model.pipeline.repository.as_ref().map_or(head, |repository| repository.span),
            default_branch: plan.default_branch.clone(),
            people: handles.filter(|(handle, _)| asked(handle)).collect(),
            environments,
            rulesets: rulesets
                .iter()
                .map(|(_, ruleset)| WantedRuleset { ruleset: ruleset.clone(), place: line(ruleset) })
                .collect(),
            owners: plan.owners.iter().map(|person| person.handle.clone()).collect(),
            guarded_paths: emit::codeowners::guarded_paths(plan).to_vec(),
        }
    }

    /// Returns an environment by its name; GitHub does not look at case.
    pub fn environment(&self, name: &str) -> Option<&WantedEnvironment> {
        self.environments.iter().find(|one| one.settings.name.eq_ignore_ascii_case(name))
    }
}

/// The secrets that checks take in an environment that asks nobody.
fn taken_before_people(plan: &Plan, environment: &str, place: Span) -> Vec<WantedName> {
    let routes = plan.routes.iter().filter(|route| route.open_environment() == environment);
    let checks = routes.flat_map(|route| &route.conditions.checks);
    let mut names: Vec<WantedName> = Vec::new();
    for (_, kept) in checks.flat_map(|check| &check.secrets) {
        let one = WantedName { name: kept.clone(), place };
        if !names.contains(&one) {
            names.push(one);
        }
    }
    names
}

fn environment(plan: &Plan, model: &Model, settings: &EnvironmentSettings) -> WantedEnvironment {
    let settings = settings.clone();
    if let Some(gate) = plan.gates.iter().find(|gate| gate.name == settings.name) {
        return WantedEnvironment {
            settings,
            place: gate.place,
            is_gate: true,
            approvals: if gate.reviewers.is_empty() { Vec::new() } else { vec![gate.place] },
            people: u32::from(!gate.reviewers.is_empty()),
            secrets: taken_before_people(plan, &gate.name, gate.place),
            variables: Vec::new(),
        };
    }
    let environment = &model.environments[&settings.name];
    let lines = || model.into(&settings.name).flat_map(|arrow| &arrow.approvals);
    let mut approvals: Vec<Span> = lines().map(|line| line.approvals.span).collect();
    approvals.sort();
    approvals.dedup();
    let secrets = environment.settings.secrets.entries.values();
    let secrets = secrets.map(|secret| secret.from.as_ref().unwrap_or(&secret.name));
    let variables = environment.settings.variables.entries.values().map(|variable| &variable.name);
    let named =
        |name: &crate::source::Spanned<String>| WantedName { name: name.value.clone(), place: name.span };
    WantedEnvironment {
        place: environment.head,
        is_gate: false,
        approvals: if settings.reviewers.is_empty() { Vec::new() } else { approvals },
        people: model.into(&settings.name).map(|arrow| arrow.people()).max().unwrap_or_default(),
        secrets: secrets.map(named).collect(),
        variables: variables.map(named).collect(),
        settings,
    }
}
