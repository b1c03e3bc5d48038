//! `build`: what it writes, wherever it is started, and what it leaves alone.

use super::*;

#[test]
fn a_first_build_names_each_file_and_the_next_step() {
    let place = shop();
    let done = place.run(["build"]).ends(0);
    done.is_quiet();
    snapshot("first-build", &done.out);
    let again = place.run(["build"]).ends(0);
    again.is_quiet();
    snapshot("second-build", &again.out);
}

#[test]
fn the_next_step_speaks_of_settings_only_where_some_changed() {
    let place = built();
    place.change(AT, "LOG_LEVEL info", "LOG_LEVEL warn");
    assert_eq!(place.run(["build"]).ends(0).out.lines().last(), Some("next: commit"));
    place.change(AT, "approvals 1 from leads", "approvals 2 from leads");
    place
        .run(["build"])
        .ends(0)
        .says("bring GitHub's settings in line with what changed in .github/environments");
}

#[test]
fn every_run_writes_the_same_bytes_wherever_it_is_started() {
    let wanted = built().generated();
    let place = shop();
    let absolute = place.path(AT).to_string_lossy().into_owned();
    let top = place.path("").to_string_lossy().into_owned();
    let runs: [(&str, Vec<&str>); 6] = [
        ("", vec![AT]),
        ("", vec![&absolute]),
        ("", vec!["./pipelines/../pipelines/shop.kdl"]),
        ("pipelines", vec!["shop.kdl", "--out", ".."]),
        ("pipelines", vec![&absolute, "--out", &top]),
        ("..", vec![&absolute, "--out", &top]),
    ];
    for (folder, arguments) in runs {
        let place = shop();
        let moved: Vec<String> =
            arguments.iter().map(|one| one.replace(&top, &place.path("").to_string_lossy())).collect();
        place.run(["build".to_owned()].into_iter().chain(moved)).from(folder).ends(0);
        assert_eq!(place.generated(), wanted, "{folder} {arguments:?}");
    }
}

#[test]
fn a_pipeline_outside_the_output_directory_is_named_from_where_it_is_built() {
    let place = shop();
    let absolute = place.path(AT).to_string_lossy().into_owned();
    place.run(["build", AT, "--out", "one"]).ends(0);
    place.run(["build", &absolute, "--out", "two"]).ends(0);
    assert_eq!(place.get("one/.github/workflows/deploy.yml"), place.get("two/.github/workflows/deploy.yml"));
    assert!(!place.get("two/.github/workflows/deploy.yml").contains(&absolute));
}

#[test]
fn a_dry_run_says_it_all_and_writes_nothing() {
    let place = shop();
    let before = place.tree();
    let done = place.run(["build", "--dry-run"]).ends(0);
    done.says("create  .github/workflows/deploy.yml").says("nothing was written");
    assert_eq!(place.tree(), before);

    let place = built();
    place.change(AT, "LOG_LEVEL info", "LOG_LEVEL warn");
    let before = place.tree();
    place.run(["build", "--dry-run"]).ends(0).says("update  deploy/deploy-dev.sh");
    assert_eq!(place.tree(), before);
}

#[test]
fn an_edit_stays_until_force_and_is_shown() {
    let place = built();
    place.change("deploy/lib.sh", "#!/usr/bin/env bash\n", "#!/usr/bin/env bash\necho mine\n");
    place.change(AT, "LOG_LEVEL info", "LOG_LEVEL warn");
    let done = place.run(["build"]).ends(1);
    done.says("kept     deploy/lib.sh")
        .says("-echo mine")
        .says("your edits to deploy/lib.sh stay until you say --force");
    assert!(place.get("deploy/lib.sh").contains("echo mine"));
    assert!(place.get("deploy/deploy-dev.sh").contains("warn"), "all else is written");

    let done = place.run(["build", "--format", "json"]).ends(1);
    done.is_quiet();
    assert_eq!(done.codes(), ["edited-output"]);

    let done = place.run(["build", "--force"]).ends(0);
    done.says("updated  deploy/lib.sh").says("-echo mine");
    place.run(["build", "--check"]).ends(0);
}

#[test]
fn a_file_that_somebody_else_wrote_is_not_overwritten() {
    let place = shop();
    place.put(".github/workflows/deploy.yml", "name: mine\n");
    let done = place.run(["build"]).ends(1);
    done.says("kept     .github/workflows/deploy.yml").says("it was not generated");
    assert_eq!(place.get(".github/workflows/deploy.yml"), "name: mine\n");
    place.run(["build", "--force"]).ends(0);
    place.run(["build", "--check"]).ends(0);
}

#[test]
fn an_error_writes_nothing_and_says_so() {
    let place = built();
    let before = place.generated();
    place.change(AT, "push main -> dev", "push main -> dve");
    let done = place.run(["build"]).ends(1);
    done.complains("error[unknown-environment]").complains("nothing was written");
    assert_eq!(done.out, "");
    assert_eq!(place.generated(), before);
    let json = place.run(["build", "--format", "json"]).ends(1);
    json.is_quiet();
    assert!(json.codes().contains(&"unknown-environment".to_owned()));
}

#[test]
fn a_lock_from_a_merge_is_refused_with_the_line() {
    let place = built();
    let lock = place.get(".gatewright.lock");
    place.put(".gatewright.lock", format!("<<<<<<< HEAD\n{lock}=======\n{lock}>>>>>>> other\n"));
    for arguments in [vec!["build"], vec!["build", "--check"], vec!["check"]] {
        place.run(arguments).ends(2).complains("cannot read `.gatewright.lock`: line 1 is left from a merge");
    }
    place.put(".gatewright.lock", "{\"outputs\": 3}");
    place.run(["build"]).ends(2).complains("it is not a lock that gatewright wrote");
}

#[test]
fn paths_can_be_opened_from_the_working_directory() {
    let place = Place::new();
    place.put("infra/pipelines/shop.kdl", SHOP.replace("teams { leads", "teams { ops \"@acme/ops\"; leads"));
    let arguments = ["build", "infra/pipelines/shop.kdl", "--out", "./infra"];
    let done = place.run(arguments).ends(0);
    done.complains("[infra/pipelines/shop.kdl:").says("created  infra/deploy/lib.sh");
    assert!(place.get("infra/deploy/lib.sh").contains("pipelines/shop.kdl"));
    assert!(
        !place.get("infra/deploy/lib.sh").contains("infra"),
        "what is generated does not know where it was built"
    );

    place.put("infra/deploy/lib.sh", "mine\n");
    let check =
        |format: &str| place.run(arguments.into_iter().chain(["--check", "--format", format])).ends(1);
    check("human").says("hand-edited  infra/deploy/lib.sh");
    check("github").says("file=infra/deploy/lib.sh,").says("file=infra/pipelines/shop.kdl,");
    let json = check("json").json();
    let paths: Vec<&str> =
        json["files"].as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["infra/pipelines/shop.kdl", "infra/deploy/lib.sh"]);
    check("sarif").says("\"uri\": \"infra/deploy/lib.sh\"");
}

#[test]
fn what_only_adds_a_page_is_left_out_and_said() {
    let place = shop();
    place.put(AT, format!("{}\nkpi lead-time at-most 2 hours\n", place.get(AT)));
    let done = place.run(["build"]).ends(0);
    done.complains("warning[not-generated-yet]: `kpi` is left out");
    done.says("deploy.yml");
    place.run(["check"]).ends(0);
}

#[test]
fn what_protects_and_is_not_enforced_yet_writes_nothing() {
    let place = shop();
    place.put(AT, format!("{}\nmerge-back main -> dev\n", place.get(AT)));
    let done = place.run(["build"]).ends(1);
    done.complains("error[not-enforced-yet]: `merge-back` is not enforced yet");
    assert_eq!(place.generated(), Default::default());
    place.run(["check"]).ends(0);
    place.run(["build", "--check"]).ends(1);
}
