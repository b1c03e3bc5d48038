//! What the clock on the wall never shows, since somebody puts it forward.

use super::{WEEK, Weekly};
use jiff::civil::DateTime;

/// The times that a day lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// The first that is not shown.
    pub from: DateTime,
    /// The first that is shown again.
    pub until: DateTime,
}

impl Gap {
    /// Returns the minutes of the week that it takes away.
    pub fn minutes(&self) -> Weekly {
        let length = self.until.duration_since(self.from).as_mins();
        let length = u16::try_from(length).unwrap_or(WEEK).min(WEEK);
        Weekly::from(0..length).later(super::minute_of_week(self.from).into())
    }

    /// Says on which day of the year it is, for several gaps that lie alike: `on the last Sunday of March`; nothing where
    /// they lie on days that no such rule gives.
    pub fn rule(gaps: &[Self]) -> Option<String> {
        let first = gaps.first()?.from;
        let alike = |gap: &Self| gap.from.month() == first.month() && gap.from.weekday() == first.weekday();
        if !gaps.iter().all(alike) {
            return None;
        }
        let number = |local: DateTime| (local.day() - 1) / 7;
        let is_last = |gap: &Self| gap.from.day() + 7 > gap.from.date().days_in_month();
        let which = if gaps.iter().all(is_last) {
            "last"
        } else if gaps.iter().all(|gap| number(gap.from) == number(first)) {
            ["first", "second", "third", "fourth", "fifth"][usize::try_from(number(first)).ok()?]
        } else {
            return None;
        };
        Some(format!("on the {which} {}", first.strftime("%A of %B")))
    }
}
