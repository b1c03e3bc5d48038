//! `health "/health" { … }`: asked until it is well, before users reach the release and behind that.

use super::{Action, Call, Setting, Work, seconds};
use crate::{
    model::Environment,
    syntax::{Health, LookedAt, Phase},
};

/// The targets that can ask a release before users reach it: there the addresses are asked once more when they do.
const ASK_THE_NEW_ONE: [&str; 2] = ["server", "kubernetes"];

pub(super) fn work(environment: &Environment) -> Work {
    let mut work = Work::default();
    let Some(health) = environment.part("health").map(Health::read) else { return work };
    work.libraries.push("verify");
    work.settings.extend(settings(environment, &health));
    let ask = |who: &str| Action::Call(Call::new(&["require_healthy", who]));
    work.actions.push((Phase::Health, ask("new")));
    if ASK_THE_NEW_ONE.contains(&environment.target()) {
        work.actions.push((Phase::Verify, ask("public")));
    }
    work
}

/// All addresses of an environment.
pub(super) fn addresses(environment: &Environment) -> Setting {
    Setting::many("URLS", environment.urls.iter().map(|url| url.value.clone()))
}

/// What the library reads, whoever asks.
pub(crate) fn settings(environment: &Environment, health: &Health<'_>) -> Vec<Setting> {
    let mut settings = vec![addresses(environment)];
    let paths = [
        ("HEALTH_PATH", health.path),
        ("HEALTH_LIVE", health.live),
        ("HEALTH_READY", health.ready),
        ("HEALTH_METRICS", health.metrics),
        ("HEALTH_VERSION", health.version),
        ("HEALTH_AUTH", health.password),
    ];
    settings.extend(paths.into_iter().filter_map(|(name, path)| Some(Setting::one(name, path?))));
    let parts = health.parts.iter().flat_map(|part| {
        let [how, what] = looked_at(part.looked_at, "path");
        [part.name, how, what]
    });
    let expect = health.expect.iter().flat_map(|(field, value)| [*field, value.as_str()]);
    let lists = [("HEALTH_PARTS", parts.collect::<Vec<_>>()), ("HEALTH_EXPECT", expect.collect())];
    let lists = lists.into_iter().filter(|(_, words)| !words.is_empty());
    settings.extend(lists.map(|(name, words)| Setting::many(name, words)));
    settings.push(Setting::one("HEALTH_WITHIN", seconds(health.within).to_string()));
    settings.push(Setting::one("HEALTH_EVERY", seconds(health.every).to_string()));
    settings
}

/// How and where something is found out, as the libraries read it.
pub(super) fn looked_at<'a>(how: LookedAt<'a>, asked: &'static str) -> [&'a str; 2] {
    match how {
        LookedAt::Path(path) => [asked, path],
        LookedAt::Run(command) => ["run", command],
    }
}
