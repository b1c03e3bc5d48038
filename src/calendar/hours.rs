//! One line of a window: `Mon-Thu 09:00-16:00`.

mod line;
mod spoken;
mod which;

use super::{
    DAY, Weekly,
    days::Days,
    place::Place,
    trouble,
    words::{self, time},
};
use crate::{
    diagnostic::Diagnostics,
    source::{Span, Spanned},
};
use std::ops::Range;

const EXAMPLE: &str =
    "days, then hours: `\"Mon-Fri 09:00-17:00\"`; days are `daily`, `Mon`, `Mon-Thu`, `Mon,Wed`";

/// Reads the hours that a quoted text says: days, then a start inside and an end outside, on the wall clock. The span
/// covers the text with its quotes.
pub fn hours(text: Spanned<&str>, source: &str, diagnostics: &mut Diagnostics) -> Option<Weekly> {
    let place = Place::of(text, source);
    let line = line::read(text.value);
    if let Some(first) = line.troubles.first() {
        let error = diagnostics.error("not-opening-hours", place.part(&first.at), &first.message);
        trouble::tell(error, &line.troubles, &line.meant(), EXAMPLE, place);
        return None;
    }
    let (days, hours) = (line.days?, line.hours?);
    if hours.start < hours.end {
        return Some(days.at(hours));
    }
    report_end(days, hours, place.part(&line.end), place.whole(), diagnostics);
    None
}

fn report_end(days: Days, hours: Range<u16>, end: Span, whole: Span, diagnostics: &mut Diagnostics) {
    let (from, until) = (time(hours.start), time(hours.end));
    let lines = written(days, &hours);
    let all_day = words::line(days, &(0..DAY));
    let message = match hours.end {
        end if end == hours.start => {
            format!("these hours end at {until}, where they start: that is no time at all")
        }
        0 => "`00:00` is where a day starts; where it ends is written `24:00`".to_owned(),
        _ => format!("these hours end at {until}, before they start at {from}"),
    };
    let error = diagnostics.error("hours-end-before-start", end, message);
    error.label("the end, on the same day as the start");
    match lines.as_slice() {
        _ if hours.start == hours.end => error.help(format!("for all day write `\"{all_day}\"`")),
        [one] => {
            let wanted = format!("write `\"{one}\"`");
            error.fix(&wanted, whole, format!("\"{one}\"")).help(wanted)
        }
        several => error.help(trouble::listed("a line ends with its day, so write two", several)),
    };
}

/// The lines that say these hours: two, if they go on after midnight.
fn written(days: Days, hours: &Range<u16>) -> Vec<String> {
    if hours.start < hours.end {
        return vec![words::line(days, hours)];
    }
    let evening = words::line(days, &(hours.start..DAY));
    let morning = (hours.end > 0).then(|| words::line(days.next(), &(0..hours.end)));
    std::iter::once(evening).chain(morning).collect()
}
