//! The days of a line.

use super::spoken::{self, Word};
use crate::{
    calendar::{
        days::{self, Days},
        reader::Reader,
    },
    nearest,
    syntax::name::shown,
};
use std::ops::Range;

/// What comes between two days.
#[derive(Clone, Copy, PartialEq)]
enum Between {
    /// Nothing yet.
    Nothing,
    /// A comma.
    Comma,
    /// A hyphen.
    Hyphen,
}

/// The days that were read so far.
struct Week {
    days: Days,
    /// The day that a hyphen may follow.
    last: Option<usize>,
    between: Between,
    is_known: bool,
}

/// Reads days up to the first digit; none if they are not known, or if there are none.
pub(super) fn read(reader: &mut Reader) -> Option<Days> {
    let mut week = Week { days: Days::default(), last: None, between: Between::Nothing, is_known: true };
    let start = reader.at();
    let mut last_sign = start..start;
    while !reader.rest().is_empty() && !reader.rest().starts_with(|c: char| c.is_ascii_digit()) {
        let from = reader.at();
        let word = reader.take(|c| c.is_alphabetic());
        if !word.is_empty() {
            week.word(word, from..reader.at(), reader);
        } else {
            sign(&mut week, reader);
            last_sign = from..reader.at();
        }
        reader.blanks();
    }
    match week.between {
        Between::Comma if week.is_known => {
            reader.complain(last_sign, "behind this comma a day is missing", "nothing follows");
        }
        Between::Hyphen if week.is_known => {
            let asked = reader.complain(last_sign, "these days have no last one", "until which day?");
            asked.ask("a range has two days: `Mon-Thu`");
            week.is_known = false;
        }
        _ => (),
    }
    (week.is_known && week.days != Days::default()).then_some(week.days)
}

fn sign(week: &mut Week, reader: &mut Reader) {
    let start = reader.at();
    let sign = reader.rest().chars().next().unwrap_or_default();
    let at = start..start + sign.len_utf8();
    reader.go(at.end);
    let is_between = week.between == Between::Nothing && week.days != Days::default();
    match sign {
        '-' if is_between => week.between = Between::Hyphen,
        ',' if is_between => week.between = Between::Comma,
        '–' | '—' | '−' | '‐' | '‑' | '~' if is_between => {
            week.between = Between::Hyphen;
            reader.complain(at, "a range is written with the hyphen of the keyboard, `-`", "another dash");
        }
        '&' | '+' | '/' | ';' | '|' if is_between => {
            week.between = Between::Comma;
            let message = format!("days are separated by a comma, not by `{sign}`");
            reader.complain(at, message, "a comma here: `Mon,Wed`");
        }
        ':' | '.' if is_between => {
            let message = format!("days stand without `{sign}` behind them");
            reader.complain(at, message, "leave this out");
        }
        _ => {
            week.is_known = false;
            let message = format!("`{}` joins no days here", shown(&sign.to_string()));
            reader.complain(at, message, "between two days: `,` or `-`").is_clear = false;
        }
    }
}

impl Week {
    fn word(&mut self, word: &str, at: Range<usize>, reader: &mut Reader) {
        let found = spoken::find(word);
        match found {
            Some(Word::Day(day)) => {
                if !word.eq_ignore_ascii_case(days::name(day)) {
                    let message = format!("days are written with three letters: `{}`", days::name(day));
                    reader.complain(at.clone(), message, format!("`{}`", days::name(day)));
                }
                self.day(day, at, reader);
            }
            Some(Word::Daily) if self.days == Days::default() => {
                if !word.eq_ignore_ascii_case("daily") {
                    reader.complain(at, "every day is written `daily`", "`daily`");
                }
                self.days = Days::DAILY;
            }
            Some(Word::Daily) if word.eq_ignore_ascii_case("daily") => {
                self.days = Days::DAILY;
                self.between = Between::Nothing;
                reader.complain(at, "`daily` stands alone: it is every day already", "every day").is_clear =
                    false;
            }
            Some(Word::Daily | Word::Filler) => {
                reader.complain(at, "a line is just days and hours", "leave this out");
            }
            Some(Word::Set(days)) => {
                self.days.add(days);
                self.last = None;
                self.between = Between::Nothing;
                let message =
                    "working days and weekends are not the same everywhere, so a window names its days";
                reader.complain(at, message, "which days?").is_clear = false;
            }
            Some(Word::Through | Word::And) if self.between != Between::Nothing => {
                self.unknown(word, at, reader)
            }
            Some(Word::Through) => {
                self.between = Between::Hyphen;
                reader.complain(at, "a range of days is written with a hyphen", "`-`: `Mon-Thu`");
            }
            Some(Word::And) => {
                self.between = Between::Comma;
                reader.complain(at, "days are separated by a comma", "`,`: `Mon,Wed`");
            }
            Some(Word::Except) => {
                self.is_known = false;
                self.between = Between::Comma;
                reader
                    .complain(at, "a window names the days that are left", "which days are left?")
                    .ask("`Mon-Tue,Thu-Fri` leaves out one day; so does a `closed` line");
            }
            None => self.unknown(word, at, reader),
        }
    }

    fn day(&mut self, day: usize, at: Range<usize>, reader: &mut Reader) {
        match (self.between, self.last) {
            (Between::Hyphen, Some(first)) if first == day => {
                self.is_known = false;
                let name = days::name(day);
                reader
                    .complain(at, format!("`{name}-{name}` may be one day or a whole week"), "the same day")
                    .ask(format!("`{name}`, or `daily`"));
            }
            (Between::Hyphen, Some(first)) => {
                self.days.add(Days::range(first, day));
                self.last = None;
            }
            (Between::Hyphen, None) => {
                self.is_known = false;
                reader
                    .complain(at, "a range has two days, the first and the last", "one too many")
                    .ask("`Mon-Thu`, or with commas `Mon,Wed,Fri`");
            }
            (Between::Nothing, _) if self.days != Days::default() => {
                self.is_known = false;
                reader
                    .complain(at, "two days stand side by side, with nothing in between", "another day")
                    .ask("`Mon,Wed` are two days, `Mon-Wed` is a range");
            }
            _ => {
                self.days.add(Days::range(day, day));
                self.last = Some(day);
            }
        }
        self.between = Between::Nothing;
    }

    fn unknown(&mut self, word: &str, at: Range<usize>, reader: &mut Reader) {
        self.between = Between::Nothing;
        self.is_known = false;
        let nearest = nearest::find(word, days::NAMES.into_iter().chain(["daily"]));
        let trouble = reader.complain(at, format!("`{}` is no day of the week", shown(word)), "not a day");
        trouble.is_clear = false;
        match nearest {
            Some(nearest) => trouble.ask(format!("did you mean `{nearest}`?")),
            None => trouble.ask(format!("{}; dates are for a `freeze`", super::EXAMPLE)),
        }
    }
}
