//! A set of minutes that comes back every week.

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
