//! Lines of a window.

use super::{hours, page, read, unchanged, weekly};
use gatewright::calendar::{self, DAY, WEEK, Weekly, Window, words};
use proptest::{prelude::*, test_runner::RngSeed};

#[test]
fn a_line_means_what_it_says() {
    for (text, said) in [
        ("Mon 09:00-16:00", "Mon 09:00-16:00"),
        ("Mon-Thu 09:00-16:00", "Mon-Thu 09:00-16:00"),
        ("Mon,Wed 09:00-16:00", "Mon,Wed 09:00-16:00"),
        ("Mon-Tue,Fri 09:00-16:00", "Mon-Tue,Fri 09:00-16:00"),
        ("Fri-Mon 22:00-24:00", "Fri-Mon 22:00-24:00"),
        ("sun,SAT,mon 00:00-00:01", "Sat-Mon 00:00-00:01"),
        ("daily 00:00-24:00", "always"),
        ("Daily 06:00-06:30", "daily 06:00-06:30"),
        ("  Mon - Thu ,  Sat   09:00  -  16:00 ", "Mon-Thu,Sat 09:00-16:00"),
        ("Mon,Mon 09:00-16:00", "Mon 09:00-16:00"),
    ] {
        assert_eq!(words(&weekly(text)), said, "{text}");
    }
    let week = weekly("Tue-Wed 10:00-24:00");
    let intervals: Vec<_> = week.iter().collect();
    assert_eq!(intervals, [DAY + 600..2 * DAY, 2 * DAY + 600..3 * DAY]);
}

#[test]
fn a_line_that_is_no_hours_says_what_to_type() {
    unchanged("hours", &page(include_str!("lines.txt"), "not-opening-hours", hours));
}

#[test]
fn hours_that_end_too_early_show_the_lines_to_write() {
    unchanged("ends", &page(include_str!("ends.txt"), "hours-end-before-start", hours));
}

#[test]
fn a_part_of_a_quoted_text_is_pointed_at() {
    for (source, value, under) in [
        ("open \"Mon 9:00-17:00\"", "Mon 9:00-17:00", "9:00"),
        ("open #\"Mon 9:00-17:00\"#", "Mon 9:00-17:00", "9:00"),
        ("open \"Mon 9:00\\u{2013}17:00\"", "Mon 9:00–17:00", "\"Mon 9:00\\u{2013}17:00\""),
        ("open \"täglich 09:00-17:00\"", "täglich 09:00-17:00", "täglich"),
    ] {
        let found = read(value, source, calendar::hours).expect_err("not hours");
        let span = found[0].labels[0].span;
        assert_eq!(&source[span.start..span.end], under);
    }
}

#[test]
fn a_window_is_open_unless_closed() {
    let place = Default::default();
    let lines = |texts: &[&str]| texts.iter().map(|text| (weekly(text), place)).collect();
    let window =
        |open: &[&str], closed: &[&str]| words(&Window { open: lines(open), closed: lines(closed) }.hours());
    assert_eq!(window(&[], &[]), "always");
    assert_eq!(window(&[], &["daily 00:00-24:00"]), "never");
    assert_eq!(window(&["Mon 09:00-10:00"], &["daily 00:00-24:00"]), "never");
    assert_eq!(window(&[], &["Sat-Sun 00:00-24:00"]), "Mon-Fri 00:00-24:00");
    assert_eq!(
        window(&["Mon-Thu 09:00-16:00", "Fri 09:00-12:00"], &["Wed 12:00-13:00"]),
        "Mon-Tue,Thu 09:00-16:00, Wed,Fri 09:00-12:00, Wed 13:00-16:00"
    );
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 256,
        rng_seed: RngSeed::Fixed(20_261_121),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn words_can_be_read_back(cuts in prop::collection::vec(0..=WEEK, 0..12)) {
        let week = Weekly::new(cuts.chunks(2).filter_map(|cut| Some(*cut.first()?..*cut.get(1)?)));
        let said = words(&week);
        match said.as_str() {
            "never" => prop_assert!(week.is_empty()),
            "always" => prop_assert_eq!(week, Weekly::always()),
            _ => {
                let lines = said.split(", ").map(weekly);
                prop_assert_eq!(lines.fold(Weekly::never(), |all, line| all.union(&line)), week);
            }
        }
    }

    #[test]
    fn any_text_is_hours_or_a_finding(
        text in prop::collection::vec(prop::sample::select(&[
            "Mon", "Thu", "Sonntag", "daily", "to", "and", "UTC", "24/7", "9", "09", ":", "00", "17:00", "5pm", "-", "–", ",",
            " ", " ", "ä", "\u{7}", "+", ".", "\u{a0}", "é", "İ", "am", "25:00", "everyday", "/",
        ][..]), 0..14)
    ) {
        let _ = hours(&text.concat());
        let _ = super::date(&text.concat());
    }
}
