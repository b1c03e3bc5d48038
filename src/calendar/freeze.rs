//! A freeze: no promotion from one date until another.

use super::{WEEK, Weekly, minute_of_week, words::dated};
use crate::{diagnostic::Diagnostics, source::Spanned};
use jiff::{
    Span, ToSpan,
    civil::{DateTime, Time},
};

/// A time in which nothing travels, on the wall clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Freeze {
    /// When it starts.
    pub from: DateTime,
    /// When everything is open again.
    pub until: DateTime,
}

impl Freeze {
    /// Makes a freeze; one that does not end after it starts is reported.
    pub fn new(
        from: Spanned<DateTime>,
        until: Spanned<DateTime>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        if from.value < until.value {
            return Some(Self { from: from.value, until: until.value });
        }
        let (start, end) = (written(from.value), written(until.value));
        let is_same = from.value == until.value;
        let message = match is_same {
            true => format!("this freeze ends at the moment when it starts, so it stops nothing: {start}"),
            false => format!("this freeze ends on {end}, before it starts on {start}, so it stops nothing"),
        };
        let later = |span: Span| until.value.checked_add(span).ok().filter(|end| *end > from.value);
        let error = diagnostics.error("freeze-ends-before-it-starts", until.span, message);
        let is_day = is_midnight(until.value);
        error.label(if is_day { "the end: this day is open again" } else { "the end" });
        error.also(from.span, "the start");
        error.help(match (later(1.day()), later(1.year())) {
            (Some(end), _) if is_same => format!("for one day write `until \"{}\"`", written(end)),
            (Some(end), _) => format!("is the next day meant? `until \"{}\"`", written(end)),
            (_, Some(end)) => format!("is the year right? `until \"{}\"`", written(end)),
            _ => format!("the earlier one comes first: `from \"{end}\" until \"{start}\"`"),
        });
        None
    }

    /// Tells whether it holds when the clock on the wall shows this.
    pub fn contains(&self, local: DateTime) -> bool {
        self.from <= local && local < self.until
    }

    /// Returns when it is surely over everywhere, in seconds since 1970: a clock on a wall is at most a day away from UTC.
    pub fn thawed(&self) -> i64 {
        self.until.duration_since(DateTime::constant(1970, 1, 1, 0, 0, 0, 0)).as_secs() + 24 * 3_600
    }

    /// Returns the minutes of the week that lie in it at least once.
    pub fn minutes(&self) -> Weekly {
        let length = self.until.duration_since(self.from).as_mins();
        let Some(length) = u16::try_from(length).ok().filter(|length| *length < WEEK) else {
            return Weekly::always();
        };
        Weekly::from(0..length).later(minute_of_week(self.from).into())
    }

    /// Says when it holds and when all is open again: `from Fri 2026-12-18 through Sun 2027-01-03; open again on Mon
    /// 2027-01-04`.
    pub fn words(&self) -> String {
        let Self { from, until } = *self;
        let last = until.date().yesterday().ok().filter(|_| is_midnight(from) && is_midnight(until));
        match last {
            Some(last) if last == from.date() => {
                format!("on {}; open again on {}", dated(from), dated(until))
            }
            Some(last) => {
                let last = dated(last.to_datetime(Time::midnight()));
                format!("from {} through {last}; open again on {}", dated(from), dated(until))
            }
            None => format!("from {} until {}, and open again from then on", dated(from), dated(until)),
        }
    }
}

fn is_midnight(local: DateTime) -> bool {
    local.time() == Time::midnight()
}

/// A date as a file says it, with its time if it is not the start of the day.
pub(super) fn written(local: DateTime) -> String {
    match is_midnight(local) {
        true => local.date().to_string(),
        false => format!("{} {:02}:{:02}", local.date(), local.hour(), local.minute()),
    }
}
