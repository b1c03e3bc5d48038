//! What is planned before people decide: in a job of its own, with credentials that do no more than read.

use super::phases::step;
use crate::{
    model::{self, Model},
    syntax::{Login, Node, Phase},
    target::{self, terraform::Terraform},
    work::{Action, Setting},
};

/// What the job does, and what it may reach.
#[derive(Debug, Clone)]
pub struct Planning {
    /// What is done, in order.
    pub actions: Vec<Action>,
    /// The libraries that it needs beside the steps themselves.
    pub libraries: Vec<&'static str>,
    /// What these read.
    pub settings: Vec<Setting>,
    /// Secrets: the name that it sees, and the name under which GitHub keeps it.
    pub secrets: Vec<(String, String)>,
    /// Who it signs in as.
    pub logins: Vec<Login>,
    /// Whether it ends with a plan that the deployment is held to.
    pub binds: bool,
}

impl Planning {
    /// Tells whether it needs an environment of its own on GitHub, which holds its credentials.
    pub fn has_credentials(&self) -> bool {
        !self.secrets.is_empty() || !self.logins.is_empty()
    }
}

/// What is planned for an environment; nothing, if its target plans nothing and no step of the team's does.
pub(super) fn planning(model: &Model, environment: &model::Environment) -> Option<Planning> {
    let work = target::work(model, environment);
    let ours = work.actions.into_iter().filter(|(phase, _)| *phase == Phase::Plan).map(|(_, action)| action);
    let mut actions: Vec<Action> = ours.collect();
    let binds = !actions.is_empty();
    let own = environment.settings.steps.iter().filter(|one| one.phase == Phase::Plan);
    actions.extend(own.map(|one| Action::Step(step(one))));
    if actions.is_empty() {
        return None;
    }
    let secrets: Vec<_> = environment.parts("plan-secrets").flat_map(secrets).collect();
    let mut settings = work.settings;
    settings.retain(|setting| setting.name != "SECRETS");
    settings.push(Setting::many("SECRETS", secrets.iter().map(|(seen, _)| seen.as_str())));
    Some(Planning {
        actions,
        libraries: if binds { work.libraries } else { Vec::new() },
        settings: if binds { settings } else { Vec::new() },
        secrets,
        logins: plan_logins(environment).filter_map(Login::of).collect(),
        binds,
    })
}

/// The place that asks for credentials before anybody has approved.
pub(super) fn asks_for_credentials(environment: &model::Environment) -> Option<&Node> {
    let login = plan_logins(environment).next();
    let planned = login.is_some() || environment.settings.steps.iter().any(|one| one.phase == Phase::Plan);
    login.or_else(|| {
        environment.part("plan-secrets").filter(|_| planned || Terraform::of(environment).is_some())
    })
}

fn plan_logins(environment: &model::Environment) -> impl Iterator<Item = &Node> {
    environment.part("target").into_iter().flat_map(|target| target.all("plan-login"))
}

/// `plan-secrets A B`, or a block in which each may say under which name GitHub keeps it.
fn secrets(node: &Node) -> Vec<(String, String)> {
    let named = node.texts().map(|name| (name.value.to_owned(), name.value.to_owned()));
    let listed = node.children().iter().map(|child| {
        let kept = child.property_text("from").map_or(child.name.value.as_str(), |from| from.value);
        (child.name.value.clone(), kept.to_owned())
    });
    named.chain(listed).collect()
}
