//! A soak that always ends when the window is closed for the day.

use indexmap::IndexSet;

use super::{Context, Needs, Rule, gated::Gated, numbers, opening};
use crate::{
    calendar::{self, DAY, WEEK, Weekly},
    diagnostic::{Diagnostics, Severity},
    model::{Arrow, Window},
    source::{Span, Spanned},
    syntax::{Node, duration},
};

pub(super) const RULE: Rule = Rule {
    code: "never-next-day",
    severity: Severity::Advice,
    page: include_str!("never_next_day.md"),
    needs: Needs::Nothing,
    check,
};

/// Windows that are shown.
const MOST: usize = 6;
const MINUTE: u64 = 60_000;

/// The way of a release through soak and window, in minutes from the start of the week in which it arrives.
#[derive(Clone, Copy)]
struct Travel {
    arrives: u64,
    soaked: u64,
    ships: u64,
}

impl Travel {
    fn new(arrives: u16, soak: u64, hours: &Weekly) -> Option<Self> {
        let arrives = u64::from(arrives);
        let soaked = arrives + soak;
        let at = u16::try_from(soaked % u64::from(WEEK)).ok()?;
        let open = hours.next_opening(at)?;
        let until = (open + WEEK - at) % WEEK;
        Some(Self { arrives, soaked, ships: soaked + u64::from(until) })
    }

    /// Tells whether it ships neither on the next day nor on the day on which its soak ends.
    fn is_slow(self) -> bool {
        let day = |minute: u64| minute / u64::from(DAY);
        day(self.ships) > day(self.arrives) + 1 && day(self.ships) > day(self.soaked)
    }
}

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let mut seen = IndexSet::new();
    for arrow in &context.model.arrows {
        let soaks = arrow.conditions("soak").filter_map(|node| Some((node, duration::of(node)?)));
        let Some((soak, length)) = soaks.max_by_key(|(_, length)| length.value) else { continue };
        let windows = opening::windows(context.model, Gated::Arrow(arrow));
        if windows.is_empty() || !seen.insert((soak.head, windows.keys().copied().collect::<Vec<_>>())) {
            continue;
        }
        let windows: Vec<(&Window, Span)> = windows.into_values().collect();
        let hours = opening::hours(windows.iter().map(|(window, _)| *window));
        let travels =
            arrivals(&hours).filter_map(|at| Travel::new(at, length.value.div_ceil(MINUTE), &hours));
        let travels: Vec<Travel> = travels.collect();
        if let (Some(first), true) = (travels.first(), travels.iter().all(|travel| travel.is_slow())) {
            report(arrow, (soak, length), &windows, &hours, *first, diagnostics);
        }
    }
}

/// The first open minute of each day: whoever arrives later on that day ships no earlier.
fn arrivals(hours: &Weekly) -> impl Iterator<Item = u16> + '_ {
    let days = (0..WEEK).step_by(DAY.into());
    days.filter_map(|midnight| {
        hours.next_opening(midnight).filter(|at| (midnight..midnight + DAY).contains(at))
    })
}

fn report(
    arrow: &Arrow,
    (soak, length): (&Node, Spanned<u64>),
    windows: &[(&Window, Span)],
    hours: &Weekly,
    travel: Travel,
    diagnostics: &mut Diagnostics,
) {
    let place = soak.texts().last().map_or("", |word| word.value);
    let to = &arrow.to.value;
    let minute = |minute: u64| calendar::minute(u16::try_from(minute % u64::from(WEEK)).unwrap_or_default());
    let days = travel.ships / u64::from(DAY) - travel.arrives / u64::from(DAY);
    let names = numbers::all(windows.iter().map(|(window, _)| window.name.value.as_str()));
    let advice = diagnostics.advice(
        RULE.code,
        soak.head,
        format!(
            "what gets to `{place}` on {} goes to `{to}` on {} at the earliest, {} days later: a soak of {} always ends while {names} {} closed",
            minute(travel.arrives),
            minute(travel.ships),
            numbers::word(usize::try_from(days).unwrap_or_default()),
            duration::words(length.value),
            if windows.len() == 1 { "is" } else { "are" },
        ),
    );
    advice.label(format!("until {}", minute(travel.soaked)));
    // The worst moment is the one that makes the soak end as the longest closing begins.
    let closed = u64::from(hours.complement().longest());
    let worst = length.value.div_ceil(MINUTE) + closed;
    for (window, span) in windows.iter().take(MOST) {
        let hours = calendar::words(&window.hours.hours());
        advice.also(*span, format!("`{}` is open {hours}", window.name.value));
    }
    advice.help(format!(
        "soak a little less, or open longer; at worst a release waits {} now: as long as it soaks, and all that is closed behind that",
        long(worst)
    ));
}

/// `5 days and 17 hours`, to the minute.
fn long(minutes: u64) -> String {
    let (days, rest) = (minutes / u64::from(DAY), minutes % u64::from(DAY));
    let parts = [days * u64::from(DAY), rest / 60 * 60, rest % 60];
    let words: Vec<String> =
        parts.into_iter().filter(|part| *part > 0).map(|part| duration::words(part * MINUTE)).collect();
    match words.as_slice() {
        [rest @ .., last] if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        words => words.concat(),
    }
}
