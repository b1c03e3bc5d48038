//! Files that are no pipeline: each ends with a message, none in a panic, none half written.

use super::*;

/// Runs `check` and `build` on these bytes and asserts how they end, what is said, and that nothing is written.
#[track_caller]
fn refused(bytes: impl AsRef<[u8]>, words: &str) {
    let place = Place::new();
    place.put("shop.kdl", bytes);
    let before = place.tree();
    place.run(["check", "shop.kdl"]).ends(1).complains(words);
    place.run(["build", "shop.kdl"]).ends(1).complains(words).complains("nothing was written");
    place.run(["build", "--check", "shop.kdl"]).ends(1).complains(words).complains("nothing was compared");
    assert_eq!(place.tree(), before);
}

#[test]
fn an_empty_file_says_what_a_pipeline_starts_with() {
    refused("", "error[missing-pipeline]: this file does not say which pipeline it is");
    refused("\n\n// nothing yet\n", "error[missing-pipeline]");
    refused("\u{feff}", "error[missing-pipeline]");
}

#[test]
fn bytes_that_are_no_text_are_shown_where_they_stand() {
    refused(b"pipeline shop {\n    description \"caf\xe9\"\n}\n", "[shop.kdl:2:21]");
    refused(b"\xff\xfep\0i\0p\0e\0", "error[not-utf-8]: this file is not UTF-8 text");
}

#[test]
fn ten_megabytes_are_too_much() {
    refused(vec![b'a'; 10_000_000], "error[file-too-large]: this file has more than 4 MB");
}

#[test]
fn blocks_without_end_are_refused_at_the_one_too_many() {
    refused(
        "a {".repeat(100_000) + &"}".repeat(100_000),
        "error[nested-too-deeply]: blocks stand more than 64 deep",
    );
    refused(
        "/- a {".repeat(64) + &"}".repeat(64),
        "error[nested-too-deeply]: more than 3 commented-out blocks",
    );
    refused("/*".repeat(100_000), "error[nested-too-deeply]: too many comments stand inside each other");
}

#[test]
fn whatever_is_left_open_is_shown_where_it_starts() {
    refused("pipeline \"shop", "error[unclosed-text]");
    refused("pipeline #\"shop", "error[unclosed-text]");
    refused("pipeline \"\"\"\nshop", "error[unclosed-text]");
    refused("/* pipeline shop", "error[unclosed-comment]");
    refused("pipeline shop {\n", "error[missing-brace]");
    refused(SHOP.trim_end_matches("}\n"), "error[missing-brace]");
    refused("pipeline (shop", "error[brackets]");
    refused("pipeline shop \\", "error[missing-promotions]");
}

#[test]
fn every_file_that_stops_anywhere_ends_in_words() {
    let place = Place::new();
    for end in (0..SHOP.len()).step_by(29) {
        place.put("shop.kdl", &SHOP[..end]);
        let done = place.run(["check", "shop.kdl"]).ends(1);
        assert!(done.err.starts_with("error["), "{}", done.err);
    }
}

#[test]
fn control_characters_are_refused_and_shown_as_pictures() {
    refused("pipeline \0shop\n", "␀shop");
    refused("pipeline \"\x1b[31mred\"\n", "␛[31mred");
    refused("pipeline shop {\n    description \"\u{202e}dlog\"\n}\n", "\\u{202e}dlog");
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    let wanted = built().generated();
    for text in [
        format!("\u{feff}{SHOP}"),
        SHOP.replace('\n', "\r\n"),
        format!("\u{feff}{SHOP}").replace('\n', "\r\n"),
    ] {
        let place = Place::new();
        place.put(AT, text);
        place.run(["check", "--deny-warnings"]).ends(0).is_quiet();
        place.run(["build"]).ends(0);
        assert_eq!(place.generated(), wanted);
    }
}

#[test]
fn what_is_behind_a_byte_order_mark_is_found_at_its_place() {
    let place = Place::new();
    place.put(
        "shop.kdl",
        format!("\u{feff}{}", SHOP.replace("push main -> dev", "push main -> dve")).replace('\n', "\r\n"),
    );
    place.run(["check", "shop.kdl"]).ends(1).complains("[shop.kdl:6:18]").complains("did you mean `dev`?");
}

#[test]
fn names_that_differ_only_in_case_are_refused() {
    let place = Place::new();
    for (from, to) in [
        ("environment dev {", "environment Prod {"),
        ("leads \"@acme/leads\"", "leads \"@a/b\"; Leads \"@c/d\""),
    ] {
        place.put("shop.kdl", SHOP.replace(from, to));
        place.run(["build", "shop.kdl"]).ends(1).complains("error[");
        assert_eq!(place.generated().len(), 0);
    }
}

#[test]
fn a_file_full_of_errors_is_read_to_its_end() {
    let place = Place::new();
    place.put("shop.kdl", "approvals 2\n".repeat(500));
    let done = place.run(["check", "shop.kdl", "--format", "json"]).ends(1);
    assert!(done.codes().len() >= 500, "{}", done.codes().len());
}
