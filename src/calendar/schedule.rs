//! Opening hours and freezes in one place of the world: exactly when it is open.
//!
//! An instant is inside if the clock on the wall shows a time that is inside. So, where clocks go forward, hours in the gap
//! do not exist that day; where they go back, hours in the fold exist twice.

use super::{Freeze, WEEK, Weekly, Zone, minute_of_week, zone};
use jiff::{Timestamp, civil::DateTime};

/// The seconds of a week.
const SECONDS: i64 = WEEK as i64 * 60;
/// From Monday 00:00 to the first second of 1970, a Thursday.
const THURSDAY: i64 = 3 * 24 * 3_600;
/// Three weeks: what has not happened by then, with no freeze to come, never happens. One week may lack an hour, or even a
/// day, where the clock was changed.
const SETTLED: i64 = 3 * SECONDS;

/// A stretch of time: the start is in it, the end is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// The first instant.
    pub start: Timestamp,
    /// The instant behind the last.
    pub end: Timestamp,
}

/// When something may happen: in these hours and in none of the freezes, on the clock of a zone.
#[derive(Debug, Clone)]
pub struct Schedule {
    zone: Zone,
    hours: Weekly,
    freezes: Vec<Freeze>,
    /// The freezes in seconds on the wall clock, sorted and apart from each other.
    frozen: Vec<(i64, i64)>,
}

impl Schedule {
    /// Puts hours, freezes and the clock together. Hours of several windows are their intersection.
    pub fn new(zone: Zone, hours: Weekly, freezes: Vec<Freeze>) -> Self {
        let mut sorted: Vec<_> =
            freezes.iter().map(|freeze| (on_the_wall(freeze.from), on_the_wall(freeze.until))).collect();
        sorted.sort_unstable();
        let frozen = together(sorted.into_iter()).collect();
        Self { zone, hours, freezes, frozen }
    }

    /// Tells whether it is open at an instant.
    pub fn is_open(&self, instant: Timestamp) -> bool {
        let local = self.zone.local(instant);
        let is_in_hours = self.hours.contains(minute_of_week(local));
        is_in_hours && !self.freezes.iter().any(|freeze| freeze.contains(local))
    }

    /// Returns the first open instant from this one on, which is this one if it is open; none if it never opens.
    pub fn next_opening(&self, instant: Timestamp) -> Option<Timestamp> {
        let second = floor(instant);
        let (start, _) = self.open(second, self.settled(second)).next()?;
        Some(if start <= second { instant } else { zone::instant(start) })
    }

    /// Returns the first closed instant from this one on, which is this one if it is closed; none if it never closes.
    pub fn closes_at(&self, instant: Timestamp) -> Option<Timestamp> {
        let second = floor(instant);
        let settled = self.settled(second);
        match self.open(second, settled).next() {
            Some((start, end)) if start <= second => (end < settled).then(|| zone::instant(end)),
            _ => Some(instant),
        }
    }

    /// Returns when it is open between two instants: sorted, apart from each other.
    pub fn intervals(&self, from: Timestamp, until: Timestamp) -> Vec<Interval> {
        let cut = |(start, end): (i64, i64)| Interval {
            start: zone::instant(start).max(from),
            end: zone::instant(end).min(until),
        };
        let last = floor(until) + i64::from(until.subsec_nanosecond() != 0);
        self.open(floor(from), last).map(cut).filter(|one| one.start < one.end).collect()
    }

    /// When it is open, in seconds since 1970; what touches is one.
    fn open(&self, from: i64, until: i64) -> impl Iterator<Item = (i64, i64)> + '_ {
        together(self.zone.pieces(from, until).flat_map(move |piece| {
            let thawed = self.thawed(piece.start + piece.ahead, piece.end + piece.ahead);
            let open = thawed.flat_map(|(start, end)| self.in_hours(start, end));
            open.map(move |(start, end)| (start - piece.ahead, end - piece.ahead))
        }))
    }

    /// What no freeze covers of a stretch on the wall clock.
    fn thawed(&self, start: i64, end: i64) -> impl Iterator<Item = (i64, i64)> + '_ {
        let first = self.frozen.partition_point(|(_, until)| *until <= start);
        let frozen = &self.frozen[first..];
        let starts = std::iter::once(start).chain(frozen.iter().map(|(_, until)| *until));
        let ends = frozen.iter().map(|(from, _)| *from).chain(std::iter::once(end));
        let between = starts.zip(ends).take_while(move |(from, _)| *from < end);
        between.map(move |(from, until)| (from, until.min(end))).filter(|(from, until)| from < until)
    }

    /// What is in the hours of a stretch on the wall clock.
    fn in_hours(&self, start: i64, end: i64) -> impl Iterator<Item = (i64, i64)> + '_ {
        let monday = start - (start + THURSDAY).rem_euclid(SECONDS);
        let weeks = (0..).map(move |week| monday + week * SECONDS).take_while(move |monday| *monday < end);
        let hours = weeks.flat_map(|monday| {
            let second = move |minute: u16| monday + i64::from(minute) * 60;
            self.hours.iter().map(move |one| (second(one.start), second(one.end)))
        });
        hours.map(move |(from, until)| (from.max(start), until.min(end))).filter(|(from, until)| from < until)
    }

    /// When every week is like the next one: three weeks from here or from the end of the last freeze. A clock on a wall is
    /// at most a day away from UTC.
    fn settled(&self, second: i64) -> i64 {
        let thawed = self.frozen.last().map_or(second, |(_, until)| until + 24 * 3_600);
        (second.max(thawed) + SETTLED).min(Timestamp::MAX.as_second())
    }
}

/// Makes one stretch of stretches that touch; they come sorted by their start.
fn together(sorted: impl Iterator<Item = (i64, i64)>) -> impl Iterator<Item = (i64, i64)> {
    let mut sorted = sorted.peekable();
    std::iter::from_fn(move || {
        let (start, mut end) = sorted.next()?;
        while let Some((_, more)) = sorted.next_if(|(next, _)| *next <= end) {
            end = end.max(more);
        }
        Some((start, end))
    })
}

/// The seconds from the start of 1970 on the wall clock.
fn on_the_wall(local: DateTime) -> i64 {
    local.duration_since(DateTime::constant(1970, 1, 1, 0, 0, 0, 0)).as_secs()
}

/// The second in which an instant lies.
fn floor(instant: Timestamp) -> i64 {
    instant.as_second() - i64::from(instant.subsec_nanosecond() < 0)
}
