//! How `defaults`, `like` and an environment's own block become one.

use indexmap::IndexMap;

use super::parts;
use crate::syntax::{Keyed, Phase, Settings, Step};

/// Lays an environment's own settings over those that it starts from: child by child, blocks key by key, steps phase by phase.
pub(super) fn merge(base: &Settings, own: &Settings) -> Settings {
    let (parts, without) = parts::merge(base.parts.iter().chain(&base.without).cloned(), &own.parts);
    Settings {
        runs_on: own.runs_on.clone().or_else(|| base.runs_on.clone()),
        timeout: own.timeout.or(base.timeout),
        variables: keyed(&base.variables, &own.variables),
        secrets: keyed(&base.secrets, &own.secrets),
        steps: steps(&base.steps, &own.steps),
        about: keyed(&base.about, &own.about),
        parts,
        without,
    }
}

/// What another environment hands on to one that is `like` it: everything but `from=`, which names its own secrets.
pub(super) fn inherited(settings: &Settings) -> Settings {
    let mut settings = settings.clone();
    for secret in settings.secrets.entries.values_mut() {
        secret.from = None;
    }
    settings
}

fn keyed<T: Clone>(base: &Keyed<T>, own: &Keyed<T>) -> Keyed<T> {
    let mut entries = if own.replaces { IndexMap::new() } else { base.entries.clone() };
    entries.extend(own.entries.iter().map(|(key, value)| (key.clone(), value.clone())));
    Keyed { entries, replaces: false }
}

/// Steps that stand in one place run as they are written there; of two places, each phase is taken from one.
fn steps(base: &[Step], own: &[Step]) -> Vec<Step> {
    if base.is_empty() || own.is_empty() {
        return [base, own].concat();
    }
    let of = |steps: &[Step], phase: Phase| -> Vec<Step> {
        steps.iter().filter(|step| step.phase == phase).cloned().collect()
    };
    let mut merged = Vec::with_capacity(base.len() + own.len());
    for phase in Phase::ALL {
        let mine = of(own, phase);
        merged.extend(if mine.is_empty() { of(base, phase) } else { mine });
    }
    merged
}
