//! What people call days when they do not write `Mon`.

use crate::calendar::days::{self, Days};

/// What a word of the days says.
#[derive(Clone, Copy)]
pub(super) enum Word {
    /// A day, as it should be written or by another name.
    Day(usize),
    /// Every day.
    Daily,
    /// Days that are not the same everywhere.
    Set(Days),
    /// From one day to another.
    Through,
    /// This day and another.
    And,
    /// All days but those that follow.
    Except,
    /// Nothing that has to be said.
    Filler,
}

/// Names of the days from Monday on, by language.
const FULL: [[&str; 7]; 8] = [
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
    ["mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays"],
    ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"],
    ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
    ["lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"],
    ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
    ["segunda", "terça", "quarta", "quinta", "sexta", "sábado", "domingo"],
];
/// Short names that are no other day in another of these languages.
const SHORT: [(&str, usize); 15] = [
    ("mo", 0),
    ("tu", 1),
    ("tues", 1),
    ("di", 1),
    ("we", 2),
    ("weds", 2),
    ("mi", 2),
    ("th", 3),
    ("thur", 3),
    ("thurs", 3),
    ("do", 3),
    ("fr", 4),
    ("sa", 5),
    ("su", 6),
    ("so", 6),
];
const DAILY: &[&str] = &["daily", "day", "days", "everyday", "täglich"];
const WORKING: &[&str] = &["weekday", "weekdays", "workday", "workdays", "working", "business"];
const WEEKEND: &[&str] = &["weekend", "weekends", "wochenende"];
const THROUGH: &[&str] = &["to", "till", "until", "through", "thru", "bis"];
const AND: &[&str] = &["and", "or", "und", "oder"];
/// What stands before days that are left out.
pub(super) const EXCEPT: &[&str] = &["except", "but", "not", "without", "außer"];
const FILLER: &[&str] = &["from", "at", "on", "between", "every", "each", "all", "von"];

/// Finds out what a word says; none for a word that says nothing about days.
pub(super) fn find(word: &str) -> Option<Word> {
    let lower = word.to_lowercase();
    let is_in = |words: &[&str]| words.contains(&lower.as_str());
    let full = || FULL.iter().find_map(|names| names.iter().position(|name| *name == lower));
    let short = || SHORT.iter().find(|(name, _)| *name == lower).map(|(_, day)| *day);
    match days::find(word).or_else(full).or_else(short) {
        Some(day) => Some(Word::Day(day)),
        None if is_in(DAILY) => Some(Word::Daily),
        None if is_in(WORKING) => Some(Word::Set(Days::range(0, 4))),
        None if is_in(WEEKEND) => Some(Word::Set(Days::range(5, 6))),
        None if is_in(THROUGH) => Some(Word::Through),
        None if is_in(AND) => Some(Word::And),
        None if is_in(EXCEPT) => Some(Word::Except),
        None if is_in(FILLER) => Some(Word::Filler),
        None => None,
    }
}
