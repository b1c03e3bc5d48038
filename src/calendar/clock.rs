//! A time of day: `09:00`, and everything else that people write for it.

use super::{DAY, reader::Reader, words::time};
use crate::syntax::name::shown;
use std::ops::Range;

/// A time of day that was read.
#[derive(Clone, Copy)]
pub(super) struct Clock {
    /// The minutes since midnight; the end of the day is 1440.
    pub(super) minute: u16,
    /// The half of the day, if it was written: `am` or `pm`.
    pub(super) half: Option<Half>,
}

/// A half of the day.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Half {
    /// Before noon.
    Morning,
    /// From noon on.
    Afternoon,
}

/// Reads the time that starts here with a digit; none if it cannot be a time of day.
pub(super) fn read(reader: &mut Reader) -> Option<Clock> {
    let start = reader.at();
    let digits = reader.take(|c| c.is_ascii_digit());
    let (hour, minute) = match digits.len() {
        4 => digits.split_at(2),
        _ => (digits, minutes(reader)),
    };
    let seconds = start_of_seconds(reader);
    let half = half(reader);
    let at = start..reader.at();
    let written = shown(reader.part(&at));
    let (Some(hour), Some(minute)) = (number(hour), number(minute)) else {
        reader
            .complain(
                at,
                format!("`{written}` is no time of day"),
                "two digits, a colon, two digits: `09:00`",
            )
            .is_clear = false;
        return None;
    };
    if minute > 59 {
        let message = format!("there is no `{written}`: minutes go from 00 to 59");
        reader.complain(at, message, "59 is the last").is_clear = false;
        return None;
    }
    let hour = match half {
        Some(Half::Morning) if hour == 12 => 0,
        Some(Half::Afternoon) if hour < 12 => hour + 12,
        _ => hour,
    };
    let total = hour * 60 + minute;
    if total > DAY {
        let message = format!("there is no `{written}`: a day ends at `24:00`");
        reader
            .complain(at, message, "after the end of the day")
            .ask("what goes on after midnight is a line of the next day, which starts at `00:00`");
        return None;
    }
    if let Some(at) = seconds {
        let is_zero = reader.part(&at).chars().all(|c| ":0.".contains(c));
        reader.complain(at, "times are given to the minute, without seconds", "leave this out").is_clear =
            is_zero;
    } else if written != time(total) {
        let message = format!("a time is written `{}`, not `{written}`", time(total));
        let is_cut = written.split_once(':').is_some_and(|(_, minutes)| minutes.len() == 1);
        // `12am` is midnight, and some mean noon.
        let is_noon = half.is_some() && matches!(total / 60, 0 | 12);
        reader.complain(at, message, why(&written)).is_clear = !is_cut && !is_noon;
    }
    Some(Clock { minute: total, half })
}

/// The digits of the minutes; `00` if none are written.
fn minutes<'a>(reader: &mut Reader<'a>) -> &'a str {
    let mut behind = reader.rest().chars();
    let separator = behind.next().filter(|c| ":.hH".contains(*c));
    let is_followed = behind.next().is_some_and(|c| c.is_ascii_digit());
    match separator {
        Some(separator) if is_followed => {
            reader.take(|c| c == separator);
            reader.take(|c| c.is_ascii_digit())
        }
        Some(':') => {
            reader.take(|c| c == ':');
            ""
        }
        _ => "00",
    }
}

/// Goes behind `:00`, and returns where it stands.
fn start_of_seconds(reader: &mut Reader) -> Option<Range<usize>> {
    let start = reader.at();
    let is_followed = reader.rest().strip_prefix(':')?.starts_with(|c: char| c.is_ascii_digit());
    is_followed.then(|| {
        reader.take(|c| c == ':' || c.is_ascii_digit() || c == '.');
        start..reader.at()
    })
}

/// Goes behind the half of the day, or a word that says that this is a time.
fn half(reader: &mut Reader) -> Option<Half> {
    let start = reader.at();
    let mut ahead = Reader::new(reader.rest());
    let half = if ahead.eat(&["a.m.", "am"]) {
        Some(Half::Morning)
    } else if ahead.eat(&["p.m.", "pm"]) {
        Some(Half::Afternoon)
    } else if ahead.eat(&["uhr", "h", "hrs", "o'clock"]) {
        None
    } else {
        return None;
    };
    reader.go(start + ahead.at());
    half
}

/// A number of one or two digits.
fn number(digits: &str) -> Option<u16> {
    if digits.len() > 2 { None } else { digits.parse().ok() }
}

fn why(written: &str) -> &'static str {
    let is_letter = |c: char| c.is_alphabetic();
    match written.split_once(':') {
        _ if written.contains(is_letter) => "hours from 00 to 24, without words",
        Some((_, minutes)) if minutes.len() < 2 => "two digits for the minutes",
        Some(_) => "two digits for the hour",
        None if written.contains('.') => "a colon between hours and minutes",
        None => "hours and minutes, with a colon",
    }
}
