//! Dates and freezes.

use super::{date, page, unchanged};
use crate::common;
use gatewright::{
    calendar::{self, Freeze},
    diagnostic::Diagnostics,
    source::{Span, Spanned},
};
use jiff::civil::DateTime;

#[test]
fn a_date_is_its_first_minute() {
    for (text, said) in [
        ("2026-12-18", "2026-12-18T00:00:00"),
        ("2026-12-18 22:00", "2026-12-18T22:00:00"),
        ("2026-12-18T22:00", "2026-12-18T22:00:00"),
        (" 2028-02-29  00:00 ", "2028-02-29T00:00:00"),
    ] {
        assert_eq!(date(text).expect(text).to_string(), said);
    }
}

#[test]
fn a_text_that_is_no_date_says_what_to_type() {
    unchanged("dates", &page(include_str!("dates.txt"), "not-a-date", date));
}

/// Makes a freeze of the two dates in a line, and tells what is found.
fn freeze(from: &str, until: &str) -> Result<Freeze, String> {
    let source = format!("freeze x from \"{from}\" until \"{until}\"\n");
    let mut diagnostics = Diagnostics::default();
    let mut place = |text: &str, start: usize| -> Spanned<DateTime> {
        let span = Span::new(start, start + text.len() + 2);
        let value = calendar::date(Spanned::new(text, span), &source, &mut diagnostics).expect("a date");
        Spanned::new(value, span)
    };
    let from = place(from, 14);
    let until = place(until, source.len() - until.len() - 3);
    let freeze = Freeze::new(from, until, &mut diagnostics);
    freeze.ok_or_else(|| format!("{source}{}", common::render(&source, diagnostics.as_slice())))
}

#[test]
fn a_freeze_says_when_all_is_open_again() {
    for (from, until, said) in [
        (
            "2026-12-18",
            "2027-01-04",
            "from Fri 2026-12-18 through Sun 2027-01-03; open again on Mon 2027-01-04",
        ),
        ("2026-12-24", "2026-12-25", "on Thu 2026-12-24; open again on Fri 2026-12-25"),
        (
            "2026-12-18 22:00",
            "2027-01-04",
            "from Fri 2026-12-18 22:00 until Mon 2027-01-04, and open again from then on",
        ),
        (
            "2026-12-18",
            "2026-12-18 06:00",
            "from Fri 2026-12-18 until Fri 2026-12-18 06:00, and open again from then on",
        ),
    ] {
        assert_eq!(freeze(from, until).expect("a freeze").words(), said);
    }
    let freeze = freeze("2026-12-18", "2027-01-04").expect("a freeze");
    for (local, is_in) in [
        ("2026-12-17T23:59", false),
        ("2026-12-18T00:00", true),
        ("2027-01-03T23:59:59", true),
        ("2027-01-04T00:00", false),
    ] {
        assert_eq!(freeze.contains(local.parse().expect("a date")), is_in, "{local}");
    }
}

#[test]
fn a_freeze_that_stops_nothing_is_reported() {
    let pairs = [
        ("2026-12-24", "2026-12-24"),
        ("2026-12-18", "2026-01-04"),
        ("2026-12-18", "2024-12-11"),
        ("2026-12-18 22:00", "2026-12-18 06:00"),
    ];
    let told = pairs.map(|(from, until)| freeze(from, until).expect_err("it stops nothing"));
    assert!(told.iter().all(|one| one.contains("error[freeze-ends-before-it-starts]")));
    unchanged("freezes", &told.join("\n"));
}
