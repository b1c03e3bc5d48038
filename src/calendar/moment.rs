//! From the time that a clock on the wall shows to the instant at which it does, and back.

use jiff::{Timestamp, civil::DateTime, tz::AmbiguousOffset};

use super::{Zone, days};

/// When the clock of a place shows a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// At one instant.
    Once(Timestamp),
    /// At two, since the clock goes back over it.
    Twice(Timestamp, Timestamp),
    /// Never, since the clock goes forward over it: from the one time to the other.
    Never(DateTime, DateTime),
    /// At an instant that is too far away to have a name.
    Unknown,
}

impl Zone {
    /// Finds out when the clock shows a time.
    pub fn moment(&self, local: DateTime) -> Moment {
        let instant = |offset: jiff::tz::Offset| offset.to_timestamp(local).ok();
        let found = match self.rules().to_ambiguous_timestamp(local).offset() {
            AmbiguousOffset::Unambiguous { offset } => instant(offset).map(Moment::Once),
            AmbiguousOffset::Fold { before, after } => {
                instant(before).zip(instant(after)).map(|(first, second)| Moment::Twice(first, second))
            }
            AmbiguousOffset::Gap { before, after } => {
                let change = instant(after).and_then(|early| self.rules().following(early).next());
                let change = change.map(|change| change.timestamp());
                change.map(|at| Moment::Never(before.to_datetime(at), after.to_datetime(at)))
            }
        };
        found.unwrap_or(Moment::Unknown)
    }

    /// Returns the first instant at which the clock shows a time, or the change that goes over it.
    pub fn first(&self, local: DateTime) -> Option<Timestamp> {
        match self.moment(local) {
            Moment::Once(instant) | Moment::Twice(instant, _) => Some(instant),
            Moment::Never(_, after) => match self.moment(after) {
                Moment::Once(instant) | Moment::Twice(instant, _) => Some(instant),
                Moment::Never(..) | Moment::Unknown => None,
            },
            Moment::Unknown => None,
        }
    }

    /// Says an instant as the clock shows it: `Fri 2026-11-20 16:55`; with how far it is ahead of UTC where it shows the
    /// same time twice.
    pub fn say(&self, instant: Timestamp) -> String {
        let local = self.local(instant);
        let day = usize::try_from(local.weekday().to_monday_zero_offset()).unwrap_or_default();
        let mut text =
            format!("{} {} {:02}:{:02}", days::name(day), local.date(), local.hour(), local.minute());
        if local.second() != 0 {
            text.push_str(&format!(":{:02}", local.second()));
        }
        if let Moment::Twice(..) = self.moment(local) {
            text.push_str(&format!(" ({})", self.rules().to_offset(instant)));
        }
        text
    }
}
