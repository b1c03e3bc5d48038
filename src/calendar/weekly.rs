//! A set of minutes that comes back every week.

use jiff::civil::DateTime;
use std::ops::Range;

/// The minutes of a day.
pub const DAY: u16 = 24 * 60;
/// The minutes of a week.
pub const WEEK: u16 = 7 * DAY;

/// Half-open intervals of minutes on the wall clock, counted from Monday 00:00: sorted, apart from each other, none empty.
/// Hours over the end of the week are two intervals.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Weekly {
    intervals: Vec<Range<u16>>,
}

impl Weekly {
    /// Makes the set of all minutes that lie in one of the intervals; what is behind the week is left out.
    pub fn new(intervals: impl IntoIterator<Item = Range<u16>>) -> Self {
        let cut = |one: Range<u16>| one.start..one.end.min(WEEK);
        let mut sorted: Vec<_> = intervals.into_iter().map(cut).filter(|one| one.start < one.end).collect();
        sorted.sort_by_key(|one| one.start);
        let mut intervals: Vec<Range<u16>> = Vec::with_capacity(sorted.len());
        for one in sorted {
            match intervals.last_mut() {
                Some(last) if one.start <= last.end => last.end = last.end.max(one.end),
                _ => intervals.push(one),
            }
        }
        Self { intervals }
    }

    /// Returns the whole week.
    pub fn always() -> Self {
        Self::from(0..WEEK)
    }

    /// Returns the empty set.
    pub fn never() -> Self {
        Self::default()
    }

    /// Returns the minutes that are in one of the two.
    pub fn union(&self, other: &Self) -> Self {
        Self::new(self.iter().chain(other.iter()))
    }

    /// Returns the minutes that are in both.
    pub fn intersection(&self, other: &Self) -> Self {
        let common =
            |one: Range<u16>| other.iter().map(move |two| one.start.max(two.start)..one.end.min(two.end));
        Self::new(self.iter().flat_map(common))
    }

    /// Returns the minutes that are in this one and not in the other.
    pub fn difference(&self, other: &Self) -> Self {
        self.intersection(&other.complement())
    }

    /// Returns all other minutes of the week.
    pub fn complement(&self) -> Self {
        let starts = std::iter::once(0).chain(self.iter().map(|one| one.end));
        let ends = self.iter().map(|one| one.start).chain(std::iter::once(WEEK));
        Self::new(starts.zip(ends).map(|(start, end)| start..end))
    }

    /// Returns the same minutes so many minutes later, beginning the next week where this one ends.
    pub fn later(&self, minutes: u64) -> Self {
        let shift = u16::try_from(minutes % u64::from(WEEK)).unwrap_or_default();
        let moved = |one: Range<u16>| {
            // Both fit: twice a week is less than there are numbers.
            let (start, end) = (one.start + shift, one.end + shift);
            [start.min(WEEK)..end.min(WEEK), start.max(WEEK) - WEEK..end.max(WEEK) - WEEK]
        };
        Self::new(self.iter().flat_map(moved))
    }

    /// Tells whether there is no minute in it.
    pub fn is_empty(&self) -> bool {
        self.intervals.is_empty()
    }

    /// Tells whether a minute of the week is in it.
    pub fn contains(&self, minute: u16) -> bool {
        let behind = self.intervals.partition_point(|one| one.start <= minute);
        behind > 0 && minute < self.intervals[behind - 1].end
    }

    /// Returns the intervals, sorted.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Range<u16>> + '_ {
        self.intervals.iter().cloned()
    }

    /// Returns how many minutes are in it.
    pub fn length(&self) -> u16 {
        self.iter().map(|one| one.end - one.start).sum()
    }

    /// Returns the openings: when each starts, and for how many minutes it goes on. One over the end of the week is one.
    pub fn openings(&self) -> Vec<(u16, u16)> {
        let mut openings: Vec<(u16, u16)> = self.iter().map(|one| (one.start, one.end - one.start)).collect();
        if let ([(0, first), .., (_, last)], true) = (openings.as_mut_slice(), self.contains(WEEK - 1)) {
            *last += *first;
            openings.remove(0);
        }
        openings
    }

    /// Returns the minutes of the longest opening.
    pub fn longest(&self) -> u16 {
        self.openings().into_iter().map(|(_, length)| length).max().unwrap_or_default()
    }

    /// Returns the first minute from the given one on that is in it, beginning the next week where this one ends.
    pub fn next_opening(&self, minute: u16) -> Option<u16> {
        let later = self.iter().find(|one| minute < one.end).map(|one| one.start.max(minute));
        later.or_else(|| self.iter().next().map(|one| one.start))
    }
}

impl From<Range<u16>> for Weekly {
    fn from(one: Range<u16>) -> Self {
        Self::new(std::iter::once(one))
    }
}

/// Returns the minute of the week that the clock on the wall shows.
pub fn minute_of_week(local: DateTime) -> u16 {
    let day = i32::from(local.weekday().to_monday_zero_offset());
    let minute = (day * 24 + i32::from(local.hour())) * 60 + i32::from(local.minute());
    u16::try_from(minute).unwrap_or_default()
}
