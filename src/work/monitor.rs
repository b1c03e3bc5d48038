//! `monitor 30 minutes { error-rate below 0.1 percent }`: numbers that have to keep their limits for a while.

use super::{
    Action, Call, Setting, Work,
    health::{addresses, looked_at},
    seconds,
};
use crate::{
    model::Environment,
    syntax::{Keeps, Limit, Metric, Node, Phase, Strategy, duration},
};

pub(super) fn work(environment: &Environment) -> Work {
    let mut work = Work::default();
    let monitor = environment.part("monitor");
    // What switches in steps is watched in between.
    let is_watched = monitor.is_some() || environment.part("strategy").is_some();
    if !is_watched || (monitor.is_none() && environment.part("health").is_none()) {
        return work;
    }
    work.libraries.extend(["verify", "monitor"]);
    work.settings.push(addresses(environment));
    let metrics: Vec<Metric<'_>> =
        environment.part("metrics").into_iter().flat_map(Node::children).filter_map(Metric::read).collect();
    if !metrics.is_empty() {
        let rows = metrics.iter().flat_map(|metric| {
            let [how, what] = looked_at(metric.source, "url");
            [metric.name, how, what]
        });
        work.settings.push(Setting::many("METRICS", rows));
    }
    if environment.target() == "kubernetes" {
        work.settings.push(Setting::one("LOOK_TOO", "kube_look"));
    }
    let Some(monitor) = monitor else { return work };
    let limits: Vec<Limit<'_>> = monitor.children().iter().filter_map(Limit::read).collect();
    let rows = limits.iter().flat_map(|limit| {
        [limit.metric, limit.quantile.unwrap_or_default(), limit.side.word(), &limit.number, &limit.unit]
    });
    work.settings.push(Setting::many("LIMITS", rows));
    if limits.iter().any(|limit| limit.side == Keeps::Within) {
        work.actions.push((Phase::Validate, Action::Call(Call::new(&["take_baseline"]))));
    }
    if let Some(length) = duration::of(monitor) {
        let length = seconds(length.value).to_string();
        work.actions.push((Phase::Monitor, Action::Call(Call::new(&["monitor", &length]))));
    }
    work
}

/// How long a deployment is watched on purpose, in milliseconds: between the steps of a switch, and at its end.
pub(crate) fn watched(environment: &Environment) -> u64 {
    // What is over its limit at the very end is looked at a few times more.
    const MORE: u64 = 90_000;
    let monitor = environment.part("monitor").and_then(duration::of).map_or(0, |length| length.value + MORE);
    let strategy = environment.part("strategy").and_then(Strategy::read);
    let shares = strategy.as_ref().and_then(Strategy::shares);
    let between = shares.map_or(0, |shares| shares.every * 1_000 * (shares.percent.len() as u64 - 1));
    monitor + between
}
