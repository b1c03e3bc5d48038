//! `simulate`: what people read about a promotion, and how it ends.

use super::*;

const STOREFRONT: &str = include_str!("../../pipelines/storefront.kdl");

/// The teams whose pipelines are asked about.
fn teams() -> Place {
    let place = Place::new();
    place.put("storefront.kdl", STOREFRONT);
    place.put("studysphere.kdl", include_str!("../../pipelines/studysphere.kdl"));
    place.put("forms.kdl", include_str!("../../pipelines/forms.kdl"));
    place.put("acs.kdl", include_str!("../../pipelines/acs.kdl"));
    let freeze = "\nfreeze \"peak season\" from \"2026-12-18\" until \"2027-01-04\" on prod\n";
    place.put("frozen.kdl", STOREFRONT.to_owned() + freeze);
    place.put("waiting.kdl", STOREFRONT.replace("    soak 24", "    wait 30 minutes\n    soak 24"));
    place
}

/// A word, a few words in quotes.
fn split(line: &str) -> Vec<String> {
    let parts = line.split('"').enumerate();
    let words = parts.flat_map(|(at, part)| match at % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect(),
        _ => vec![part.to_owned()],
    });
    words.collect()
}

#[test]
fn what_is_in_the_way_reads_well() {
    let place = teams();
    let asked = [
        (1, "staging prod storefront.kdl --at \"2026-11-20 16:55\" --by ann"),
        (1, "staging prod frozen.kdl --at \"2026-12-22 17:30\" --by @ann --since \"2026-12-01 10:00\""),
        (1, "staging prod storefront.kdl --at \"2026-11-20 10:00\" --by ann --since \"2026-11-19 20:30\""),
        (1, "staging prod storefront.kdl --at \"2026-11-19 10:00\" --by ann --since \"2026-11-20 10:00\""),
        (0, "staging prod storefront.kdl --at 2026-11-19T10:00+01:00 --by ann --since 2026-11-10T10:00:00Z"),
        (1, "staging prod storefront.kdl --at \"2026-11-19 10:00\" --by ann --approved bo,ann"),
        (0, "staging prod storefront.kdl --at \"2026-11-19 10:00\" --by ann --approved bo,@cy,dee"),
        (1, "staging prod waiting.kdl --at \"2026-11-20 11:45\" --by ann"),
        (1, "testing production studysphere.kdl --at \"2026-11-24 12:30\" --by ann"),
        (0, "testing production studysphere.kdl --at \"2026-11-24 22:30\" --by ann --approved bo"),
        (0, "\"v*.*.*\" production forms.kdl --at \"2026-11-24 12:30\" --by ann"),
        (1, "\"tag v*.*.*\" production forms.kdl --at \"2026-11-24 12:30\" --by ann --approved bo"),
        (1, "develop main acs.kdl --at \"2026-11-20 16:55\" --by ann"),
    ];
    let mut text = String::new();
    for (code, line) in asked {
        let done = place.run(["simulate".to_owned()].into_iter().chain(split(line))).ends(code);
        done.is_quiet();
        text.push_str(&format!("$ gatewright simulate {line}\n{}=> {code}\n\n", done.out));
    }
    snapshot("simulate", &text);
}

/// Runs it on the shop.
fn wrong(place: &Place, line: &str, words: &str) {
    let done = place.run(["simulate".to_owned()].into_iter().chain(split(line))).ends(2);
    assert_eq!(done.out, "", "{line}");
    done.complains(words);
}

#[test]
fn a_way_that_is_not_drawn_gets_what_is() {
    let place = shop();
    let when = "--at \"2026-11-20 16:55\" --by ann";
    let unknown = |ends: &str, words: &str| wrong(&place, &format!("{ends} {when}"), words);
    unknown("dev prod", "no arrow leads from `dev` to `prod`; what does: `staging`\n");
    unknown(
        "stagin prod",
        "no arrow leads from `stagin` to `prod` (did you mean `staging`?); what does: `staging`",
    );
    unknown("man dev", "(did you mean `main`?); what does: `push main`");
    unknown("staging prdo", "there is no environment `prdo` here; did you mean `prod`?");
    unknown("staging prod no.kdl", "cannot read `no.kdl`");
}

#[test]
fn a_time_that_cannot_be_read_or_does_not_exist_is_said() {
    let place = shop();
    place.change(AT, "repository \"acme/shop\"", "repository \"acme/shop\"\n    time-zone \"Europe/Berlin\"");
    let at = |time: &str, words: &str| {
        wrong(&place, &format!("staging prod --by ann --at \"{time}\""), words);
    };
    at(
        "2026-03-29 02:30",
        "`--at 2026-03-29 02:30` does not exist in Europe/Berlin: daylight saving takes the clock there from 02:00 to 03:00\n",
    );
    at("Friday", "`--at Friday`: `Friday` is no date; write \"2026-11-20 16:55\"");
    at("2026-02-30 10:00", "there is no `2026-02-30`: February 2026 has 28 days");
    at("20.11.2026 16:55", "a date is written `2026-11-20`, not `20.11.2026`");
    at("", "this date is empty");
    wrong(&place, "staging prod --by ann --at \"2026-11-20 16:55\" --since soon", "`--since soon`");
    let twice = ["simulate", "staging", "prod", "--by", "ann", "--at", "2026-10-25 02:30"];
    let done = place.run(twice).ends(0);
    done.says("Sun 2026-10-25 02:30 (+02), Europe/Berlin").complains("shows this time twice");
    let once = ["simulate", "staging", "prod", "--by", "ann", "--at", "2026-10-25T02:30+01:00"];
    place.run(once).ends(0).says("Sun 2026-10-25 02:30 (+01), Europe/Berlin").is_quiet();
}

#[test]
fn a_date_alone_is_its_start_and_no_zone_is_utc() {
    let done = shop().run(["simulate", "staging", "prod", "--by", "ann", "--at", "2026-11-20"]).ends(0);
    done.says("ann starts it on Fri 2026-11-20 00:00, UTC\n");
}

#[test]
fn a_person_is_called_as_on_github() {
    let place = shop();
    let by = |person: &str, words: &str| {
        wrong(&place, &format!("staging prod --at \"2026-11-20 16:55\" --by \"{person}\""), words);
    };
    by("acme/qa", "`--by acme/qa` is a team, and a person belongs here: `--by ann`");
    by("ann and bo", "GitHub knows nobody called `ann and bo`");
    by("", "GitHub knows nobody called ``");
    let approved = "staging prod --at \"2026-11-20 16:55\" --by ann --approved bo,@acme/qa";
    wrong(&place, approved, "`--approved @acme/qa` is a team");
    wrong(&place, "staging prod --at \"2026-11-20 16:55\"", "--by <PERSON>");
    wrong(&place, "staging prod --by ann", "--at <TIME>");
}

#[test]
fn nobody_having_approved_is_not_the_same_as_not_knowing() {
    let place = shop();
    let asked = ["simulate", "staging", "prod", "--by", "ann", "--at", "2026-11-20 10:00"];
    place.run(asked).ends(0).says("still needed:\n        2 people: anybody in @acme/leads but ann");
    let none = asked.iter().chain(&["--approved", ""]);
    place.run(none).ends(1).says("2 people missing: anybody in @acme/leads but ann");
}

#[test]
fn a_file_with_errors_gets_no_answer() {
    let place = shop();
    place.change(AT, "dev       -> staging {", "dev -> staging { window nights;");
    let asked = ["simulate", "staging", "prod", "--by", "ann", "--at", "2026-11-20 10:00"];
    let done = place.run(asked).ends(1);
    assert_eq!(done.out, "", "a rule may be missing, and then the answer is wrong");
    done.complains("pipelines/shop.kdl has errors; `gatewright check` shows them");
    place.put(AT, "pipeline \"");
    assert_eq!(place.run(asked).ends(1).complains("error[unclosed-text]").out, "");
}

#[test]
fn what_stands_in_several_pipelines_is_answered_for_each_on_its_own_clock() {
    let place = shop();
    place
        .put("pipelines/other.kdl", SHOP.replace("acme/shop\"", "acme/shop\"\n    time-zone \"Asia/Tokyo\""));
    let done = place.run(["simulate", "staging", "prod", "--by", "ann", "--at", "2026-11-20T10:00Z"]).ends(0);
    done.says(
        "staging -> prod (pipelines/other.kdl:9)\n    ann starts it on Fri 2026-11-20 19:00, Asia/Tokyo",
    );
    done.says("staging -> prod (pipelines/shop.kdl:8)\n    ann starts it on Fri 2026-11-20 10:00, UTC");
}
