//! Windows, freezes and waits: whether the clock lets a promotion start, and still lets it through when the wait is over.

use jiff::{SignedDuration, Timestamp};

use super::{Cause, Delay, Earliest, Reason};
use crate::{
    calendar::{self, Schedule, Weekly, Zone},
    model::{Model, Way},
    source::Span,
    syntax::{Node, duration},
};

/// A window and a wait that miss each other for so long always do: after a year the clock was changed in every way that it is.
const HORIZON: SignedDuration = SignedDuration::from_hours(24 * 400);

/// Everything that the clock decides on a way.
pub(super) struct Hours<'a> {
    limits: Vec<Limit<'a>>,
    /// All of them together.
    all: Schedule,
    /// When the last freeze is over, on the wall clock.
    thawed: Option<jiff::civil::DateTime>,
    zone: Zone,
    /// The longest wait, and where it stands.
    wait: Option<(SignedDuration, Span)>,
}

/// A window or a freeze.
struct Limit<'a> {
    what: What<'a>,
    place: Span,
    gate: Option<&'a str>,
    schedule: Schedule,
    lifted_by: Vec<&'a str>,
}

enum What<'a> {
    Window(&'a str, Weekly, bool),
    Freeze(&'a str, calendar::Freeze),
}

impl<'a> Hours<'a> {
    pub(super) fn new(model: &'a Model, way: Way<'a>, zone: &Zone) -> Self {
        let mut limits = Vec::new();
        let mut hours = Weekly::always();
        let mut add = |node: &'a Node, gate: Option<&'a str>, migrates: bool| {
            for name in node.texts() {
                let Some(window) = model.windows.get(name.value) else { continue };
                let open = window.hours.hours();
                hours = hours.intersection(&open);
                limits.push(Limit {
                    schedule: Schedule::new(zone.clone(), open.clone(), Vec::new()),
                    what: What::Window(&window.name.value, open, migrates),
                    place: name.span,
                    gate,
                    lifted_by: match migrates {
                        true => Vec::new(),
                        false => lifts(way, |other| other == gate),
                    },
                });
            }
        };
        for window in way.all("window") {
            add(&window.node, window.gate.as_deref(), false);
        }
        let target = way.target(model);
        let migrate = target.and_then(|target| target.part("migrate")?.child("window"));
        if let Some(window) = migrate {
            add(window, None, true);
        }
        let freezes = model.freezes.iter().filter(|freeze| target.is_some_and(|target| freeze.stops(target)));
        let freezes: Vec<_> = freezes.collect();
        for freeze in &freezes {
            limits.push(Limit {
                schedule: Schedule::new(zone.clone(), Weekly::always(), vec![freeze.days]),
                what: What::Freeze(&freeze.name.value, freeze.days),
                place: freeze.name.span,
                gate: None,
                lifted_by: lifts(way, |_| true),
            });
        }
        let days: Vec<_> = freezes.iter().map(|freeze| freeze.days).collect();
        let waits = way.all("wait").filter_map(|wait| {
            let length = i64::try_from(duration::of(&wait.node)?.value).ok()?;
            Some((SignedDuration::from_millis(length), wait.node.head))
        });
        Self {
            limits,
            thawed: days.iter().map(|one| one.until).max(),
            all: Schedule::new(zone.clone(), hours, days),
            zone: zone.clone(),
            wait: waits.max_by_key(|(length, _)| *length),
        }
    }

    /// Returns what the clock has against a start at an instant.
    pub(super) fn reasons(&self, at: Timestamp) -> Vec<Reason<'a>> {
        let late = self.late(at);
        let closed = |limit: &&Limit<'a>| !(limit.schedule.is_open(at) && limit.schedule.is_open(late));
        let reason = |limit: &Limit<'a>| {
            let later = limit.schedule.is_open(at);
            Reason {
                cause: match &limit.what {
                    What::Window(name, hours, migrates) => {
                        Cause::Window { name, hours: hours.clone(), closes: later, migrates: *migrates }
                    }
                    What::Freeze(name, days) => Cause::Freeze { name, days: *days, comes: later },
                },
                place: limit.place,
                gate: limit.gate,
                until: self.passes(&limit.schedule, at).map_or(Earliest::Never, Earliest::At),
                lifted_by: limit.lifted_by.clone(),
            }
        };
        self.limits.iter().filter(closed).map(reason).collect()
    }

    /// Returns the first instant from this one on to which the clock has no objection.
    pub(super) fn first(&self, at: Timestamp) -> Option<Timestamp> {
        self.passes(&self.all, at)
    }

    /// Returns the wait of a promotion that starts at an instant.
    pub(super) fn delay(&self, at: Timestamp) -> Option<Delay> {
        let (length, place) = self.wait?;
        let milliseconds = u64::try_from(length.as_millis()).ok()?;
        Some(Delay { length: milliseconds, place, until: self.late(at) })
    }

    /// When the wait is over.
    fn late(&self, at: Timestamp) -> Timestamp {
        self.wait.map_or(at, |(length, _)| at.checked_add(length).unwrap_or(Timestamp::MAX))
    }

    /// The first start at which it is open, and is when the wait is over.
    fn passes(&self, schedule: &Schedule, at: Timestamp) -> Option<Timestamp> {
        let mut start = schedule.next_opening(at)?;
        let Some((wait, _)) = self.wait else { return Some(start) };
        let thawed = self.thawed.and_then(|local| self.zone.first(local));
        let last = thawed.map_or(at, |thawed| thawed.max(at)).checked_add(HORIZON).unwrap_or(Timestamp::MAX);
        let last = last.checked_add(wait).unwrap_or(Timestamp::MAX);
        while start <= last {
            let late = start.checked_add(wait).ok()?;
            let open = schedule.next_opening(late)?;
            if open == late {
                return Some(start);
            }
            // Until then it is closed whenever the wait is over.
            start = schedule.next_opening(open.checked_sub(wait).ok()?.max(start))?;
        }
        None
    }
}

/// The teams that may lift what stands in some of the gates.
fn lifts<'a>(way: Way<'a>, is_in: impl Fn(Option<&str>) -> bool) -> Vec<&'a str> {
    let lines = way.all("override").filter(|one| is_in(one.gate.as_deref()));
    lines.filter_map(|one| Some(one.node.property_text("by")?.value)).collect()
}
