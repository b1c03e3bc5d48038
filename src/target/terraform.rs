//! `target terraform { directory "infra"; version "1.13" }`: what is built is described, and the plan is shown before people decide.

use super::{names_of_secrets, names_of_variables};
use crate::{
    model::Environment,
    syntax::{
        Phase,
        strategy::{Shares, Strategy},
    },
    work::{Action, Call, Setting, Work},
};

/// The configuration, and the tool that reads it.
#[derive(Debug, Clone)]
pub struct Terraform {
    /// `terraform` or `tofu`.
    pub tool: String,
    /// How its version begins; nothing if any will do, and is on the machine already.
    pub version: Option<String>,
    /// The folder of the configuration.
    pub directory: String,
    /// The workspace; nothing for the one that is there.
    pub workspace: Option<String>,
    /// How the traffic is moved, by the team's own command.
    pub shares: Option<Shares>,
}

impl Terraform {
    /// Reads an environment; nothing, if it is described by something else.
    pub fn of(environment: &Environment) -> Option<Self> {
        let target = environment.part("target").filter(|target| target.says("terraform"))?;
        let text = |name| target.child(name).and_then(|line| line.text(0)).map(|text| text.value.to_owned());
        let strategy = environment.part("strategy").and_then(Strategy::read);
        Some(Self {
            tool: text("tool").unwrap_or_else(|| "terraform".to_owned()),
            version: text("version"),
            directory: text("directory").unwrap_or_else(|| ".".to_owned()),
            workspace: text("workspace"),
            shares: strategy
                .and_then(|strategy| strategy.shares().cloned())
                .filter(|shares| shares.run.is_some()),
        })
    }
}

pub(super) fn work(environment: &Environment) -> Work {
    let Some(terraform) = Terraform::of(environment) else { return Work::default() };
    let call = |phase, words: &[&str]| (phase, Action::Call(Call::new(words)));
    let mut settings = vec![
        Setting::one("TERRAFORM_TOOL", terraform.tool),
        Setting::one("TERRAFORM_VERSION", terraform.version.unwrap_or_default()),
        Setting::one("TERRAFORM_DIRECTORY", terraform.directory),
        Setting::one("TERRAFORM_WORKSPACE", terraform.workspace.unwrap_or_default()),
        Setting::many("VARIABLES", names_of_variables(environment)),
        Setting::many("SECRETS", names_of_secrets(environment)),
    ];
    let mut actions = vec![
        call(Phase::Plan, &["terraform_check"]),
        call(Phase::Plan, &["terraform_plan"]),
        call(Phase::Validate, &["terraform_check"]),
        call(Phase::Validate, &["terraform_plan_again"]),
        call(Phase::Deploy, &["terraform_apply"]),
    ];
    let mut ways_back = Vec::new();
    if let Some(shares) = terraform.shares {
        settings.push(Setting::one("TERRAFORM_SWITCH", shares.run.unwrap_or_default()));
        let every = shares.every.to_string();
        for (at, percent) in shares.percent.iter().enumerate() {
            actions.push(call(Phase::Switch, &["terraform_switch", &percent.to_string()]));
            if at + 1 < shares.percent.len() {
                actions.push(call(Phase::Switch, &["terraform_watch", &every]));
            }
        }
        ways_back.push(("switch-back", Call::new(&["terraform_switch", "0"])));
    }
    Work { libraries: vec!["terraform"], settings, actions, ways_back, last: Vec::new() }
}
