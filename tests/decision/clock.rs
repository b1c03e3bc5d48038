//! Windows, freezes, waits and soaks.

use super::{at, kinds, model, question, resolved, text};
use gatewright::{
    calendar::Zone,
    decision::{self, Cause, Earliest},
};
use jiff::{SignedDuration, Timestamp, civil::DateTime};
use proptest::{prelude::*, test_runner::RngSeed};

const HOURS: &str = "window hours { open \"Mon-Thu 09:00-16:00\" \"Fri 09:00-12:00\" }";

#[test]
fn a_window_opens_where_its_hours_begin() {
    let model = model("    window hours; approvals none", HOURS);
    let answer = decision::decide(&model, &question(&model, at(&model, "2026-11-20 16:55")));
    assert_eq!(kinds(&answer), ["window"]);
    assert_eq!(answer.reasons[0].until, Earliest::At(at(&model, "2026-11-23 09:00")));
    for open in ["2026-11-20 11:59", "2026-11-23 09:00"] {
        let answer = decision::decide(&model, &question(&model, at(&model, open)));
        assert!(answer.is_allowed(), "{open}");
        assert_eq!(answer.earliest, Earliest::At(at(&model, open)));
    }
}

#[test]
fn what_closes_before_the_wait_is_over_is_closed() {
    let model = model("    window hours; wait 30 minutes", HOURS);
    let answer = decision::decide(&model, &question(&model, at(&model, "2026-11-20 11:45")));
    assert!(matches!(answer.reasons[0].cause, Cause::Window { closes: true, .. }), "{answer:#?}");
    assert!(answer.reasons[0].is_called("wait") && answer.reasons[0].is_called("hours"));
    assert_eq!(answer.earliest, Earliest::At(at(&model, "2026-11-23 09:00")));
    let answer = decision::decide(&model, &question(&model, at(&model, "2026-11-20 11:29")));
    assert!(answer.is_allowed());
    assert_eq!(answer.delay.map(|delay| delay.until), Some(at(&model, "2026-11-20 11:59")));
}

#[test]
fn a_wait_that_always_misses_its_window_never_passes() {
    let model = model("    window hours; wait 8 hours", HOURS);
    let answer = decision::decide(&model, &question(&model, at(&model, "2026-11-20 10:00")));
    assert_eq!(answer.earliest, Earliest::Never);
    assert_eq!(answer.reasons[0].until, Earliest::Never);
}

#[test]
fn a_freeze_without_a_place_holds_for_productions_only() {
    let freeze = "freeze peak from \"2026-12-18\" until \"2027-01-04\"";
    let later = at(&model("", ""), "2027-01-04 00:00");
    for (on, is_held) in [("", true), (" on staging", false), (" on production staging", true)] {
        let model = model("    override by=leads", &format!("{freeze}{on}"));
        let answer = decision::decide(&model, &question(&model, at(&model, "2026-12-20 10:00")));
        assert_eq!(kinds(&answer), if is_held { vec!["freeze"] } else { Vec::new() }, "{on}");
        if is_held {
            assert_eq!(answer.reasons[0].until, Earliest::At(later));
            assert_eq!(answer.reasons[0].lifted_by, ["leads"]);
        }
    }
}

#[test]
fn an_override_lifts_the_windows_of_its_own_gate_and_every_freeze() {
    let freeze = "freeze peak from \"2026-11-20\" until \"2026-11-21\"";
    let text = text("    window hours\n    override by=leads", &format!("{HOURS}\n{freeze}"));
    let more = "{ gate production; window late; override by=managers }";
    let text = text.replace("{ gate production }", more) + "window late { open \"Sun 10:00-11:00\" }\n";
    let model = resolved(&text);
    let answer = decision::decide(&model, &question(&model, at(&model, "2026-11-20 16:55")));
    let mut lifted: Vec<_> = answer
        .reasons
        .iter()
        .map(|reason| match reason.cause {
            Cause::Window { name, .. } | Cause::Freeze { name, .. } => (name, reason.lifted_by.clone()),
            _ => panic!("{reason:?}"),
        })
        .collect();
    lifted.sort_unstable();
    let expected =
        [("hours", vec!["leads"]), ("late", vec!["managers"]), ("peak", vec!["leads", "managers"])];
    assert_eq!(lifted, expected);
}

#[test]
fn a_soak_is_over_to_the_second() {
    let model = model("    soak 24 hours in staging", "");
    let since = at(&model, "2026-10-24 20:00");
    // The night has an hour more.
    let over = at(&model, "2026-10-25 19:00");
    assert_eq!(over.duration_since(since), SignedDuration::from_hours(24));
    for (now, is_over) in [(over, true), (over - SignedDuration::from_secs(1), false)] {
        let mut question = question(&model, now);
        question.since.insert("staging".to_owned(), since);
        let answer = decision::decide(&model, &question);
        assert_eq!(answer.is_allowed(), is_over, "{now}");
        assert_eq!(answer.earliest, Earliest::At(over));
    }
    let answer = decision::decide(&model, &question(&model, over));
    assert_eq!(answer.needed.len(), 1, "nothing says since when: it is still needed");
}

#[test]
fn a_release_that_is_not_there_yet_is_said_once() {
    for (gate, kind) in [("    soak 1 hour in staging", "soak"), ("    approvals none", "release")] {
        let model = model(gate, "");
        let mut question = question(&model, at(&model, "2026-11-20 10:00"));
        question.since.insert("staging".to_owned(), at(&model, "2026-11-20 12:00"));
        assert_eq!(kinds(&decision::decide(&model, &question)), [kind]);
    }
}

/// Zones with the instants at which their clocks are changed.
const ZONES: [(&str, &[&str]); 4] = [
    ("Europe/Berlin", &["2026-03-29T01:00Z", "2026-10-25T01:00Z"]),
    ("America/New_York", &["2026-03-08T07:00Z", "2026-11-01T06:00Z"]),
    ("Australia/Lord_Howe", &["2026-04-04T15:00Z", "2026-10-03T15:30Z"]),
    ("UTC", &["2026-06-01T00:00Z"]),
];
const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
/// So many minutes are looked at one by one.
const SEEN: i64 = 9_000;

/// A line of a window: whether it opens, its day, from which minute until which.
type Line = (bool, usize, u16, u16);

/// What the file says, in numbers.
#[derive(Debug, Clone)]
struct Rules {
    zone: &'static str,
    windows: Vec<Vec<Line>>,
    /// On the wall clock.
    freezes: Vec<(DateTime, DateTime)>,
    wait: i64,
    soak: i64,
    /// How many minutes before the start the release got there.
    age: i64,
    start: Timestamp,
}

fn rules() -> impl Strategy<Value = Rules> {
    let hour = prop_oneof![0..=4_u16, 0..=24_u16];
    let minute = prop_oneof![Just(0_u16), Just(30), 0..60_u16];
    let time = (hour, minute).prop_map(|(hour, minute)| (hour * 60 + minute).min(1_440));
    let line = (prop::bool::weighted(0.8), 0..7_usize, time.clone(), time)
        .prop_filter_map("hours have a length", |(opens, day, one, two)| {
            (one != two).then_some((opens, day, one.min(two), one.max(two)))
        });
    let windows = prop::collection::vec(prop::collection::vec(line, 1..7), 0..3);
    let freezes = prop::collection::vec((-4_000..4_000_i64, 1..3_000_i64), 0..3);
    let wait = prop_oneof![Just(0_i64), 1..120_i64, 1..2_000_i64];
    let soak = prop_oneof![Just(0_i64), 1..3_000_i64];
    let around = (0..ZONES.len(), any::<prop::sample::Index>(), -4_000..2_000_i64);
    (around, windows, freezes, wait, soak, 0..3_000_i64).prop_map(
        |((place, event, minutes), windows, freezes, wait, soak, age)| {
            let (zone, events) = ZONES[place];
            let event: Timestamp = events[event.index(events.len())].parse().expect("an instant");
            let clock = Zone::new(zone).expect("a zone");
            let freezes = freezes.into_iter().map(|(from, length)| {
                let from = clock.local(event + SignedDuration::from_mins(from));
                (from, from + SignedDuration::from_mins(length))
            });
            let start = event + SignedDuration::from_mins(minutes);
            Rules { zone, windows, freezes: freezes.collect(), wait, soak, age, start }
        },
    )
}

impl Rules {
    fn text(&self) -> (String, String) {
        let (mut gate, mut rest) = (String::new(), String::new());
        let time = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
        for (number, lines) in self.windows.iter().enumerate() {
            gate += &format!("    window w{number}\n");
            rest += &format!("window w{number} {{\n");
            for (opens, day, from, until) in lines {
                let word = if *opens { "open" } else { "closed" };
                rest += &format!("    {word} \"{} {}-{}\"\n", DAYS[*day], time(*from), time(*until));
            }
            rest += "}\n";
        }
        for (number, (from, until)) in self.freezes.iter().enumerate() {
            let said = |local: &DateTime| local.strftime("%Y-%m-%d %H:%M").to_string();
            rest += &format!("freeze f{number} from \"{}\" until \"{}\"\n", said(from), said(until));
        }
        if self.wait > 0 {
            gate += &format!("    wait {} minutes\n", self.wait);
        }
        if self.soak > 0 {
            gate += &format!("    soak {} minutes in staging\n", self.soak);
        }
        (gate + "    approvals none\n", rest)
    }

    /// What a person with a calendar on the wall says of one limit: the windows come first, then the freezes.
    fn is_open(&self, limit: usize, local: DateTime) -> bool {
        let minute = local.hour() as u16 * 60 + local.minute() as u16;
        let day = local.weekday().to_monday_zero_offset() as usize;
        let Some(lines) = self.windows.get(limit) else {
            let (from, until) = self.freezes[limit - self.windows.len()];
            return !(from <= local && local < until);
        };
        let holds = |(_, on, from, until): &&Line| *on == day && *from <= minute && minute < *until;
        let mut opening = lines.iter().filter(|line| line.0).peekable();
        let is_always = opening.peek().is_none();
        (is_always || opening.any(|line| holds(&line))) && !lines.iter().any(|line| !line.0 && holds(&line))
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 150,
        rng_seed: RngSeed::Fixed(20_261_121),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_answer_is_what_the_clock_on_the_wall_says_minute_by_minute(rules in rules()) {
        let (gate, rest) = rules.text();
        let mut model = model(&gate, &rest);
        model.pipeline.time_zone.as_mut().expect("it has one").value = rules.zone.to_owned();
        let clock = Zone::new(rules.zone).expect("a zone");
        let minute = |minute: i64| rules.start + SignedDuration::from_mins(minute);
        let since = minute(-rules.age);
        let mut question = question(&model, rules.start);
        question.since.insert("staging".to_owned(), since);
        let answer = decision::decide(&model, &question);

        let local: Vec<DateTime> = (0..SEEN + rules.wait).map(|at| clock.local(minute(at))).collect();
        let late = |at: i64| local[(at + rules.wait) as usize];
        let passes = |limit: usize, at: i64| {
            rules.is_open(limit, local[at as usize]) && rules.is_open(limit, late(at))
        };
        let limits = rules.windows.len() + rules.freezes.len();
        let is_soaked = |at: i64| rules.age + at >= rules.soak;
        let is_allowed = |at: i64| is_soaked(at) && (0..limits).all(|limit| passes(limit, at));
        let first = |holds: &dyn Fn(i64) -> bool| (0..SEEN).find(|&at| holds(at)).map(minute);
        let seen = |earliest: Earliest| match earliest {
            Earliest::At(instant) => Some(instant).filter(|instant| *instant < minute(SEEN)),
            Earliest::Act | Earliest::Never => None,
        };

        prop_assert_eq!(answer.is_allowed(), is_allowed(0), "{:#?}", answer);
        prop_assert_eq!(seen(answer.earliest), first(&is_allowed), "{:#?}", answer);
        let mut closed = 0;
        for reason in &answer.reasons {
            let (expected, limit) = match &reason.cause {
                Cause::Window { name, .. } => (None, name[1..].parse::<usize>().ok()),
                Cause::Freeze { name, .. } => (None, name[1..].parse().ok().map(|at: usize| at + rules.windows.len())),
                _ => (first(&is_soaked), None),
            };
            let expected = limit.map_or(expected, |limit| first(&|at| passes(limit, at)));
            closed += usize::from(limit.is_some());
            prop_assert_eq!(seen(reason.until), expected, "{:#?}", reason);
        }
        prop_assert_eq!(closed, (0..limits).filter(|&limit| !passes(limit, 0)).count());
        prop_assert_eq!(answer.reasons.len() - closed, usize::from(!is_soaked(0)));
    }
}
