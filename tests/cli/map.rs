//! `matrix` and `graph`: what people get on the screen, through a pipe, and of files with errors.

use super::*;

#[test]
fn the_map_is_shown_as_tables_and_drawn() {
    let place = shop();
    let mut text = String::new();
    for arguments in [
        &["matrix"][..],
        &["matrix", "--format", "markdown"],
        &["graph"],
        &["graph", "--format", "mermaid"],
        &["graph", "--format", "text", AT],
    ] {
        let done = place.run(arguments).ends(0);
        done.is_quiet();
        text.push_str(&format!("$ gatewright {}\n{}\n", arguments.join(" "), done.out));
    }
    snapshot("map", &text);
}

#[test]
fn a_narrow_terminal_gets_lists() {
    let place = shop();
    place.change(AT, "staging   -> prod ", "staging   -> prod-of-the-very-long-name-and-more ");
    place.change(AT, "environment prod ", "environment prod-of-the-very-long-name-and-more ");
    place.run(["matrix"]).ends(0).says("from ↓  to →");
    place
        .run(["matrix"])
        .env("COLUMNS", "40")
        .ends(0)
        .says("staging\n  → prod-of-the-very-long-name-and-more ✔ 2\n");
}

#[test]
fn several_pipelines_are_shown_one_after_the_other_and_drawn_one_by_one() {
    let place = shop();
    place.put("pipelines/other.kdl", SHOP);
    for command in ["matrix", "graph"] {
        let done = place.run([command]).ends(0);
        done.says("shop (pipelines/other.kdl)\n").says("\nshop (pipelines/shop.kdl)\n");
    }
    let done = place.run(["graph", "--format", "mermaid"]).ends(2);
    assert_eq!(done.out, "");
    done.complains("a chart shows one pipeline, and here are 2: name one file");
    place.run(["graph", "--format", "mermaid", AT]).ends(0).says("flowchart TD\n");
}

#[test]
fn a_file_with_errors_is_drawn_as_far_as_it_can_be_made_out() {
    let place = shop();
    place.change(AT, "push main -> dev", "push main -> dve");
    for arguments in [&["matrix"][..], &["graph"], &["graph", "--format", "mermaid"]] {
        let done = place.run(arguments).ends(0);
        done.says("staging").complains("pipelines/shop.kdl has errors; `gatewright check` shows them\n");
    }
}

#[test]
fn a_file_that_cannot_be_made_out_is_an_error_and_the_others_are_shown() {
    let place = shop();
    place.put("broken.kdl", "pipeline \"");
    place.put("latin.kdl", b"\xe9");
    for command in ["matrix", "graph"] {
        let done = place.run([command, "broken.kdl", AT]).ends(1);
        done.says("shop (pipelines/shop.kdl)").complains("error[unclosed-text]");
        place.run([command, "latin.kdl"]).ends(1).complains("error[not-utf-8]");
        let done = place.run([command, "no.kdl"]).ends(2);
        assert_eq!(done.out, "");
        done.complains("cannot read `no.kdl`");
        Place::new().run([command]).ends(2).complains("there is no pipeline here");
    }
    let done = place.run(["graph", "--format", "mermaid", "broken.kdl"]).ends(1);
    assert_eq!(done.out, "", "a chart that is none would be taken for one");
    place.run(["graph", "--format", "svg"]).ends(2).complains("[possible values: text, mermaid]");
}

#[test]
fn what_build_refuses_is_drawn() {
    let place = shop();
    place.change(
        AT,
        "dev       -> staging {",
        "tag \"v*\" -> staging { approvals 1 from qa }\n    dev -> staging { soak 2 hours in dev;",
    );
    place.put(AT, format!("{}\nmerge-back main -> dev\n", place.get(AT)));
    place.run(["build"]).ends(1).complains("not-enforced-yet");
    place.run(["graph", "--format", "mermaid"]).ends(0).says(">\"tag v#42;\"]");
    place.run(["graph"]).ends(0).says("2 hours in dev");
}
