//! Results on standard output, findings for people on standard error; and nothing that a pipe cannot take.

use super::*;

#[test]
fn each_command_says_results_and_findings_in_their_places() {
    let place = shop();
    place.change(AT, "teams { leads", "teams { ops \"@acme/ops\"; leads");
    place.run(["check"]).ends(0).complains("warning[unused-team]").says("pipelines/shop.kdl:");
    place.run(["build"]).ends(0).complains("warning[unused-team]").says("created").says("next:");
    place.run(["build", "--check"]).ends(0).complains("warning[unused-team]").says("are current");
    place.run(["explain", "prod"]).ends(0).is_quiet();
    place.run(["explain", "nonsense"]).ends(2).complains("nonsense");
    place.run(["init", "new.kdl"]).ends(0).is_quiet();
}

#[test]
fn narrow_columns_wrap() {
    let place = shop();
    place.put(AT, SHOP.replace("approvals 2 from leads", "approvals 1 from leads"));
    let done = place.run(["check"]).env("COLUMNS", "40").ends(1);
    assert!(done.err.starts_with("error[too-few-approvals]: one person\n  alone can let"), "{}", done.err);
    // Code is there to be copied, and is not broken.
    let breakable = done.err.lines().filter(|line| !line.contains(['`', '│', '·']));
    assert_eq!(breakable.filter(|line| line.chars().count() > 40).collect::<Vec<_>>(), [""; 0]);
    let wide = place.run(["check"]).env("COLUMNS", "150").ends(1);
    assert!(wide.err.lines().count() < done.err.lines().count());
    // What is no number is ignored.
    let usual = place.run(["check"]).ends(1);
    assert_eq!(place.run(["check"]).env("COLUMNS", "wide").ends(1).err, usual.err);
}

#[test]
fn a_pipe_gets_no_colours_whatever_the_environment_says() {
    let place = shop();
    place.change(AT, "push main -> dev", "push main -> dve");
    let plain = place.run(["check"]).ends(1);
    for (name, value) in [
        ("NO_COLOR", "1"),
        ("TERM", "xterm-256color"),
        ("CLICOLOR_FORCE", "1"),
        ("FORCE_COLOR", "1"),
        ("CI", "true"),
    ] {
        let done = place.run(["check"]).env(name, value).ends(1);
        assert_eq!((&done.out, &done.err), (&plain.out, &plain.err), "{name}");
    }
}

#[test]
fn the_same_text_gives_the_same_files_whatever_the_environment_says() {
    let wanted = built().generated();
    for (name, value) in [
        ("CI", "true"),
        ("GITHUB_ACTIONS", "true"),
        ("LANG", "de_DE.UTF-8"),
        ("TZ", "Asia/Tokyo"),
        ("COLUMNS", "40"),
    ] {
        let place = shop();
        place.run(["build"]).env(name, value).ends(0);
        assert_eq!(place.generated(), wanted, "{name}");
    }
}
