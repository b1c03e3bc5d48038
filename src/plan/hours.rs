//! When the clock lets a release travel, as tables that a script reads off.

use crate::{
    calendar,
    model::{Model, Way},
    syntax::duration,
};

/// Windows and freezes on the clock of one zone.
#[derive(Debug, Clone)]
pub struct Hours {
    /// The zone's name in the IANA database.
    pub zone: String,
    /// When each window is open.
    pub windows: Vec<Opening>,
    /// When nothing travels to which environment.
    pub freezes: Vec<Frozen>,
    /// Whatever opens or closes does so at a multiple of so many seconds since 1970.
    pub step: u64,
    /// Seconds since 1970, about a day behind the end of the last freeze; 0 without one.
    pub thawed: i64,
}

/// Hours of a window that some days have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// The window.
    pub window: String,
    /// The digits of the days, Monday being 1.
    pub days: String,
    /// The time of day at which it opens: `09:00`.
    pub from: String,
    /// The time of day at which it closes, at the latest `24:00`.
    pub until: String,
}

/// A freeze of one environment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frozen {
    /// The environment.
    pub environment: String,
    /// What the freeze is called.
    pub name: String,
    /// When it starts on the wall clock: `2026-12-18 00:00`.
    pub from: String,
    /// When all is open again.
    pub until: String,
}

/// The clock of a zone is ahead of UTC by a multiple of so many minutes.
const QUARTER: u64 = 15;

pub(super) fn hours(model: &Model) -> Hours {
    let mut step = QUARTER;
    let mut windows = Vec::new();
    for window in model.windows.values() {
        let hours = window.hours.hours();
        for one in hours.iter() {
            step = common(common(step, one.start.into()), one.end.into());
        }
        windows.extend(calendar::rows(&hours).into_iter().map(|(days, from, until)| Opening {
            window: window.name.value.clone(),
            days,
            from,
            until,
        }));
    }
    let mut freezes = Vec::new();
    let mut thawed = 0;
    for freeze in &model.freezes {
        let (from, until) = (freeze.days.from, freeze.days.until);
        for end in [from, until] {
            step = common(step, u64::try_from(end.minute()).unwrap_or_default());
        }
        thawed = thawed.max(freeze.days.thawed());
        let stopped = model.environments.values().filter(|environment| freeze.stops(environment));
        freezes.extend(stopped.map(|environment| Frozen {
            environment: environment.name.value.clone(),
            name: freeze.name.value.clone(),
            from: from.strftime("%F %H:%M").to_string(),
            until: until.strftime("%F %H:%M").to_string(),
        }));
    }
    for way in model.ways() {
        step = common(step, u64::from(wait(way)));
    }
    let zone = model.pipeline.time_zone.as_ref().map_or("UTC", |zone| zone.value.as_str());
    Hours { zone: zone.to_owned(), windows, freezes, step: step * 60, thawed }
}

/// The longest cooling-off of a way, in minutes, which is how GitHub counts.
pub(super) fn wait(way: Way<'_>) -> u32 {
    let waits = way.all("wait").filter_map(|wait| duration::of(&wait.node));
    let longest = waits.map(|wait| wait.value.div_ceil(60_000)).max().unwrap_or_default();
    u32::try_from(longest).unwrap_or(u32::MAX)
}

fn common(one: u64, other: u64) -> u64 {
    if other == 0 { one } else { common(other, one % other) }
}
