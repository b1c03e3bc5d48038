//! Opening hours in words for people, which a `window` understands as well.

use super::{
    DAY, Weekly,
    days::{Days, NAMES},
    freeze::written,
};
use jiff::civil::DateTime;
use std::{collections::BTreeMap, ops::Range};

/// Says when it is open, as short as it is true: `Mon-Thu 09:00-16:00, Fri 09:00-12:00`, `always`, `never`.
pub fn words(hours: &Weekly) -> String {
    if hours.is_empty() {
        return "never".to_owned();
    }
    if *hours == Weekly::always() {
        return "always".to_owned();
    }
    lines(hours).into_iter().map(|(days, hours)| line(days, &hours)).collect::<Vec<_>>().join(", ")
}

/// Returns the openings of a week as rows of a table: the digits of the days (1 is Monday), from, until.
pub fn rows(hours: &Weekly) -> Vec<(String, String, String)> {
    let row = |(days, hours): (Days, Range<u16>)| (days.digits(), time(hours.start), time(hours.end));
    lines(hours).into_iter().map(row).collect()
}

/// The days that have the same hours, those that start first in front.
fn lines(hours: &Weekly) -> Vec<(Days, Range<u16>)> {
    let mut same: BTreeMap<(u16, u16), Days> = BTreeMap::new();
    for day in 0..7 {
        let midnight = day * DAY;
        let today = hours.intersection(&Weekly::from(midnight..midnight + DAY));
        for one in today.iter() {
            let days = same.entry((one.start - midnight, one.end - midnight)).or_default();
            days.add(Days::range(day.into(), day.into()));
        }
    }
    let mut lines: Vec<_> = same.into_iter().map(|((start, end), days)| (days, start..end)).collect();
    lines.sort_by_key(|(days, hours)| (days.first(), hours.start));
    lines
}

/// Says a minute of the week: `Mon 09:00`.
pub fn minute(minute: u16) -> String {
    format!("{} {}", NAMES[usize::from(minute / DAY % 7)], time(minute % DAY))
}

/// Says a moment on the wall clock with its day, and without its time at the start of the day: `Fri 2026-12-18 12:00`.
pub fn dated(local: DateTime) -> String {
    let day = usize::try_from(local.weekday().to_monday_zero_offset()).unwrap_or_default();
    format!("{} {}", NAMES[day], written(local))
}

/// Writes one line: `Mon-Thu 09:00-16:00`.
pub(super) fn line(days: Days, hours: &Range<u16>) -> String {
    format!("{days} {}-{}", time(hours.start), time(hours.end))
}

/// Writes a time of day: `09:00`.
pub(super) fn time(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}
