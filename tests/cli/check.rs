//! `check`: which files it finds, what it says of them, and in which form.

use super::*;

fn broken() -> String {
    SHOP.replace("push main -> dev", "push main -> dve")
}

#[test]
fn a_file_without_findings_gets_one_quiet_line() {
    let done = shop().run(["check", "--deny-warnings"]).ends(0);
    assert_eq!(done.out, "pipelines/shop.kdl: 3 environments, 3 arrows, 0 gates. No problems.\n");
    done.is_quiet();
}

#[test]
fn what_is_in_a_file_with_errors_is_not_counted() {
    let place = shop();
    place.put(AT, broken());
    let done = place.run(["check"]).ends(1);
    assert!(done.out.starts_with("pipelines/shop.kdl: 1 error"), "{}", done.out);
    done.complains("error[unknown-environment]").complains("[pipelines/shop.kdl:6:18]");
}

#[test]
fn without_a_name_every_pipeline_is_checked_in_order() {
    let place = Place::new();
    for name in ["c", "a", "b"] {
        place.put(format!("pipelines/{name}.kdl"), SHOP);
    }
    place.put("pipelines/.#a.kdl", "an editor's");
    place.put("pipelines/notes.txt", "not a pipeline");
    place.put("pipeline.kdl", "not looked at where there is a folder");
    let done = place.run(["check"]).ends(0);
    let files: Vec<&str> = done.out.lines().filter_map(|line| line.split(':').next()).collect();
    assert_eq!(files, ["pipelines/a.kdl", "pipelines/b.kdl", "pipelines/c.kdl"]);

    let place = Place::new();
    place.put("pipeline.kdl", SHOP);
    place.run(["check"]).ends(0).says("pipeline.kdl: 3 environments");
}

#[test]
fn a_file_that_is_named_twice_is_read_once() {
    let place = shop();
    let absolute = place.path(AT).to_string_lossy().into_owned();
    let done = place
        .run(["check", AT, "./pipelines/shop.kdl", "pipelines/../pipelines/shop.kdl", &absolute])
        .ends(0);
    assert_eq!(done.out.lines().count(), 1);
    place.run(["build", AT, "./pipelines/shop.kdl"]).ends(0);
}

#[test]
fn several_files_are_one_report() {
    let place = Place::new();
    place.put("a.kdl", broken());
    place.put("b.kdl", SHOP);
    place.put("c.kdl", "");
    place.put("d.kdl", b"\xff");
    let files = ["a.kdl", "b.kdl", "c.kdl", "d.kdl"];
    let run = |format: &str| place.run(["check", "--format", format].into_iter().chain(files)).ends(1);
    let json = run("json").json();
    let named: Vec<_> = json["files"].as_array().unwrap().iter().map(|file| file["path"].clone()).collect();
    assert_eq!(named, files);
    assert_eq!(json["version"], 1);
    let found = |path: &str| {
        let file = json["files"].as_array().unwrap().iter().find(|file| file["path"] == path).unwrap();
        file["diagnostics"].as_array().unwrap().iter().filter(|one| one["severity"] == "error").count()
    };
    assert_eq!(json["summary"]["errors"], files.into_iter().map(found).sum::<usize>());
    assert_eq!((found("b.kdl"), found("d.kdl")), (0, 1));
    let sarif = run("sarif").json();
    assert_eq!(sarif["runs"].as_array().unwrap().len(), 1);
    let done = run("human");
    done.complains("[a.kdl:").complains("[c.kdl:").complains("[d.kdl:");
    assert_eq!(done.out.lines().count(), 4, "{}", done.out);
}

#[test]
fn formats_for_programs_are_the_whole_result() {
    let place = shop();
    place.put(AT, broken());
    for format in ["json", "sarif"] {
        place.run(["check", "--format", format]).ends(1).is_quiet().json();
        let place = shop();
        place.run(["check", "--format", format]).ends(0).is_quiet().json();
    }
    let done = place.run(["check", "--format", "github"]).ends(1);
    done.is_quiet();
    assert!(!done.out.is_empty());
    done.out.lines().for_each(assert_annotation);
    let fine = shop().run(["check", "--format", "github"]).ends(0);
    assert_eq!((fine.out.as_str(), fine.err.as_str()), ("", ""));
}

/// Asserts that a line is a command that GitHub's runner understands.
#[track_caller]
pub(super) fn assert_annotation(line: &str) {
    let (command, message) = line.strip_prefix("::").and_then(|line| line.split_once("::")).expect(line);
    let (level, properties) = command.split_once(' ').expect(line);
    assert!(["error", "warning", "notice"].contains(&level), "{line}");
    assert!(!message.is_empty(), "{line}");
    let mut known = vec!["file", "line", "endLine", "col", "endColumn", "title"];
    for property in properties.split(',') {
        let (name, value) = property.split_once('=').expect(line);
        assert!(known.contains(&name) && !value.is_empty() && !value.contains(':'), "{line}");
        known.retain(|one| *one != name);
    }
    assert!(!known.contains(&"file") && !known.contains(&"title"), "{line}");
}

#[test]
fn warnings_count_only_where_they_are_denied() {
    let place = shop();
    place.put(AT, SHOP.replace("teams { leads", "teams { ops \"@acme/ops\"; leads"));
    let done = place.run(["check"]).ends(0);
    done.complains("warning[unused-team]").says("1 warning.");
    place.run(["check", "--deny-warnings"]).ends(1);
    place.run(["check", "--deny-warnings", "--format", "json"]).ends(1);
    place.run(["build", "--deny-warnings"]).ends(1);
    place.run(["build", "--deny-warnings", "--check"]).ends(1).says("current");
    place.run(["build", "--check"]).ends(0);
}

#[test]
fn wrong_usage_is_exit_2_and_says_what_would_be_right() {
    let place = shop();
    place.run(["check", "--format", "xml"]).ends(2).complains("possible values: human, json, sarif, github");
    place.run(["chekc"]).ends(2).complains("similar subcommand exists: 'check'");
    place.run(["build", "--chek"]).ends(2).complains("similar argument exists: '--check'");
    place.run(["build", "--check", "--force"]).ends(2).complains("cannot be used with");
    place.run(["build", "--check", "--dry-run"]).ends(2).complains("cannot be used with");
    place.run(["explain"]).ends(2).complains("<WHAT>");
    place.run([""; 0]).ends(2).complains("Usage: gatewright <COMMAND>");
    place.run(["check", "--format", "\x1b[31mred"]).ends(2).complains("␛[31mred");
}

#[test]
fn help_is_a_result_and_reads_well() {
    let place = Place::new();
    let mut text = String::new();
    for command in ["", "check", "build", "explain", "init"] {
        let arguments = [command, "--help"].into_iter().filter(|one| !one.is_empty());
        let done = place.run(arguments).ends(0);
        done.is_quiet();
        text.push_str(&format!(
            "$ gatewright {command}{}--help\n{}\n",
            if command.is_empty() { "" } else { " " },
            done.out
        ));
    }
    snapshot("help", &text);
    place.run(["--version"]).ends(0).says(concat!("gatewright ", env!("CARGO_PKG_VERSION")));
}
