//! Hours, freezes and waits that do not go together, to the minute.

use gatewright::diagnostic::{Diagnostic, Severity};

use super::{codes, findings, only, pipeline, places, with_advice};

const SHOP: &[&str] = &["dev integration", "qa test"];

/// A pipeline in a time zone with a gate before `qa`.
fn shop(zone: &str, gate: &str, rest: &str) -> String {
    let text = pipeline(&format!("push main -> dev\ndev -> qa {{ {gate} }}"), SHOP, rest);
    text.replacen("pipeline shop", &format!("pipeline shop {{ time-zone \"{zone}\" }}"), 1)
}

const OFFICE: &str = "window office { open \"Mon-Fri 09:00-16:00\" }";

#[test]
fn a_wait_has_to_end_in_some_opening() {
    let closed = |hours: &str, wait: &str| {
        let found =
            codes(&shop("UTC", &format!("window w; wait {wait}"), &format!("window w {{ {hours} }}")));
        // What GitHub cannot count is said by itself.
        let (found, others): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|code| *code == "wait-outlasts-window");
        assert!(others.iter().all(|code| *code == "uncountable-wait"), "{others:?}");
        !found.is_empty()
    };
    let office = "open \"Mon-Fri 09:00-16:00\"";
    assert!(!closed(office, "6 hours"));
    assert!(!closed(office, "419 minutes"));
    assert!(closed(office, "7 hours"), "the end of the hours is not in them");
    assert!(closed(office, "17 hours"), "whoever starts in the last minute comes a minute too early");
    assert!(!closed(office, "1021 minutes"), "the next morning");
    assert!(!closed(office, "61250 seconds"), "its last seconds fall into the next morning");
    assert!(!closed(office, "24 hours"));
    assert!(!closed(office, "1 week"));
    assert!(closed("open \"Mon 09:00-10:00\"", "3 days"));
    assert!(!closed("open \"Sun 23:00-24:00\" \"Mon 00:00-01:00\"", "90 minutes"), "the week goes on");
    assert!(!closed("closed \"daily 02:00-03:00\"", "30 minutes"));
}

#[test]
fn a_promotion_that_starts_by_itself_waits_until_it_opens() {
    let rest = "window w { open \"Mon 09:00-10:00\" }";
    assert_eq!(codes(&shop("UTC", "window w; wait 2 hours", rest)), ["wait-outlasts-window"]);
    assert_eq!(codes(&shop("UTC", "automatic; window w; wait 2 hours", rest)), Vec::<&str>::new());
}

/// What is said of freezes, before an environment with office hours.
fn frozen(gate: &str, freezes: &str) -> Vec<Diagnostic> {
    let text = shop("Europe/Berlin", gate, &format!("{OFFICE}\n{freezes}"));
    let mut found = findings(&text, &[]);
    found.retain(|one| one.code != "unused-window");
    found
}

#[test]
fn freezes_without_an_open_minute_between_are_one_stretch() {
    let one = "freeze \"a\" from \"2026-12-12\" until \"2027-01-02\" on qa";
    let two = |start: &str| format!("{one}\nfreeze \"b\" from \"{start}\" until \"2027-01-16\" on qa");
    let found = frozen("window office", &two("2027-01-04"));
    let [found] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!(found.code, "closed-for-weeks");
    assert_eq!(
        found.message,
        "nothing gets to `qa` for at least five weeks: from Fri 2026-12-11 16:00 until Mon 2027-01-18 09:00"
    );
    assert_eq!(frozen("window office", &two("2027-01-04 09:01")), [], "a minute on Monday morning");
    assert_eq!(frozen("wait 1 hour", &two("2027-01-04")), [], "open at any hour, so on the Sunday too");
}

#[test]
fn a_month_is_a_month_of_the_calendar() {
    let freeze = |until: &str| {
        let found =
            frozen("wait 1 hour", &format!("freeze \"a\" from \"2027-02-01\" until \"{until}\" on qa"));
        found.into_iter().map(|one| one.code).collect::<Vec<_>>()
    };
    assert_eq!(freeze("2027-03-01"), ["closed-for-weeks"], "all of February");
    assert_eq!(freeze("2027-02-28 23:59"), Vec::<&str>::new());
    assert_eq!(freeze("9999-12-31"), ["closed-for-weeks"], "the year is not right");
}

#[test]
fn a_freeze_for_production_leaves_other_places_open() {
    let map = "push main -> dev\ndev -> qa\ndev -> prod { approvals 2 from t }";
    let environments = ["dev integration", "qa test", "prod production"];
    let rest = "teams { t \"@o/t\" }\nfreeze \"a\" from \"2027-02-01\" until \"2027-05-01\"\nrelease { version semver from=\"package.json\" }";
    let text = pipeline(map, &environments, rest);
    let found = only("closed-for-weeks", &text);
    assert!(found.message.starts_with("nothing gets to `prod` for at least twelve weeks"), "{found:#?}");
    assert!(!places(&text, &found).iter().any(|place| place.contains("qa")), "{found:#?}");
}

#[test]
fn a_freeze_has_to_stop_something() {
    let weekend = |until: &str| {
        let found = frozen(
            "window office",
            &format!("freeze \"a\" from \"2026-12-04 16:00\" until \"{until}\" on qa"),
        );
        found.into_iter().map(|one| one.code).collect::<Vec<_>>()
    };
    assert_eq!(weekend("2026-12-07"), ["idle-freeze"]);
    assert_eq!(weekend("2026-12-07 09:00"), ["idle-freeze"], "its last minute is before the first");
    assert_eq!(weekend("2026-12-07 09:01"), Vec::<&str>::new());
    assert_eq!(weekend("2026-12-14"), Vec::<&str>::new(), "more than a week");
    assert_eq!(frozen("wait 1 hour", "freeze \"a\" from \"2026-12-05\" until \"2026-12-07\" on qa"), []);
    let lone = "freeze \"a\" from \"2026-12-05\" until \"2026-12-07\"";
    let all = frozen("window office", lone);
    assert_eq!(all.iter().map(|one| one.code).collect::<Vec<_>>(), ["idle-freeze"], "there is no production");
}

#[test]
fn one_open_way_is_enough_for_a_freeze_to_count() {
    let map = |second: &str| {
        let map =
            format!("push main -> dev\ndev -> qa {{ window office }}\nmanual \"fix/*\" -> qa {{ {second} }}");
        let rest = format!(
            "{OFFICE}\nwindow weekends {{ open \"Sat-Sun 09:00-16:00\" }}\nfreeze \"a\" from \"2026-12-05\" until \"2026-12-07\" on qa"
        );
        let text =
            pipeline(&map, SHOP, &rest).replacen("pipeline shop", "pipeline shop { time-zone UTC }", 1);
        let mut found = codes(&text);
        found.retain(|code| *code != "unused-window");
        found
    };
    assert_eq!(map("window office"), ["idle-freeze"]);
    assert_eq!(map("window weekends"), Vec::<&str>::new());
    assert_eq!(map("wait 1 hour"), Vec::<&str>::new());
}

#[test]
fn a_hotfix_that_skips_the_window_is_stopped_by_the_freeze_alone() {
    let hotfix = |skip: &str| {
        let map = "push main -> dev\ndev -> prod { approvals 2 from t; window office; wait 1 hour }";
        let rest = format!(
            "teams {{ t \"@o/t\" }}\n{OFFICE}\nfreeze \"a\" from \"2026-12-05\" until \"2026-12-07\"\nhotfix \"hotfix/*\" -> prod {{ approvals 1 from t; {skip}; check c \"Critical\" {{ run \"npm test\" }}; afterwards {{ run \"npm test\"; merge-back main }} }}"
        );
        let text = pipeline(map, &["dev integration", "prod production"], &rest);
        codes(&text.replacen("pipeline shop", "pipeline shop { time-zone UTC }", 1)).contains(&"idle-freeze")
    };
    assert!(hotfix("skip wait"));
    assert!(!hotfix("skip window"));
}

#[test]
fn nobody_needs_a_frozen_laptop_or_a_frozen_preview() {
    let map = "push main -> dev\ndev -> qa\npull-request main -> preview";
    let rest = "environment laptop { kind local; steps { test \"Tests\" run=\"npm test\" } }\nenvironment preview { kind ephemeral; url \"https://{number}.example.com\"; teardown run=\"./gone.sh\"; steps { deploy \"Ship\" run=\"./ship.sh\" } }\nfreeze \"a\" from \"2026-12-05\" until \"2026-12-07\" on laptop qa preview";
    let text = pipeline(map, SHOP, rest);
    let mut found = findings(&text, &[]);
    found.retain(|one| one.code == "idle-freeze");
    let messages: Vec<&str> = found.iter().map(|one| one.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "`laptop` is a developer's own machine: no release gets there that `a` could stop",
            "`preview` comes and goes with a pull request, so `a` keeps nothing there as it is",
        ]
    );
    assert_eq!(places(&text, &found[1])[0], "preview");
}

/// What is said of a window on the clock of a zone.
fn gaps(zone: &str, hours: &str) -> Vec<(Severity, String)> {
    let found = findings(&shop(zone, "window w", &format!("window w {{ {hours} }}")), &[]);
    assert!(found.iter().all(|one| one.code == "hours-in-a-gap"), "{found:#?}");
    found.into_iter().map(|one| (one.severity, one.message)).collect()
}

#[test]
fn an_hour_that_is_not_shown_is_named_by_its_day() {
    let [(severity, message)] = &gaps("Europe/Berlin", "open \"daily 02:00-03:00\"")[..] else { panic!() };
    assert_eq!(*severity, Severity::Warning);
    assert_eq!(
        message,
        "`w` misses an opening on the last Sunday of March: the clock goes from 02:00 to 03:00, and Sun 02:00-03:00 does not exist that day"
    );
    let new_york = gaps("America/New_York", "open \"Sun 02:15-02:45\"");
    assert!(new_york[0].1.contains("on the second Sunday of March"), "{new_york:?}");
    assert_eq!(gaps("America/New_York", "open \"Sat 02:15-02:45\""), []);
    assert_eq!(gaps("Asia/Tokyo", "open \"daily 02:00-03:00\""), []);
    assert_eq!(gaps("UTC", "open \"daily 02:00-03:00\""), []);
}

#[test]
fn hours_that_reach_out_of_the_gap_are_a_note_at_most() {
    let note = |hours: &str| {
        let found = gaps("Europe/Berlin", hours);
        assert!(found.iter().all(|(severity, _)| *severity == Severity::Note), "{found:?}");
        found.into_iter().map(|(_, message)| message).collect::<Vec<_>>()
    };
    assert_eq!(
        note("open \"Sun 02:30-05:00\""),
        ["on the last Sunday of March `w` opens at 03:00: the clock goes from 02:00 to 03:00"]
    );
    assert_eq!(
        note("open \"Sun 01:00-02:30\""),
        ["on the last Sunday of March `w` closes before 03:00: the clock goes from 02:00 to 03:00"]
    );
    for fine in
        ["Sun 01:00-02:00", "Sun 03:00-05:00", "Sun 01:00-05:00", "Sun 02:00-03:01", "Sun 01:59-03:00"]
    {
        assert_eq!(note(&format!("open \"{fine}\"")), Vec::<String>::new(), "{fine}");
    }
    assert_eq!(note("open \"Sun 02:00-03:00\" \"Sun 03:00-04:00\""), Vec::<String>::new(), "one opening");
}

#[test]
fn days_without_a_rule_are_named_by_date() {
    // Chile goes forward on the first Sunday that is not the first of September.
    let found = gaps("America/Santiago", "open \"daily 00:00-01:00\"");
    assert_eq!(
        found[0].1,
        "`w` misses an opening on 2026-09-06 and on 19 more days before 2046: the clock goes from 00:00 to 01:00, and Sun 00:00-01:00 does not exist that day"
    );
    // Morocco has settled.
    let found = gaps("Africa/Casablanca", "open \"Sun 02:00-03:00\"");
    assert!(found[0].1.starts_with("`w` misses an opening on 2026-03-22: "), "{found:?}");
}

/// What is advised on a soak before a window.
fn slow(window: &str, soak: &str) -> Option<Diagnostic> {
    let rest = format!("window w {{ {window} }}");
    let found = with_advice(&shop("UTC", &format!("window w; soak {soak} in dev"), &rest), &[]);
    found.into_iter().find(|one| one.code == "never-next-day")
}

#[test]
fn a_monday_release_ships_on_wednesday() {
    let found = slow("open \"Mon-Fri 09:00-12:00\"", "30 hours").expect("advice");
    assert_eq!(found.severity, Severity::Advice);
    assert_eq!(
        found.message,
        "what gets to `dev` on Mon 09:00 goes to `qa` on Wed 09:00 at the earliest, two days later: a soak of 30 hours always ends while `w` is closed"
    );
    let help = found.help.expect("help");
    assert!(
        help.contains("waits 4 days and 3 hours now"),
        "30 hours, and from Friday noon to Monday: {help}"
    );
}

#[test]
fn a_soak_that_may_end_in_the_hours_of_the_next_day_is_fine() {
    let mornings = "open \"Mon-Fri 09:00-12:00\"";
    for soak in ["10 minutes", "3 hours", "24 hours", "26 hours", "48 hours"] {
        assert_eq!(slow(mornings, soak), None, "{soak}");
    }
    assert_eq!(slow("closed \"Sat-Sun 00:00-24:00\"", "30 hours"), None);
    assert!(slow("open \"Tue 09:00-12:00\"", "24 hours").is_some(), "a week later");
    assert_eq!(slow("open \"Tue 09:00-12:00\"", "1 week"), None, "nobody expected it earlier");
}

#[test]
fn a_rehearsal_expires_only_where_the_release_soaks() {
    let found = |gate: &str, rehearse: &str| {
        let map = format!(
            "push main -> dev\ndev -> qa {{ approvals 1 from t }}\nqa -> prod {{ approvals 2 from t; {gate} }}"
        );
        let environments = ["dev integration", "qa staging", "prod production"];
        let rest =
            format!("teams {{ t \"@o/t\" }}\nrelease {{ version semver from=\"package.json\" }}\n{rehearse}");
        let mut found = codes(&pipeline(&map, &environments, &rest));
        found.retain(|code| *code == "expired-rehearsal");
        found.len()
    };
    let here = "rehearse prod in qa";
    assert_eq!(found("soak 2 days in qa; rehearsed within 2 days", here), 1);
    assert_eq!(found("soak 47 hours in qa; rehearsed within 2 days", here), 0);
    assert_eq!(found("soak 47 hours in qa; wait 1 hour; rehearsed within 2 days", here), 1);
    assert_eq!(found("soak 3 days in qa; rehearsed within 2 days", "rehearse prod in dev"), 0);
    assert_eq!(
        found("soak 3 days in qa; rehearsed within 2 days", "rehearse prod in dev\nrehearse prod in qa"),
        0
    );
}

#[test]
fn a_wait_is_a_number_of_minutes_that_github_can_count() {
    let wait = |wait: &str| {
        let map = format!("push main -> dev\ndev -> qa {{ wait {wait} }}");
        let text = pipeline(&map, &["dev integration", "qa test"], "");
        let found = findings(&text, &[]).into_iter().find(|one| one.code == "uncountable-wait");
        found.map(|one| (one.message, one.help.unwrap_or_default()))
    };
    for fine in ["1 minute", "60 seconds", "\"1h30m\"", "30 days", "43200 minutes"] {
        assert_eq!(wait(fine), None, "{fine}");
    }
    let (message, help) = wait("90 seconds").expect("a minute and a half");
    assert_eq!(message, "GitHub counts a wait in whole minutes, and this is 90 seconds");
    assert_eq!(help, "write `wait 2 minutes`, or `wait 1 minute`");
    let (message, help) = wait("\"1s\"").expect("a second");
    assert_eq!(message, "GitHub counts a wait in whole minutes, and this is 1 second");
    assert_eq!(help, "write `wait 1 minute`, which is the shortest");
    let (message, help) = wait("43201 minutes").expect("a minute too long");
    assert_eq!(message, "GitHub waits 30 days at most, and this is 43201 minutes");
    assert!(help.ends_with("write `soak 43201 minutes in dev`"), "{help}");
    assert!(wait("119999 ms").expect("a millisecond too short").0.ends_with("119999 ms"));
}
