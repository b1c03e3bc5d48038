//! `target server { … }`: machines with a folder for each release, and nginx in front of what runs.

mod settings;

use crate::{
    model::Environment,
    syntax::{Phase, Strategy, Takeover},
    work::{Action, Call, Setting, Work, config},
};
use settings::Server;

pub(super) fn work(environment: &Environment) -> Work {
    let mut work = Work::default();
    let Some(server) = environment.part("target").map(Server::read) else { return work };
    let strategy = environment.part("strategy").and_then(Strategy::read);
    work.libraries.push("server");
    work.settings = settings(environment, &server, strategy.as_ref());
    let mut call = |phase, words: &[&str]| work.actions.push((phase, Action::Call(Call::new(words))));
    call(Phase::Validate, &["server_check"]);
    call(Phase::Deploy, &["server_deploy"]);
    match strategy.as_ref().map(|strategy| &strategy.takeover) {
        // One machine after the other gets it, and users with it.
        None | Some(Takeover::Rolling { .. }) => {}
        Some(Takeover::Recreate) => call(Phase::Switch, &["server_switch", "100"]),
        Some(Takeover::BlueGreen { switch: shares, .. } | Takeover::Canary { steps: shares }) => {
            // Between two steps it is watched, if anything says what to look at.
            let is_watched = ["health", "monitor"].iter().any(|block| environment.part(block).is_some());
            let wait = if is_watched { "watch_for" } else { "pause" };
            for (step, share) in shares.percent.iter().enumerate() {
                if step > 0 {
                    call(Phase::Switch, &[wait, &shares.every.to_string()]);
                }
                call(Phase::Switch, &["server_switch", &share.to_string()]);
            }
        }
    }
    work.ways_back.push(("switch-back", Call::new(&["server_switch_back"])));
    work.last.push(Call::new(&["server_settle"]));
    work
}

fn settings(environment: &Environment, server: &Server<'_>, strategy: Option<&Strategy>) -> Vec<Setting> {
    let mut settings = Vec::new();
    if !server.hosts.is_empty() {
        settings.push(Setting::many("SERVER_HOSTS", server.hosts.iter().copied()));
    }
    settings.extend(server.user.map(|user| Setting::one("SERVER_USER", user)));
    settings.push(Setting::one("SERVER_DIRECTORY", server.directory));
    settings.push(Setting::one("SERVER_START", server.start));
    if !server.ports.is_empty() {
        settings.push(Setting::many("SERVER_PORTS", server.ports.iter().map(u16::to_string)));
        settings.push(Setting::one("ASK_NEW", "server_ask"));
    }
    settings.extend(server.proxy.map(|file| Setting::one("SERVER_PROXY", file)));
    settings.extend(server.keep.map(|keep| Setting::one("SERVER_KEEP", keep.to_string())));
    let word = match strategy.map(|strategy| &strategy.takeover) {
        None | Some(Takeover::Rolling { .. }) => "rolling",
        Some(Takeover::Recreate) => "recreate",
        Some(Takeover::BlueGreen { .. }) => "blue-green",
        Some(Takeover::Canary { .. }) => "canary",
    };
    settings.push(Setting::one("SERVER_STRATEGY", word));
    if let Some(Takeover::BlueGreen { keep: Some(keep), .. }) = strategy.map(|strategy| &strategy.takeover) {
        settings.push(Setting::one("SERVER_KEEP_SECONDS", keep.to_string()));
    }
    if let Some(timeout) = strategy.and_then(|strategy| strategy.timeout) {
        settings.push(Setting::one("SERVER_START_SECONDS", timeout.to_string()));
    }
    if let Some(command) = strategy.and_then(Strategy::shares).and_then(|shares| shares.run.as_ref()) {
        settings.push(Setting::one("SERVER_MOVE", command));
    }
    settings.push(Setting::many("VARIABLES", config::variables(environment)));
    settings.push(Setting::many("SECRETS", super::names_of_secrets(environment)));
    settings
}
