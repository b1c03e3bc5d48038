//! Days of the week: `daily`, `Mon`, `Mon-Thu`, `Mon,Wed`.

use super::{DAY, Weekly};
use std::{fmt, ops::Range};

/// How the days are called.
pub(super) const NAMES: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// A set of days of the week, Monday being the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Days([bool; 7]);

impl Days {
    /// All of them.
    pub(super) const DAILY: Self = Self([true; 7]);

    /// Returns the days from the first to the last, over the end of the week if the last comes before.
    pub(super) fn range(first: usize, last: usize) -> Self {
        let length = (last + 7 - first) % 7;
        Self(std::array::from_fn(|day| (day + 7 - first) % 7 <= length))
    }

    /// Adds all days of the other set.
    pub(super) fn add(&mut self, other: Self) {
        for (day, more) in self.0.iter_mut().zip(other.0) {
            *day |= more;
        }
    }

    /// Returns the days behind these.
    pub(super) fn next(self) -> Self {
        Self(std::array::from_fn(|day| self.0[(day + 6) % 7]))
    }

    /// Returns these hours on each of the days.
    pub(super) fn at(self, hours: Range<u16>) -> Weekly {
        let days = (0..).step_by(DAY.into()).zip(self.0).filter(|(_, is_in)| *is_in);
        Weekly::new(days.map(|(midnight, _)| midnight + hours.start..midnight + hours.end))
    }

    /// Returns the first day, in the order in which they are written.
    pub(super) fn first(self) -> usize {
        self.runs().first().map_or(0, |(first, _)| *first)
    }

    /// Writes the number of each day, where Monday is 1: `1234`.
    pub(super) fn digits(self) -> String {
        (1..=7).zip(self.0).filter(|(_, is_in)| *is_in).map(|(number, _)| number.to_string()).collect()
    }

    /// The first and the last day of each run; a run may go over the end of the week.
    fn runs(self) -> Vec<(usize, usize)> {
        let starts = (0..7).filter(|day| self.0[*day] && !self.0[(day + 6) % 7]);
        let last = |first: usize| (first..).take_while(|day| self.0[day % 7]).last().unwrap_or(first) % 7;
        starts.map(|first| (first, last(first))).collect()
    }
}

impl fmt::Display for Days {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::DAILY {
            return formatter.write_str("daily");
        }
        let run = |(first, last): (usize, usize)| match first == last {
            true => NAMES[first].to_owned(),
            false => format!("{}-{}", NAMES[first], NAMES[last]),
        };
        formatter.write_str(&self.runs().into_iter().map(run).collect::<Vec<_>>().join(","))
    }
}

/// Finds the day that is called so; case does not matter.
pub(super) fn find(word: &str) -> Option<usize> {
    NAMES.iter().position(|name| name.eq_ignore_ascii_case(word))
}

/// Returns what a day is called.
pub(super) fn name(day: usize) -> &'static str {
    NAMES[day]
}
