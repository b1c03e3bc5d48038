//! A freeze that stops nothing.

use indexmap::IndexMap;

use super::{Context, Needs, Rule, emergencies, gated::Gated, numbers, opening};
use crate::{
    calendar::{self, Weekly},
    diagnostic::{Diagnostics, Severity},
    model::{Environment, Freeze},
    source::Span,
    syntax::{Hotfix, Kind, Node},
};

pub(super) const RULE: Rule = Rule {
    code: "idle-freeze",
    severity: Severity::Warning,
    page: include_str!("idle_freeze.md"),
    needs: Needs::Names,
    check,
};

/// Windows and environments that are shown.
const MOST: usize = 6;

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let model = context.model;
    let emergencies = emergencies::by_station(model);
    let is_production = |environment: &&Environment| environment.kind.value == Kind::Production;
    let productions: Vec<&Environment> = model.environments.values().filter(is_production).collect();
    for freeze in &model.freezes {
        let named =
            freeze.on.iter().filter_map(|name| Some((name.span, model.environments.get(&name.value)?)));
        for (span, environment) in named {
            match environment.kind.value {
                Kind::Local => on_a_machine(freeze, span, environment, diagnostics),
                Kind::Ephemeral => on_a_preview(freeze, span, environment, diagnostics),
                _ => while_closed(context, freeze, span, &[environment], &emergencies, diagnostics),
            }
        }
        match productions.as_slice() {
            _ if !freeze.on.is_empty() => {}
            [] => without_production(freeze, diagnostics),
            all => while_closed(context, freeze, freeze.name.span, all, &emergencies, diagnostics),
        }
    }
}

fn on_a_machine(freeze: &Freeze, span: Span, environment: &Environment, diagnostics: &mut Diagnostics) {
    let (name, title) = (&environment.name.value, &freeze.name.value);
    diagnostics
        .warning(
            RULE.code,
            span,
            format!("`{name}` is a developer's own machine: no release gets there that `{title}` could stop"),
        )
        .label("not on the map")
        .also(environment.kind.span, "of kind local")
        .help("name an environment that releases get to; without `on`, a freeze is for every production");
}

fn on_a_preview(freeze: &Freeze, span: Span, environment: &Environment, diagnostics: &mut Diagnostics) {
    let (name, title) = (&environment.name.value, &freeze.name.value);
    diagnostics
        .warning(
            RULE.code,
            span,
            format!("`{name}` comes and goes with a pull request, so `{title}` keeps nothing there as it is"),
        )
        .label("nothing to keep still")
        .also(environment.kind.span, "of kind ephemeral")
        .help("name an environment that lasts; without `on`, a freeze is for every production");
}

fn without_production(freeze: &Freeze, diagnostics: &mut Diagnostics) {
    diagnostics
        .warning(
            RULE.code,
            freeze.name.span,
            format!("`{}` stops nothing: it is for every production, and there is none", freeze.name.value),
        )
        .label("names no environment")
        .help("name those that are to be left as they are: `on staging`");
}

/// A freeze while every way to some environments is closed anyway.
fn while_closed(
    context: &Context<'_>,
    freeze: &Freeze,
    span: Span,
    environments: &[&Environment],
    emergencies: &IndexMap<&str, Vec<&Hotfix>>,
    diagnostics: &mut Diagnostics,
) {
    let frozen = freeze.days.minutes();
    let mut closed = IndexMap::new();
    for environment in environments {
        let name = environment.name.value.as_str();
        // A hotfix may come outside of the hours, and waits for freezes all the same.
        let comes_any_time = emergencies.get(name).into_iter().flatten().any(|hotfix| skips_windows(hotfix));
        for arrow in context.map.ways_into(name) {
            let windows = opening::windows(context.model, Gated::Arrow(arrow));
            let hours = opening::hours(windows.values().map(|(window, _)| *window));
            if comes_any_time || hours.is_empty() || !hours.intersection(&frozen).is_empty() {
                return;
            }
            closed.extend(windows.into_iter().map(|(name, (window, _))| (name, window)));
        }
    }
    // Where no way leads at all is said by itself.
    if closed.is_empty() {
        return;
    }
    let names = numbers::some(environments.iter().map(|environment| environment.name.value.as_str()));
    let warning = diagnostics.warning(
        RULE.code,
        span,
        format!("`{}` stops nothing: every way to {names} is closed then anyway", freeze.name.value),
    );
    warning.label(freeze.days.words());
    for window in closed.values().take(MOST) {
        let hours: Weekly = window.hours.hours();
        warning.also(window.name.span, format!("open {} only", calendar::words(&hours)));
    }
    warning
        .help("are the dates right? The day behind `until` is open again; if they are, leave the freeze out");
}

fn skips_windows(hotfix: &Hotfix) -> bool {
    hotfix.part("skip").into_iter().flat_map(Node::texts).any(|word| word.value == "window")
}
