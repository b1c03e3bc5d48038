//! An environment that nothing reaches for a month or more.

use indexmap::IndexMap;
use jiff::{Timestamp, ToSpan, civil::DateTime};

use super::{Context, Needs, Rule, frozen::Freezes, gated::Gated, numbers, opening};
use crate::{
    calendar::{self, Schedule, Zone},
    decision,
    diagnostic::{Diagnostics, Severity},
    model::{Arrow, Freeze, Window},
    source::Span,
};

pub(super) const RULE: Rule = Rule {
    code: "closed-for-weeks",
    severity: Severity::Warning,
    page: include_str!("closed_for_weeks.md"),
    needs: Needs::Names,
    check,
};

/// Places that are shown.
const MOST: usize = 6;

/// The windows and the freezes that stop an arrow.
struct Stop<'a> {
    windows: Vec<(&'a Window, Span)>,
    freezes: Vec<&'a Freeze>,
    arrows: Vec<&'a Arrow>,
}

/// From when until when nothing travels, on the wall clock.
struct Stretch {
    start: DateTime,
    end: DateTime,
}

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let zone = decision::clock(context.model);
    for stop in stops(context).into_values() {
        let hours = opening::hours(stop.windows.iter().map(|(window, _)| *window));
        // What is closed without any freeze is said by itself.
        if hours.is_empty() {
            continue;
        }
        let freezes = stop.freezes.iter().map(|freeze| freeze.days).collect();
        let schedule = Schedule::new(zone.clone(), hours, freezes);
        let mut behind = Timestamp::MIN;
        for freeze in &stop.freezes {
            let frozen = zone.first(freeze.days.from).unwrap_or(Timestamp::MAX);
            // Freezes without an open minute between them are one stretch.
            if frozen < behind {
                continue;
            }
            let end = schedule.next_opening(frozen).unwrap_or(Timestamp::MAX);
            behind = end;
            let Some(stretch) = closed(&schedule, &zone, frozen, end) else { continue };
            if stretch.start.saturating_add(1.month()) <= stretch.end {
                report(&stop, &stretch, diagnostics);
            }
        }
    }
}

/// Where there are freezes: the arrows with the same windows and the same freezes together.
fn stops<'a>(context: &Context<'a>) -> IndexMap<(Vec<&'a str>, Vec<Span>), Stop<'a>> {
    let freezes = Freezes::new(context.model);
    let mut stops: IndexMap<_, Stop<'a>> = IndexMap::new();
    for arrow in &context.model.arrows {
        let freezes = freezes.of(context.model.target(arrow));
        if freezes.is_empty() {
            continue;
        }
        let windows = opening::windows(context.model, Gated::Arrow(arrow));
        let key = (windows.keys().copied().collect(), freezes.iter().map(|freeze| freeze.span).collect());
        let windows = windows.into_values().collect();
        let stop = stops.entry(key).or_insert(Stop { windows, freezes, arrows: Vec::new() });
        stop.arrows.push(arrow);
    }
    stops
}

/// The stretch in which a freeze begins, which ends with the next opening.
fn closed(schedule: &Schedule, zone: &Zone, frozen: Timestamp, end: Timestamp) -> Option<Stretch> {
    // Hours come back every week; a clock that is put forward may take away those of one week.
    let before = frozen.checked_sub((3 * 7 * 24).hours()).ok()?;
    let start = schedule.intervals(before, frozen).last().map_or(frozen, |open| open.end);
    Some(Stretch { start: zone.local(start), end: zone.local(end) })
}

fn report(stop: &Stop<'_>, stretch: &Stretch, diagnostics: &mut Diagnostics) {
    let Stretch { start, end } = *stretch;
    let of_stretch = |freeze: &&&Freeze| freeze.days.from < end && start < freeze.days.until;
    let mut freezes = stop.freezes.iter().filter(of_stretch);
    let (Some(first), Some(arrow)) = (freezes.next(), stop.arrows.first()) else { return };
    let weeks = end.duration_since(start).as_hours() / (7 * 24);
    let warning = diagnostics.warning(
        RULE.code,
        first.name.span,
        format!(
            "nothing gets to `{}` for at least {} weeks: from {} until {}",
            arrow.to.value,
            numbers::word(usize::try_from(weeks).unwrap_or_default()),
            calendar::dated(start),
            calendar::dated(end)
        ),
    );
    warning.label(first.days.words());
    for freeze in freezes.take(MOST) {
        warning.also(freeze.name.span, freeze.days.words());
    }
    for (window, _) in stop.windows.iter().take(MOST) {
        let hours = calendar::words(&window.hours.hours());
        warning.also(window.name.span, format!("and open {hours} only"));
    }
    for arrow in stop.arrows.iter().take(MOST) {
        warning.also(Gated::Arrow(arrow).drawn(), "closed meanwhile, for hotfixes too");
    }
    let is_lifted = stop.arrows.iter().all(|arrow| arrow.conditions("override").next().is_some());
    let year = first.days.from.year() != first.days.until.year();
    let first = if year { "is the year right? If so, leave" } else { "leave" };
    warning.help(match is_lifted {
        true => format!("{first} a few days open between; or accept it: `allow {} because=\"…\"`", RULE.code),
        false => format!(
            "{first} a few days open between, or let somebody lift it once: `override by=…` in the gate"
        ),
    });
}
