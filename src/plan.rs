//! Every decision: what is generated, under which names, who approves where, which job runs when.

pub mod conditions;
mod environment;
mod gates;
mod hours;
mod job_ids;
pub mod merges;
mod names;
pub mod people;
mod phases;
mod planning;
mod probe;
mod rehearsals;
mod release;
mod rollbacks;
mod routes;
mod slug;

pub use crate::work::{Action, Call, Command, Setting, Step, Words};
pub use environment::{DataBack, Environment, Phase, Variable};
pub use hours::{Frozen, Hours, Opening};
pub use merges::{BranchCheck, MergeBranch, MergeCheck, MergeWay, Merges};
pub use names::Names;
pub use people::{Chain, GateEnvironment, Guard, Lifting, Person, Slot};
pub use planning::Planning;
pub use probe::Probe;
pub use rehearsals::Rehearsal;
pub use release::{Build, Image, Release};
pub use rollbacks::{Rollback, Told, WayBack};
pub use routes::{Route, Trigger};

use indexmap::IndexMap;

use crate::{map::Map, model::Model, source::Source, templates::Templates};

/// A pipeline as it will be: nothing left to decide, nothing left to look up.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The path of the file that it comes from.
    pub source: String,
    /// What the pipeline is called.
    pub name: String,
    /// One sentence for people, if the file has one.
    pub description: Option<String>,
    /// The branch on which every workflow runs.
    pub default_branch: String,
    /// The paths and names of what is generated.
    pub names: Names,
    /// What the scripts are made from.
    pub templates: Templates,
    /// How releases are called and numbered.
    pub release: Release,
    /// How a release is built.
    pub build: Build,
    /// The version of Node.js to set up, if one is wanted.
    pub node: Option<String>,
    /// The command that fetches what the team's commands need.
    pub install: Option<Command>,
    /// Every environment, in order of declaration.
    pub environments: Vec<Environment>,
    /// A developer's machine, if the file has one.
    pub local: Option<Environment>,
    /// The environments that exist only to be approved, in order of the map.
    pub gates: Vec<GateEnvironment>,
    /// Every way in, each with the job that deploys.
    pub routes: Vec<Route>,
    /// The ways to record what already runs, one for each environment on the map.
    pub adoptions: Vec<Route>,
    /// The ways back, one for each environment that has some.
    pub rollbacks: Vec<Rollback>,
    /// The ways that are tried where it does not hurt.
    pub rehearsals: Vec<Rehearsal>,
    /// When the clock lets a release travel.
    pub hours: Hours,
    /// What pull requests need before they are merged.
    pub merges: Merges,
    /// The map, for people.
    pub map: Map,
    /// Who owns the files that hold the gates; empty if nobody approves anything.
    pub owners: Vec<Person>,
    /// The logins of teams whose people the file lists.
    pub members: IndexMap<String, Vec<String>>,
}

impl Plan {
    /// Returns the routes of `deploy.yml`, which make a release.
    pub fn deployments(&self) -> impl Iterator<Item = &Route> {
        self.routes.iter().filter(|route| route.makes_a_release())
    }

    /// Returns the routes of `promote-release.yml`.
    pub fn promotions(&self) -> impl Iterator<Item = &Route> {
        self.routes.iter().filter(|route| !route.makes_a_release())
    }

    /// Returns the environment that a route leads to.
    pub fn target(&self, route: &Route) -> &Environment {
        self.environment(&route.to)
    }

    /// Returns an environment by its name.
    pub fn environment(&self, name: &str) -> &Environment {
        self.environments
            .iter()
            .find(|one| one.name == name)
            .expect("routes lead to environments of the plan")
    }

    /// Returns how a release is taken out of an environment.
    pub fn rollback(&self, environment: &str) -> Option<&Rollback> {
        self.rollbacks.iter().find(|one| one.route.to == environment)
    }

    /// Tells whether releases go on by themselves from an environment.
    pub fn goes_on(&self, environment: &str) -> bool {
        self.routes.iter().any(|route| route.automatic.iter().any(|from| from == environment))
    }

    /// Returns the environments that people can deploy a branch to.
    pub fn by_hand(&self) -> Vec<&str> {
        self.targets(|trigger| matches!(trigger, Trigger::Manual(_)))
    }

    /// Returns the environments that a tag leads to.
    pub fn by_tag(&self) -> Vec<&str> {
        self.targets(|trigger| matches!(trigger, Trigger::Tag(_)))
    }

    /// Returns the environments whose pushes come from another branch than the default one.
    pub fn handed_over(&self) -> Vec<&str> {
        self.targets(
            |trigger| matches!(trigger, Trigger::Push(pattern) if !pattern.is_exactly(&self.default_branch)),
        )
    }

    /// Tells whether whoever starts a deployment, or a promotion, may have to say how much it destroys.
    pub fn asks_what_is_destroyed(&self, makes_a_release: bool) -> bool {
        self.routes.iter().filter(|route| route.makes_a_release() == makes_a_release).any(|route| {
            let is_pushed = route.triggers.iter().all(|trigger| matches!(trigger, Trigger::Push(_)));
            !is_pushed && self.target(route).planning.as_ref().is_some_and(|planning| planning.binds)
        })
    }

    fn targets(&self, wanted: impl Fn(&Trigger) -> bool) -> Vec<&str> {
        let mut targets: Vec<&str> = Vec::new();
        for route in self.routes.iter().filter(|route| route.triggers.iter().any(&wanted)) {
            if targets.last() != Some(&route.to.as_str()) {
                targets.push(&route.to);
            }
        }
        let mut seen = std::collections::BTreeSet::new();
        targets.retain(|target| seen.insert(*target));
        targets
    }
}

/// Decides everything about a model without errors.
pub fn plan(model: &Model, source: &Source, templates: Templates) -> Plan {
    let people = people::arrange(model);
    let names = Names::new(model);
    let routes = routes::routes(model, &people);
    let adoptions = routes::adoptions(&routes);
    let (local, environments): (Vec<_>, Vec<_>) = model
        .environments
        .values()
        .map(|environment| environment::plan(model, environment, &people))
        .partition(|environment| environment.kind == crate::syntax::Kind::Local);
    let merges = merges::merges(model, &names);
    Plan {
        source: source.path.clone(),
        name: model.pipeline.name.value.clone(),
        description: model.pipeline.description.as_ref().map(|text| text.value.clone()),
        default_branch: model.default_branch().to_owned(),
        names,
        templates,
        release: release::release(model),
        build: release::build(model),
        node: model.pipeline.node.as_ref().map(|version| version.value.clone()),
        install: model.pipeline.install.as_ref().map(|command| Command::new(&command.value)),
        local: local.into_iter().next(),
        gates: people.gates,
        rollbacks: rollbacks::rollbacks(model, &adoptions, &environments),
        rehearsals: rehearsals::rehearsals(model, &adoptions),
        environments,
        adoptions,
        routes,
        hours: hours::hours(model),
        merges,
        map: Map::new(model),
        owners: people.owners,
        members: model
            .teams
            .values()
            .filter_map(|team| {
                let members = team.members.as_ref()?;
                Some((team.name.value.clone(), members.iter().map(|one| one.value.clone()).collect()))
            })
            .collect(),
    }
}
