//! The laws of sets, held against minute by minute.

use gatewright::calendar::{WEEK, Weekly};
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
