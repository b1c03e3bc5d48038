//! Several pipelines in one repository: beside each other, in each other's way, and gone.

use super::*;

const BILLING: &str = "pipelines/billing.kdl";

/// A second pipeline, with environments of its own.
fn billing(prefix: &str) -> String {
    let mut text = SHOP.replace("pipeline shop {", &format!("pipeline billing {{{prefix}"));
    for (from, to) in [("dev", "test"), ("staging", "rehearsal"), ("prod", "live")] {
        for around in [" {}\n", " {} ", "//{}.", "environment {} "] {
            text = text.replace(&around.replace("{}", from), &around.replace("{}", to));
        }
    }
    text.replace("kind rehearsal", "kind staging")
}

/// A repository whose own CODEOWNERS file names the owners of both.
fn both(prefix: &str) -> Place {
    let place = shop();
    place.put(".github/CODEOWNERS", "* @acme/leads\n");
    place.put(BILLING, billing(prefix));
    place
}

#[test]
fn two_pipelines_that_want_one_file_are_told_the_prefix() {
    let place = both("");
    let done = place.run(["build"]).ends(1);
    done.complains("error[same-output]").complains("give this one a prefix: `file-prefix \"shop-\"`");
    done.complains("[pipelines/shop.kdl:1:1]").complains("`pipelines/billing.kdl` generates");
    assert_eq!(place.generated().len(), 1);
    let json = place.run(["build", "--format", "json"]).ends(1);
    assert_eq!(json.codes(), ["same-output"]);
}

#[test]
fn what_no_prefix_keeps_apart_is_said_in_other_words() {
    let place = shop();
    place.put(BILLING, SHOP.replace("pipeline shop {", "pipeline billing {\n    file-prefix \"billing-\""));
    let done = place.run(["build"]).ends(1);
    done.complains("`pipelines/billing.kdl` generates `.github/environments/dev.json` too");
    done.complains("give this one a name that no other pipeline of the repository has");
    done.complains("`pipelines/billing.kdl` generates `.github/CODEOWNERS` too");
    done.complains("write a `CODEOWNERS` of your own at the top");
    assert!(!done.err.contains("give this one a prefix"), "{}", done.err);

    // And what is said mends it.
    place.put(BILLING, billing("\n    file-prefix \"billing-\""));
    place.put("CODEOWNERS", "* @acme/leads\n");
    place.run(["build"]).ends(0);
    place.run(["build", "--check"]).ends(0);
}

#[test]
fn the_fix_that_is_offered_mends_it() {
    let place = both("");
    let json = place.run(["build", "--format", "json"]).ends(1).json();
    let file = json["files"].as_array().unwrap().iter().find(|file| file["path"] == AT).unwrap().clone();
    let edit = &file["diagnostics"][0]["fix"]["edits"][0];
    let at = edit["start"]["offset"].as_u64().unwrap() as usize;
    let mut text = place.get(AT);
    text.insert_str(at, edit["text"].as_str().unwrap());
    place.put(AT, text);
    place.run(["build"]).ends(0);
}

#[test]
fn with_a_prefix_they_build_side_by_side() {
    let place = both("\n    file-prefix \"billing-\"");
    place.run(["build"]).ends(0);
    assert!(place.has(".github/workflows/deploy.yml") && place.has(".github/workflows/billing-deploy.yml"));
    place.run(["build", "--check"]).ends(0);
    // Alone, too: each run knows only its own files.
    place.run(["build", "--check", AT]).ends(0);
    place.run(["build", "--check", BILLING]).ends(0);
    place.run(["build", BILLING]).ends(0).says("are current");
}

#[test]
fn a_pipeline_that_is_not_in_the_run_keeps_its_files() {
    let place = both("");
    place.run(["build", AT]).ends(0);
    let before = place.generated();
    let done = place.run(["build", "--force", BILLING]).ends(1);
    done.complains("error[same-output]: `pipelines/shop.kdl` generates")
        .complains("`file-prefix \"billing-\"`");
    assert_eq!(place.generated(), before);
}

#[test]
fn what_a_removed_pipeline_leaves_is_deleted_by_the_next_build_of_another() {
    let place = both("\n    file-prefix \"billing-\"");
    place.put("deploy/own.sh", "mine\n");
    place.run(["build"]).ends(0);
    place.remove(BILLING);
    let done = place.run(["build", "--check"]).ends(1);
    done.says("orphan  .github/workflows/billing-deploy.yml").says("(pipelines/billing.kdl is gone)");
    place.run(["build", AT]).ends(0).says("deleted  .github/workflows/billing-deploy.yml");
    assert!(place.generated().keys().all(|path| !path.contains("billing") && !path.contains("rehearsal")));
    assert!(place.has("deploy/own.sh"), "only what is ours is deleted");
    place.run(["build", "--check"]).ends(0);
}

#[test]
fn an_edited_orphan_stays() {
    let place = both("\n    file-prefix \"billing-\"");
    place.run(["build"]).ends(0);
    place.put("docs/billing-pipeline.md", "mine\n");
    place.remove(BILLING);
    place.run(["build"]).ends(1).says("kept").says("docs/billing-pipeline.md");
    assert_eq!(place.get("docs/billing-pipeline.md"), "mine\n");
}

#[test]
fn a_renamed_pipeline_takes_its_files_along() {
    let place = built();
    std::fs::rename(place.path(AT), place.path("pipelines/store.kdl")).unwrap();
    place.run(["build"]).ends(0);
    place.run(["build", "--check"]).ends(0);
    assert!(place.get("deploy/lib.sh").contains("pipelines/store.kdl"));
}

#[test]
fn an_error_in_one_file_stops_all() {
    let place = both("\n    file-prefix \"billing-\"");
    place.change(BILLING, "push main -> test", "push main -> tset");
    place.run(["build"]).ends(1).complains("[pipelines/billing.kdl:").complains("nothing was written");
    assert_eq!(place.generated().len(), 1);
    place.put("pipelines/aaa.kdl", "pipeline \"");
    place.run(["build"]).ends(1).complains("[pipelines/aaa.kdl:").complains("[pipelines/billing.kdl:");
}
