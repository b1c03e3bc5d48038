//! A date, with or without a time: `2026-12-18`, `2026-12-18 22:00`.

use super::{DAY, clock, freeze::written, place::Place, reader::Reader, trouble, zone};
use crate::{diagnostic::Diagnostics, source::Spanned, syntax::name::shown};
use jiff::civil::{Date, DateTime};
use std::ops::Range;

const EXAMPLE: &str = "year, month, day: `\"2026-12-18\"`, or with a time `\"2026-12-18 22:00\"`";
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
/// More than any date has.
const LONGEST: usize = 60;

/// Reads the date that a quoted text says, on the wall clock; without a time it is its 00:00. The span covers the text with
/// its quotes.
pub fn date(text: Spanned<&str>, source: &str, diagnostics: &mut Diagnostics) -> Option<DateTime> {
    let place = Place::of(text, source);
    let mut reader = Reader::new(text.value);
    let found = read(&mut reader);
    let Some(first) = reader.troubles.first() else { return found };
    let error = diagnostics.error("not-a-date", place.part(&first.at), &first.message);
    let meant: Vec<String> = found.map(written).into_iter().collect();
    trouble::tell(error, &reader.troubles, &meant, EXAMPLE, place);
    None
}

/// Reads all of a text; a date with troubles is what was probably meant.
fn read(reader: &mut Reader) -> Option<DateTime> {
    let whole = reader.ahead();
    if whole.is_empty() {
        reader.complain(whole, "this date is empty", "a date belongs here").is_clear = false;
        return None;
    }
    let parts = if whole.len() > LONGEST { Vec::new() } else { parts(reader) };
    let at = whole.start..whole.start + reader.part(&(whole.start..reader.at())).trim_end().len();
    let day = match meant(&parts, at.clone(), reader) {
        Some((year, month, day)) => real(year, month, day, at, reader),
        None if reader.troubles.is_empty() => {
            let message = format!("`{}` is no date", shown(reader.part(&whole)));
            reader.complain(whole, message, "year, month, day").is_clear = false;
            return None;
        }
        None => None,
    };
    let time = time(reader);
    rest(reader);
    let (day, minute) = (day?, time?);
    let day = if minute == DAY { day.tomorrow().ok()? } else { day };
    let (hour, minute) = (minute % DAY / 60, minute % 60);
    Some(day.at(hour.try_into().ok()?, minute.try_into().ok()?, 0, 0))
}

/// A number of a date and how many digits it has, or a month in words.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    /// `2026`, `12`, `4`.
    Number(i16, usize),
    /// `December`, `Dec`.
    Month(i16),
}

/// The parts of a date, in the order in which they stand.
fn parts(reader: &mut Reader) -> Vec<Part> {
    let mut parts = Vec::new();
    while parts.len() < 3 {
        let start = reader.at();
        let digits = reader.take(|c| c.is_ascii_digit());
        let word = if digits.is_empty() { reader.take(|c| c.is_alphabetic()) } else { "" };
        let is_month = |name: &&str| word.len() >= 3 && name.to_lowercase().starts_with(&word.to_lowercase());
        let month = MONTHS.iter().position(is_month).and_then(|month| i16::try_from(month + 1).ok());
        match (digits.len(), month) {
            (8, _) if parts.is_empty() => {
                let number = |part: Range<usize>| digits[part].parse().unwrap_or_default();
                return vec![
                    Part::Number(number(0..4), 4),
                    Part::Number(number(4..6), 2),
                    Part::Number(number(6..8), 2),
                ];
            }
            (1..=4, _) => parts.push(Part::Number(digits.parse().unwrap_or_default(), digits.len())),
            (_, Some(month)) => parts.push(Part::Month(month)),
            _ => {
                reader.go(start);
                break;
            }
        }
        reader.eat(&["st", "nd", "rd", "th"]);
        if parts.len() < 3 {
            reader.take(|c| "-./, ".contains(c));
        }
    }
    parts
}

/// The year, the month and the day that are meant.
fn meant(parts: &[Part], at: Range<usize>, reader: &mut Reader) -> Option<(i16, i16, i16)> {
    use Part::{Month, Number};
    let ask = |reader: &mut Reader, message: &str, help: String| {
        reader.complain(at.clone(), message, "year, month, day").ask(help);
        None
    };
    match *parts {
        [Number(year, 4), Number(month, _) | Month(month), Number(day, _)]
        | [Number(day, _), Month(month), Number(year, 4)]
        | [Month(month), Number(day, _), Number(year, 4)] => Some((year, month, day)),
        [Number(one, _), Number(two, _), Number(year, 4)] => {
            let is_german = reader.part(&at).contains('.');
            match (one > 12, two > 12) {
                _ if is_german || one == two => Some((year, two, one)),
                (true, _) => Some((year, two, one)),
                (_, true) => Some((year, one, two)),
                _ => ask(
                    reader,
                    "nobody can tell which of these is the month",
                    format!("`\"{year:04}-{one:02}-{two:02}\"`, or `\"{year:04}-{two:02}-{one:02}\"`?"),
                ),
            }
        }
        [Number(_, 1 | 2), Number(..) | Month(_), Number(_, 1 | 2)] => {
            ask(reader, "a year has four digits, and stands in front", EXAMPLE.to_owned())
        }
        [Number(_, 4), Number(..) | Month(_)] => {
            ask(reader, "this date has no day", "the day comes last: `\"2026-12-18\"`".to_owned())
        }
        [Number(..), Month(_)] | [Month(_), Number(..)] => {
            ask(reader, "this date has no year", "the year comes first: `\"2026-12-18\"`".to_owned())
        }
        _ => None,
    }
}

/// The date, if it is in the calendar.
fn real(year: i16, month: i16, day: i16, at: Range<usize>, reader: &mut Reader) -> Option<Date> {
    let numbers = |month: i16, day: i16| Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok();
    let found = numbers(month, day);
    let written = reader.part(&at);
    match (found, numbers(month, 1)) {
        (Some(found), _) if found.to_string() == written => (),
        (Some(found), _) => {
            let message = format!("a date is written `{found}`, not `{written}`");
            reader.complain(at, message, "year, month, day");
        }
        (None, Some(first)) => {
            let name = MONTHS[usize::try_from(month - 1).unwrap_or_default()];
            let days = first.days_in_month();
            reader
                .complain(
                    at,
                    format!("there is no `{written}`: {name} {year} has {days} days"),
                    "no such day",
                )
                .ask(format!("its days go from `\"{first}\"` to `\"{}\"`", first.last_of_month()));
        }
        (None, None) => {
            let message = format!("there is no month {month}: a year has 12");
            let swapped = numbers(day, month);
            reader.complain(at, message, "year, month, day").is_clear = false;
            return swapped;
        }
    }
    found
}

/// The minutes since midnight of the time behind the date.
fn time(reader: &mut Reader) -> Option<u16> {
    let start = reader.at();
    let is_joined = reader.eat(&["t"]) || {
        reader.blanks();
        reader.at() > start
    };
    let filler = reader.at();
    if reader.eat(&["at", ",", "um"]) {
        let at = filler..reader.at();
        reader.complain(at, "between a date and its time stands a blank", "leave this out");
        reader.blanks();
    }
    if !is_joined || !reader.rest().starts_with(|c: char| c.is_ascii_digit()) {
        reader.go(start);
        return Some(0);
    }
    let from = reader.at();
    let clock = clock::read(reader)?;
    if clock.minute == DAY {
        let at = from..reader.at();
        reader.complain(at, "the end of a day is the start of the next one", "`00:00` of the next day");
    }
    Some(clock.minute)
}

/// What stands behind a date and its time.
fn rest(reader: &mut Reader) {
    reader.blanks();
    let at = reader.ahead();
    if at.is_empty() {
        return;
    }
    if zone::is_named(reader.part(&at)) {
        reader
            .complain(at, "a date follows the clock of the pipeline, and names no time zone", "not here")
            .ask("the clock is said once: `pipeline NAME { time-zone \"Europe/Berlin\" }`");
    } else {
        reader.complain(at, "nothing may follow a date and its time", "not known here").is_clear = false;
    }
}
