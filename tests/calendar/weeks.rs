//! The laws of sets, held against minute by minute.

use gatewright::calendar::{Freeze, WEEK, Weekly, minute_of_week};
use jiff::{SignedDuration, civil::DateTime};
use proptest::{prelude::*, test_runner::RngSeed};

fn week() -> impl Strategy<Value = Weekly> {
    let minute = prop_oneof![0..=WEEK, (0..=28_u16).prop_map(|part| part * 360)];
    prop::collection::vec((minute.clone(), minute), 0..8)
        .prop_map(|pairs| Weekly::new(pairs.into_iter().map(|(start, end)| start..end)))
}

/// Every minute of the week, in it or not.
fn minutes(week: &Weekly) -> Vec<bool> {
    (0..WEEK).map(|minute| week.contains(minute)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 128,
        rng_seed: RngSeed::Fixed(20_261_121),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn sets_are_what_their_minutes_are(one in week(), two in week(), at in 0..WEEK) {
        let (in_one, in_two) = (minutes(&one), minutes(&two));
        let both = |join: fn(bool, bool) -> bool| -> Vec<bool> {
            in_one.iter().zip(&in_two).map(|(one, two)| join(*one, *two)).collect()
        };
        prop_assert_eq!(minutes(&one.union(&two)), both(|one, two| one || two));
        prop_assert_eq!(minutes(&one.intersection(&two)), both(|one, two| one && two));
        prop_assert_eq!(minutes(&one.difference(&two)), both(|one, two| one && !two));
        prop_assert_eq!(minutes(&one.complement()), both(|one, _| !one));
        prop_assert_eq!(usize::from(one.length()), in_one.iter().filter(|is_in| **is_in).count());
        prop_assert_eq!(one.is_empty(), !in_one.contains(&true));
        let next = (at..WEEK).chain(0..at).find(|minute| in_one[usize::from(*minute)]);
        prop_assert_eq!(one.next_opening(at), next);
    }

    #[test]
    fn later_is_so_many_minutes_on(one in week(), minutes in 0..3 * u64::from(WEEK)) {
        let later = one.later(minutes);
        let shift = u16::try_from(minutes % u64::from(WEEK)).expect("less than a week");
        for minute in 0..WEEK {
            prop_assert_eq!(later.contains((minute + shift) % WEEK), one.contains(minute));
        }
    }

    #[test]
    fn openings_begin_where_it_was_closed_and_end_where_it_closes(one in week()) {
        let openings = one.openings();
        let again = openings.iter().map(|(start, length)| Weekly::from(0..*length).later((*start).into()));
        prop_assert_eq!(again.fold(Weekly::never(), |all, more| all.union(&more)), one.clone());
        for (start, length) in &openings {
            let is_all = *length == WEEK;
            prop_assert!(is_all || !one.contains((start + WEEK - 1) % WEEK));
            prop_assert!(is_all || !one.contains((start + length) % WEEK));
        }
        prop_assert_eq!(one.longest(), openings.iter().map(|(_, length)| *length).max().unwrap_or(0));
    }

    #[test]
    fn a_freeze_covers_the_minutes_that_it_holds_in(from in 0..100_000_i64, length in 1..12_000_i64) {
        let minute = |minute: i64| DateTime::constant(2026, 1, 1, 0, 0, 0, 0) + SignedDuration::from_mins(minute);
        let freeze = Freeze { from: minute(from), until: minute(from + length) };
        let held = (from..from + length).map(|at| minute_of_week(minute(at)));
        prop_assert_eq!(freeze.minutes(), Weekly::new(held.map(|minute| minute..minute + 1)));
    }

    #[test]
    fn the_same_minutes_are_the_same_set(one in week(), two in week()) {
        prop_assert_eq!(one.complement().complement(), one.clone());
        prop_assert_eq!(one.union(&two), two.union(&one));
        prop_assert_eq!(one.union(&one.complement()), Weekly::always());
        prop_assert_eq!(one.intersection(&one.complement()), Weekly::never());
        prop_assert_eq!(one.difference(&two), one.intersection(&two.complement()));
        prop_assert_eq!(Weekly::new(one.iter().rev()), one.clone());
        let joined: Vec<_> = one.iter().collect();
        prop_assert!(joined.windows(2).all(|pair| pair[0].end < pair[1].start));
    }
}
