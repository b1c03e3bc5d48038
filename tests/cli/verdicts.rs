//! `build --check`: what is not current, why, and what to do, in every format.

use super::{check::assert_annotation, *};

/// One of each: stale, hand-edited, missing, orphan.
fn mixed() -> Place {
    let place = built();
    place.change(AT, "LOG_LEVEL info", "LOG_LEVEL warn");
    place.change("deploy/lib.sh", "#!/usr/bin/env bash\n", "#!/usr/bin/env bash\necho mine\n");
    place.remove("docs/pipeline.md");
    let text = place
        .get(AT)
        .replace("environment staging", "environment stage")
        .replace("-> staging", "-> stage")
        .replace("    staging ", "    stage ");
    place.put(AT, text);
    place
}

#[test]
fn everything_current_is_one_line() {
    let done = built().run(["build", "--check"]).ends(0);
    done.is_quiet();
    assert_eq!(done.out.lines().count(), 1);
    done.says("generated files are current");
}

#[test]
fn four_verdicts_in_one_run() {
    let place = mixed();
    let before = place.tree();
    let done = place.run(["build", "--check"]).ends(1);
    done.is_quiet();
    done.says("stale        deploy/deploy-dev.sh").says("the pipeline changed (pipelines/shop.kdl)");
    done.says("hand-edited  deploy/lib.sh");
    done.says("missing      docs/pipeline.md").says("it was deleted");
    done.says("orphan       .github/environments/staging.json").says("nothing asks for it any more");
    done.says("--- a/deploy/deploy-dev.sh\n+++ b/deploy/deploy-dev.sh\n@@ ");
    done.says("--- a/deploy/lib.sh\n+++ b/deploy/lib.sh\n@@ ").says("-echo mine");
    let last = done.out.lines().last().unwrap();
    assert_eq!(
        last,
        "run `gatewright build` and commit; your edits to deploy/lib.sh stay until you say --force"
    );
    assert_eq!(place.tree(), before);

    place.run(["build"]).ends(1);
    place.run(["build", "--check"]).ends(1).says("hand-edited  deploy/lib.sh");
    place.run(["build", "--force"]).ends(0);
    place.run(["build", "--check"]).ends(0);
}

#[test]
fn programs_get_the_same_verdicts() {
    let place = mixed();
    let json = place.run(["build", "--check", "--format", "json"]).ends(1);
    json.is_quiet();
    let codes = json.codes();
    for code in ["stale-output", "edited-output", "missing-output", "orphaned-output"] {
        assert!(codes.iter().any(|one| one == code), "{code} is not among {codes:?}");
    }
    assert_eq!(json.json()["summary"]["errors"], codes.len());

    let sarif = place.run(["build", "--check", "--format", "sarif"]).ends(1);
    sarif.is_quiet();
    assert_eq!(sarif.json()["runs"][0]["results"].as_array().unwrap().len(), codes.len());

    let github = place.run(["build", "--check", "--format", "github"]).ends(1);
    assert_eq!(github.out.lines().count(), codes.len());
    github.out.lines().for_each(assert_annotation);
    // Whoever reads the log of the run has no other way to see what differs.
    github.complains("-echo mine").complains("+++ b/deploy/lib.sh");
}

#[test]
fn a_diff_cannot_give_commands_to_the_runner() {
    let place = built();
    place.change(AT, "run \"./build.sh\"", "run \"./build.sh\" \"::error::x\" \"echo ##[error]x\"");
    let done = place.run(["build", "--check", "--format", "github"]).ends(1);
    assert!(done.err.contains("::error::x") || done.err.contains("error"), "{}", done.err);
    for line in done.err.lines() {
        assert!(!line.trim_start().starts_with("::") && !line.contains("##["), "{line}");
    }
    done.out.lines().for_each(assert_annotation);
}

#[test]
fn a_checkout_with_windows_line_ends_is_no_drift() {
    let place = built();
    for (path, text) in place.generated() {
        place.put(path, String::from_utf8(text).unwrap().replace('\n', "\r\n"));
    }
    place.change(AT, "\n", "\r\n");
    place.run(["build", "--check"]).ends(0).says("are current");
    place.run(["build"]).ends(0).says("are current");
}

#[test]
fn a_repository_that_was_never_built_is_all_missing() {
    let place = shop();
    let done = place.run(["build", "--check"]).ends(1);
    assert!(done.out.lines().filter(|line| line.starts_with("missing")).count() > 10, "{}", done.out);
    done.says("run `gatewright build` and commit");
    assert!(!place.has(".gatewright.lock"));
}

#[test]
fn a_lost_lock_takes_nobodys_work_away() {
    let place = built();
    place.remove(".gatewright.lock");
    place.put("docs/pipeline.md", "mine\n");
    place.run(["build", "--check"]).ends(1).says("hand-edited  docs/pipeline.md");
    place.run(["build"]).ends(1).says("kept");
    assert_eq!(place.get("docs/pipeline.md"), "mine\n");
}
