//! Opening hours that the clock on the wall does not show every week.

use super::{Context, Needs, Rule};
use crate::{
    calendar::{self, Gap, WEEK, Weekly},
    decision,
    diagnostic::{Diagnostics, Severity},
    model::Window,
    source::Span,
};

pub(super) const RULE: Rule = Rule {
    code: "hours-in-a-gap",
    severity: Severity::Warning,
    page: include_str!("hours_in_a_gap.md"),
    needs: Needs::Nothing,
    check,
};

/// The years that are looked at, the last of them not included: no clock tells which one it is.
const YEARS: (i16, i16) = (2026, 2046);

/// How an opening lies in a gap.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lies {
    /// There is nothing left of it.
    Inside,
    /// It starts when the clock shows later hours already.
    Start,
    /// It ends at a time that is not shown.
    End,
}

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    if context.model.windows.is_empty() {
        return;
    }
    let zone = decision::clock(context.model);
    let gaps = zone.gaps(YEARS.0, YEARS.1);
    for window in context.model.windows.values() {
        for lies in [Lies::Inside, Lies::Start, Lies::End] {
            let openings = window.hours.hours().openings().into_iter();
            let mut found = openings.filter_map(|opening| {
                let hit: Vec<Gap> =
                    gaps.iter().copied().filter(|gap| how(opening, *gap) == Some(lies)).collect();
                Some((opening, *hit.first()?, days(&hit)))
            });
            if let Some((opening, gap, days)) = found.next() {
                report(window, opening, lies, gap, &days, diagnostics);
            }
        }
    }
}

fn how((start, length): (u16, u16), gap: Gap) -> Option<Lies> {
    let hours = Weekly::from(0..length).later(start.into());
    let gone = gap.minutes();
    let is_inside = |minute: u16| gone.contains(minute % WEEK) && gone.contains((minute + WEEK - 1) % WEEK);
    if length == WEEK {
        None
    } else if hours.difference(&gone).is_empty() {
        Some(Lies::Inside)
    } else if is_inside(start) {
        Some(Lies::Start)
    } else {
        is_inside((start + length) % WEEK).then_some(Lies::End)
    }
}

/// Says on which days: as a rule where there is one for every year, or by their dates.
fn days(gaps: &[Gap]) -> String {
    let years = usize::try_from(YEARS.1 - YEARS.0).unwrap_or_default();
    let rule = Gap::rule(gaps).filter(|_| gaps.len() == years);
    let date = |gap: &Gap| gap.from.date().to_string();
    rule.unwrap_or_else(|| match gaps {
        [] => String::new(),
        [one] => format!("on {}", date(one)),
        [first, rest @ ..] => {
            let more =
                if rest.len() == 1 { "1 more day".to_owned() } else { format!("{} more days", rest.len()) };
            format!("on {} and on {more} before {}", date(first), YEARS.1)
        }
    })
}

fn report(
    window: &Window,
    (start, length): (u16, u16),
    lies: Lies,
    gap: Gap,
    days: &str,
    diagnostics: &mut Diagnostics,
) {
    let name = &window.name.value;
    let time = |local: jiff::civil::DateTime| local.strftime("%H:%M").to_string();
    let (from, until) = (time(gap.from), time(gap.until));
    let forward = format!("the clock goes from {from} to {until}");
    let hours = Weekly::from(0..length).later(start.into());
    let span = line(window, &hours);
    let words = calendar::words(&hours);
    let (finding, help) = match lies {
        Lies::Inside => (
            diagnostics.warning(
                RULE.code,
                span,
                format!("`{name}` misses an opening {days}: {forward}, and {words} does not exist that day"),
            ),
            format!(
                "open until after {until} or from before {from}, so that something is left of it that day"
            ),
        ),
        Lies::Start => (
            diagnostics.note(RULE.code, span, format!("{days} `{name}` opens at {until}: {forward}")),
            format!("nothing is to be done, if {until} is early enough that day"),
        ),
        Lies::End => (
            diagnostics.note(RULE.code, span, format!("{days} `{name}` closes before {until}: {forward}")),
            format!("nothing is to be done, if {from} is late enough that day"),
        ),
    };
    finding.label(format!("open {words}")).help(help);
}

/// The line that opens these hours.
fn line(window: &Window, hours: &Weekly) -> Span {
    let mut lines = window.hours.open.iter();
    let opens = lines.find(|(open, _)| !open.intersection(hours).is_empty());
    opens.map_or(window.name.span, |(_, span)| *span)
}
