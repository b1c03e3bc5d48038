//! The ways back: what is done, after which failures by itself, and who is asked where a person starts it.

use super::{
    Environment, Phase,
    people::{self, Chain, Guard, Slot},
    routes::{Route, Trigger},
};
use crate::{
    model::{self, Line, Model},
    syntax::{self, Node, Phase as Name, duration},
    work::{Action, Call, Command, Step, Work, seconds},
};

/// How a release is taken out of an environment.
#[derive(Debug, Clone)]
pub struct Rollback {
    /// How the environment is entered by a person who starts it.
    pub route: Route,
    /// The ways back, the preferred first.
    pub ways: Vec<WayBack>,
    /// The failures after which it is done by itself.
    pub after: Vec<String>,
    /// Where else the release before has to have been good; empty where that does not matter.
    pub source: String,
    /// How long it may take, in seconds.
    pub timeout_seconds: u64,
    /// The issues that are opened then: label and title, each may be empty.
    pub issues: Vec<(String, String)>,
    /// The channels that are told.
    pub channels: Vec<Told>,
}

/// One way back.
#[derive(Debug, Clone)]
pub struct WayBack {
    /// Its method, as written.
    pub method: String,
    /// What is done.
    pub phases: Vec<Phase>,
}

/// A channel.
#[derive(Debug, Clone)]
pub struct Told {
    /// Its name in the file.
    pub name: String,
    /// `slack`, `teams` or `webhook`.
    pub kind: String,
    /// The secret that holds its address.
    pub secret: String,
}

impl Rollback {
    /// Tells whether it can be tried where nothing is wrong. A revert changes a branch, which is everybody's.
    pub fn can_be_rehearsed(&self) -> bool {
        self.ways.iter().any(|way| way.method != "revert")
    }

    /// Tells whether some of it happens without a person.
    pub fn is_automatic(&self) -> bool {
        !self.after.is_empty()
    }
}

/// Every phase behind the deployment.
const AFTER: &[&str] = &["health", "smoke", "switch", "verify", "monitor"];
/// What some targets notice there by themselves.
const NOTICED: &[&str] = &["crash-loop", "liveness"];
/// Long enough to deploy once more, short enough for people who wait for it.
const MINUTES: u64 = 15;

const METHODS: &[&str] =
    &["revert", "previous-release", "promote-from", "switch-back", "rollout-undo", "platform"];

/// How long the way back of an environment may take, in milliseconds; nothing, if it has none.
pub(super) fn timeout(environment: &model::Environment) -> Option<u64> {
    let rollback = environment.part("rollback")?;
    let own = rollback.child("timeout").and_then(duration::of).map(|timeout| timeout.value);
    Some(own.unwrap_or(MINUTES * 60_000))
}

/// The approvals that a rollback asks for itself, where they are not those of the way in.
pub(super) fn own_slots(model: &Model, environment: &model::Environment) -> Option<Vec<Slot>> {
    let approvals = environment.part("rollback")?.child("approvals")?;
    if approvals.says("same") {
        return None;
    }
    let Some(approvals) = syntax::Approvals::of(approvals) else { return Some(Vec::new()) };
    let gate = format!("{}-rollback", environment.name.value);
    let line = Line { approvals, gate: None };
    let reviewers: Vec<_> = people::people(model, &line).into_iter().collect();
    let slot = |number| Slot {
        environment: format!("{gate}-approval-{number}"),
        reviewers: reviewers.clone(),
        gate: gate.clone(),
        place: line.approvals.span,
    };
    Some((1..=line.approvals.count.value).map(slot).collect())
}

pub(super) fn rollbacks(model: &Model, adoptions: &[Route], environments: &[Environment]) -> Vec<Rollback> {
    let planned = environments.iter().filter_map(|planned| {
        let environment = model.environments.get(&planned.name)?;
        let node = environment.part("rollback")?;
        let entered = adoptions.iter().find(|route| route.to == planned.name)?;
        Some(rollback(model, environment, planned, node, entered))
    });
    planned.collect()
}

fn rollback(
    model: &Model,
    environment: &model::Environment,
    planned: &Environment,
    node: &Node,
    entered: &Route,
) -> Rollback {
    let name = &planned.name;
    let chain = match own_slots(model, environment) {
        None => entered.chain.clone(),
        Some(slots) => {
            let guard = if planned.is_guarded() { Guard::OnTop } else { Guard::None };
            Chain { slots, guard, ..entered.chain.clone() }
        }
    };
    let methods = || node.children().iter().filter(|child| METHODS.contains(&child.name.value.as_str()));
    let source = methods().find(|method| method.name.value == "promote-from");
    let after: Vec<String> = match node.child("after-failure-of") {
        None => {
            let noticed = environment.abilities().notices.iter().filter(|word| NOTICED.contains(word));
            AFTER.iter().chain(noticed).map(|failure| (*failure).to_owned()).collect()
        }
        Some(line) => line.texts().map(|failure| failure.value.to_owned()).collect(),
    };
    let work = Work::of(model, environment);
    let text = |line: &Node, index| line.text(index).map_or(String::new(), |text| text.value.to_owned());
    Rollback {
        route: Route {
            way: format!("rollback-{name}"),
            job: format!("rollback-{name}"),
            title: format!("Roll {name} back"),
            triggers: vec![Trigger::From(name.clone())],
            chain,
            ..entered.clone()
        },
        ways: methods().map(|method| way(method, planned, &work)).collect(),
        after,
        source: source.map_or(String::new(), |method| text(method, 0)),
        timeout_seconds: timeout(environment).map_or(0, seconds),
        issues: node.all("open-issue").map(|issue| (text(issue, 0), text(issue, 1))).collect(),
        channels: node
            .all("notify")
            .flat_map(|line| line.texts())
            .filter_map(|name| told(model, name.value))
            .collect(),
    }
}

fn told(model: &Model, name: &str) -> Option<Told> {
    let channel = model.parts("channels").flat_map(Node::children).find(|one| one.name.value == name)?;
    Some(Told {
        name: name.to_owned(),
        kind: channel.text(0)?.value.to_owned(),
        secret: channel.text(1)?.value.to_owned(),
    })
}

/// What one way does: a command of the team's own, a function of the target, or the deployment once more.
fn way(method: &Node, environment: &Environment, work: &Work) -> WayBack {
    let name = method.name.value.as_str();
    let call = work.ways_back.iter().find(|(one, _)| *one == name).map(|(_, call)| call.clone());
    let first = match (method.property_text("run"), call, name) {
        (Some(run), _, _) => Some(Action::Step(Step {
            title: Command::new(&format!("Roll back: {name}")),
            run: vec![Command::new(run.value)],
            directory: String::new(),
            timeout_seconds: 0,
            optional: false,
        })),
        (None, Some(call), _) => Some(Action::Call(call)),
        (None, None, "revert") => {
            let branch = method.text(0).map_or(String::new(), |branch| branch.value.to_owned());
            Some(Action::Call(Call(vec!["revert_on".to_owned(), branch])))
        }
        (None, None, _) => None,
    };
    let phases = match first {
        // GitHub starts nothing for a push by its own token. What a platform takes from the push is waited for.
        Some(first) if name == "revert" => {
            let mut phases = again(environment);
            match phases.iter_mut().find(|phase| phase.phase == Name::Deploy) {
                Some(deploy) => deploy.actions.insert(0, first),
                None => phases.insert(0, Phase { phase: Name::Deploy, actions: vec![first] }),
            }
            phases
        }
        Some(first) => {
            let mut phases = vec![Phase { phase: Name::Deploy, actions: vec![first] }];
            if environment.libraries.contains(&"external") {
                // The platform was only asked.
                let waits = environment.phases.iter().filter(|phase| phase.phase == Name::Deploy);
                phases[0].actions.extend(waits.flat_map(|phase| phase.actions.clone()));
            }
            phases.extend(looked_at_by_users(environment));
            phases
        }
        None if name == "switch-back" => {
            let switches = environment.phases.iter().filter(|one| one.phase == Name::Switch);
            switches.cloned().chain(looked_at(environment)).collect()
        }
        None => again(environment),
    };
    WayBack { method: name.to_owned(), phases }
}

/// The deployment once more, without what only a new release needs.
fn again(environment: &Environment) -> Vec<Phase> {
    let again = |phase: &&Phase| {
        matches!(
            phase.phase,
            Name::Build | Name::Deploy | Name::Health | Name::Smoke | Name::Switch | Name::Verify
        )
    };
    environment.phases.iter().filter(again).cloned().collect()
}

/// What looks at a deployment.
fn looked_at(environment: &Environment) -> impl Iterator<Item = Phase> {
    let looks = |phase: &&Phase| matches!(phase.phase, Name::Health | Name::Smoke | Name::Verify);
    environment.phases.iter().filter(looks).cloned()
}

/// What looks at it for the users, once: nothing new was started that could be asked behind their backs.
fn looked_at_by_users(environment: &Environment) -> Vec<Phase> {
    let public = Action::Call(Call::new(&["require_healthy", "public"]));
    let is_asking = |action: &Action| matches!(action, Action::Call(call) if call.0.first().is_some_and(|one| one == "require_healthy"));
    let mut is_asked = false;
    let mut phases: Vec<Phase> = looked_at(environment).collect();
    for phase in &mut phases {
        phase.actions.retain(|action| !is_asking(action) || !std::mem::replace(&mut is_asked, true));
        for action in phase.actions.iter_mut().filter(|action| is_asking(action)) {
            *action = public.clone();
        }
    }
    phases.retain(|phase| !phase.actions.is_empty());
    phases
}
