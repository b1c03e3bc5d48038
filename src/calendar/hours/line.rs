//! The grammar of a line, and what was probably meant by one that does not follow it.

use super::{spoken, which, written};
use crate::calendar::{
    DAY,
    clock::{self, Clock, Half},
    days::Days,
    reader::Reader,
    trouble::Trouble,
    words, zone,
};
use std::ops::Range;

/// Longer than all days, with the hours of one stretch, can be said in any way.
const LONGEST: usize = 200;

/// What was read of a line.
pub(super) struct Line {
    /// Its days, as far as they are known.
    pub(super) days: Option<Days>,
    /// Its hours, as far as they are known; the end may lie before the start.
    pub(super) hours: Option<Range<u16>>,
    /// Where the end of the hours stands.
    pub(super) end: Range<usize>,
    /// What keeps it from being hours.
    pub(super) troubles: Vec<Trouble>,
    /// What the rest of the line says, if it is more hours.
    more: Vec<String>,
}

impl Line {
    /// Returns the lines that were probably meant; none if nobody knows.
    pub(super) fn meant(&self) -> Vec<String> {
        match (self.days, &self.hours) {
            (Some(days), Some(hours)) if hours.start != hours.end => {
                written(days, hours).into_iter().chain(self.more.iter().cloned()).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// Reads all of a line.
pub(super) fn read(text: &str) -> Line {
    let mut reader = Reader::new(text);
    let mut line = Line { days: None, hours: None, end: 0..0, troubles: Vec::new(), more: Vec::new() };
    if reader.rest().is_empty() {
        reader.complain(0..0, "these opening hours are empty", "days and hours belong here").is_clear = false;
    } else if text.len() > LONGEST {
        let at = reader.ahead();
        reader.complain(at, "this is too long for one line of opening hours", "days, then hours").is_clear =
            false;
    } else if ["24/7", "always"].contains(&reader.part(&reader.ahead())) {
        (line.days, line.hours) = (Some(Days::DAILY), Some(0..DAY));
        let at = reader.ahead();
        reader.complain(at, "round the clock is every day from 00:00 to 24:00", "days, then hours");
    } else {
        let start = reader.at();
        line.days = which::read(&mut reader);
        let days = start..start + reader.part(&(start..reader.at())).trim_end().len();
        if reader.rest().is_empty() {
            without_hours(&line, days, &mut reader);
        } else {
            hours(&mut line, days, &mut reader);
        }
    }
    line.troubles = reader.troubles;
    line
}

fn without_hours(line: &Line, days: Range<usize>, reader: &mut Reader) {
    let trouble = reader.complain(days, "these days have no hours", "from when until when?");
    let example = words::line(line.days.unwrap_or(Days::DAILY), &(0..DAY));
    trouble.ask(format!("for all day write `\"{example}\"`"));
}

fn hours(line: &mut Line, days: Range<usize>, reader: &mut Reader) {
    let start = reader.at();
    if is_date(reader.rest()) {
        let at = reader.ahead();
        let message = "opening hours come back every week, and a date does not";
        return reader
            .complain(at, message, "a date")
            .ask("for dates write `freeze \"holidays\" from \"2026-12-18\" until \"2027-01-04\"`");
    }
    let first = clock::read(reader);
    let behind = reader.at();
    let is_range = dash(reader);
    if !is_range || !reader.rest().starts_with(|c: char| c.is_ascii_digit()) {
        return without_end(line, first, start..behind, reader);
    }
    let end = reader.at();
    let last = clock::read(reader);
    line.end = end..reader.at();
    if let (Some(first), Some(last)) = (first, last) {
        let hours = meant(first, last, start..behind, reader);
        if first.minute == DAY {
            line.days = line.days.map(Days::next);
        }
        line.hours = Some(hours);
    }
    let hours = start..reader.at();
    reader.blanks();
    if !reader.rest().is_empty() {
        rest(line, &days, reader);
    }
    if days.is_empty() && line.days.is_none() {
        let example = line.hours.clone().unwrap_or(9 * 60..17 * 60);
        let line = |days| words::line(days, &example);
        let help =
            format!("`\"{}\"`, or for working days `\"{}\"`", line(Days::DAILY), line(Days::range(0, 4)));
        reader.complain(hours, "these hours have no days", "on which days?").ask(help);
    }
}

/// Tells whether a text starts with a date, the year in front or at the end.
fn is_date(text: &str) -> bool {
    let digits = |part: &str| part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
    let is_year = |part: &str| digits(part) == 4;
    ['-', '/', '.'].iter().any(|separator| match text.splitn(3, *separator).collect::<Vec<_>>()[..] {
        [first, month, last] => {
            let is_number = |part: &str| !part.is_empty() && digits(part) == part.len();
            is_number(first) && is_number(month) && (is_year(first) || is_year(last))
        }
        _ => false,
    })
}

/// Goes behind what stands between two times, and tells whether there is anything.
fn dash(reader: &mut Reader) -> bool {
    reader.blanks();
    let start = reader.at();
    let is_dash = reader.eat(&["-"]);
    let is_other =
        !is_dash && reader.eat(&["–", "—", "−", "‐", "‑", "~", "..", "to", "till", "until", "bis"]);
    if is_other {
        let at = start..reader.at();
        reader.complain(at, "start and end are joined by the hyphen of the keyboard, `-`", "a hyphen here");
    }
    let is_and = !is_dash && !is_other && reader.eat(&["and"]);
    if is_and {
        let at = start..reader.at();
        let message = "two times joined by `and` may be hours or two moments";
        reader.complain(at, message, "from the one until the other: `-`").is_clear = false;
    }
    reader.blanks();
    is_dash || is_other || is_and
}

fn without_end(line: &Line, first: Option<Clock>, at: Range<usize>, reader: &mut Reader) {
    let Some(first) = first else { return };
    let start = first.minute.min(DAY - 1);
    let example = words::line(line.days.unwrap_or(Days::DAILY), &(start..DAY));
    reader
        .complain(at, "these hours have a start and no end", "until when?")
        .ask(format!("until the end of the day it is `\"{example}\"`"));
}

/// The hours that were meant, on the clock of 24 hours.
fn meant(first: Clock, last: Clock, at: Range<usize>, reader: &mut Reader) -> Range<u16> {
    const HALF: u16 = DAY / 2;
    let (mut start, mut end) = (first.minute, last.minute);
    if start == DAY {
        let at_midnight = "`24:00` is the end of a day, and no start";
        reader.complain(at, at_midnight, "the next day starts at `00:00`").is_clear = false;
        return 0..end;
    }
    if first.half.is_none() && last.half == Some(Half::Afternoon) && start + HALF < end {
        // `1-5pm`: both are afternoon, most likely.
        start += HALF;
        doubt(reader);
    } else if !reader.troubles.is_empty()
        && last.half.is_none()
        && end <= start
        && start < end + HALF
        && end < HALF
    {
        // `9-5`: the end is in the afternoon, most likely.
        end += HALF;
        doubt(reader);
    }
    start..end
}

fn doubt(reader: &mut Reader) {
    for trouble in &mut reader.troubles {
        trouble.is_clear = false;
    }
}

/// What stands behind the hours.
fn rest(line: &mut Line, days: &Range<usize>, reader: &mut Reader) {
    let at = reader.ahead();
    let written = reader.part(&at);
    let mut other = Reader::new(written);
    let behind = which::read(&mut other);
    if days.is_empty() && other.rest().is_empty() && behind.is_some() {
        line.days = behind;
        reader.complain(at, "days stand before hours", "these first");
        return;
    }
    if let Some(closed) = exception(reader.part(days), written) {
        reader
            .complain(at, "what is left out of the hours is a line of its own", "a `closed` line")
            .ask(format!("beside it `closed \"{closed}\"`"));
    } else if let Some(more) = more(reader.part(days), written) {
        line.more = more;
        reader.complain(at, "one line says one stretch of hours", "more hours").is_clear = false;
    } else if zone::is_named(written) {
        reader
            .complain(at, "hours follow the clock of the pipeline, and name no time zone", "not here")
            .ask("the clock is said once: `pipeline NAME { time-zone \"Europe/Berlin\" }`");
    } else {
        reader.complain(at, "nothing may follow the hours of a line", "not known here").is_clear = false;
    }
}

/// The hours that are left out: `except Wed`, or `except 12:00-13:00` on the same days.
fn exception(days: &str, written: &str) -> Option<String> {
    let mut other = Reader::new(written);
    if !other.eat(spoken::EXCEPT) {
        return None;
    }
    other.blanks();
    let meant = match other.rest() {
        hours if hours.starts_with(|c: char| c.is_ascii_digit()) => read(&format!("{days} {hours}")).meant(),
        _ => Vec::new(),
    };
    let all_day = || words::line(which::read(&mut other).unwrap_or(Days::range(2, 2)), &(0..DAY));
    Some(meant.into_iter().next().unwrap_or_else(all_day))
}

/// The lines that more hours come to: `, Fri 09:00-12:00`, or `and 13:00-17:00` on the same days.
fn more(days: &str, written: &str) -> Option<Vec<String>> {
    let mut other = Reader::new(written);
    other.take(|c| ",;&+/|".contains(c));
    other.blanks();
    other.eat(&["and", "und"]);
    other.blanks();
    let next = other.rest();
    let is_hours = next.starts_with(|c: char| c.is_ascii_digit());
    let lines = if is_hours { read(&format!("{days} {next}")) } else { read(next) }.meant();
    (!lines.is_empty()).then_some(lines)
}
