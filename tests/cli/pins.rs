//! Versions of actions that a bot bumps in the generated workflows.

use super::*;

const ACTION: &str = "actions/checkout";
const NEWER: &str = "0123456789abcdef0123456789abcdef01234567 # v99.0.0";

fn workflows(place: &Place) -> Vec<String> {
    let generated = place.generated();
    generated.keys().filter(|path| path.starts_with(".github/workflows/")).cloned().collect()
}

/// Does in one file what a bot does.
fn bump(place: &Place, path: &str, to: &str) -> bool {
    let text = place.get(path);
    let bumped: Vec<String> = text
        .split('\n')
        .map(|line| match line.split_once(&format!("{ACTION}@")) {
            Some((before, _)) => format!("{before}{ACTION}@{to}"),
            None => line.to_owned(),
        })
        .collect();
    let bumped = bumped.join("\n");
    let changed = bumped != text;
    place.put(path, bumped);
    changed
}

#[test]
fn a_bump_of_all_workflows_is_current_and_stays() {
    let place = built();
    let bumped = workflows(&place).iter().filter(|path| bump(&place, path, NEWER)).count();
    assert!(bumped >= 2);
    place.run(["build", "--check"]).ends(0).is_quiet();
    place.change(AT, "LOG_LEVEL info", "LOG_LEVEL warn");
    place.run(["build"]).ends(0);
    let text = place.get(".github/workflows/deploy.yml");
    assert!(text.contains(NEWER));
    place.run(["build", "--check"]).ends(0);
}

#[test]
fn a_bump_of_one_workflow_makes_the_others_stale() {
    let place = built();
    assert!(bump(&place, ".github/workflows/deploy.yml", NEWER));
    let done = place.run(["build", "--check"]).ends(1);
    done.says("stale  .github/workflows/pipeline-check.yml").says("only the versions that it pins differ");
    assert!(!done.out.contains("stale  .github/workflows/deploy.yml"), "{}", done.out);
    place.run(["build"]).ends(0);
    assert!(place.get(".github/workflows/pipeline-check.yml").contains(NEWER));
    place.run(["build", "--check"]).ends(0);
}

#[test]
fn two_different_bumps_are_an_error_that_shows_both() {
    let place = built();
    bump(&place, ".github/workflows/deploy.yml", NEWER);
    bump(
        &place,
        ".github/workflows/pipeline-check.yml",
        &NEWER.to_uppercase().replace("012345", "ABCDEF").replace("# V", "# v"),
    );
    let before = place.tree();
    for arguments in [vec!["build"], vec!["build", "--force"], vec!["build", "--check"]] {
        let done = place.run(arguments).ends(1);
        done.complains("error[pins-disagree]: `actions/checkout` is pinned to two different commits");
        done.complains(".github/workflows/deploy.yml").complains("[.github/workflows/pipeline-check.yml:");
    }
    let json = place.run(["build", "--check", "--format", "json"]).ends(1);
    assert_eq!(json.codes(), ["pins-disagree"]);
    assert_eq!(place.tree(), before);
}

#[test]
fn disagreeing_pins_do_not_hide_what_is_wrong_with_the_pipeline() {
    let place = built();
    bump(&place, ".github/workflows/deploy.yml", NEWER);
    bump(&place, ".github/workflows/pipeline-check.yml", &NEWER.replace("012345", "abcdef"));
    place.change(AT, "push main -> dev", "push main -> dve");
    place.run(["build"]).ends(1).complains("error[pins-disagree]").complains("error[unknown-environment]");
}

#[test]
fn an_older_or_a_foreign_pin_is_not_taken_over() {
    let place = built();
    bump(&place, ".github/workflows/deploy.yml", "0123456789abcdef0123456789abcdef01234567 # v1.0.0");
    place.run(["build", "--check"]).ends(1).says("stale  .github/workflows/deploy.yml");
    place.run(["build"]).ends(0);
    assert!(!place.get(".github/workflows/deploy.yml").contains("v1.0.0"));
    place.put(
        ".github/workflows/theirs.yml",
        format!("jobs: {{ x: {{ steps: [\n  uses: {ACTION}@{NEWER}\n] }} }}\n"),
    );
    place.run(["build"]).ends(0).says("are current");
}
