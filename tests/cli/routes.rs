//! `routes`: every way to production.

use super::*;

const TEAMS: [(&str, &str); 5] = [
    ("storefront", include_str!("../../pipelines/storefront.kdl")),
    ("acs", include_str!("../../pipelines/acs.kdl")),
    ("webapp", include_str!("../../pipelines/webapp.kdl")),
    ("studysphere", include_str!("../../pipelines/studysphere.kdl")),
    ("forms", include_str!("../../pipelines/forms.kdl")),
];

#[test]
fn the_ways_of_the_teams_read_well() {
    let place = Place::new();
    let mut text = String::new();
    for (team, pipeline) in TEAMS {
        let file = format!("{team}.kdl");
        place.put(&file, pipeline);
        let done = place.run(["routes", &file]).ends(0);
        done.is_quiet();
        assert!(done.out.contains("people        ") && done.out.contains("alone         "), "{}", done.out);
        text.push_str(&format!("$ gatewright routes {file}\n{}\n", done.out));
    }
    snapshot("routes-teams", &text);
}

#[test]
fn programs_get_the_same() {
    let place = Place::new();
    place.put("acs.kdl", TEAMS[1].1);
    let json = place.run(["routes", "--format", "json", "acs.kdl"]).ends(0).json();
    assert_eq!(json["version"], 1);
    let target = &json["pipelines"][0]["targets"][0];
    assert_eq!((&target["to"], &target["total"]), (&"production".into(), &2.into()));
    let weakest = &target["routes"][0];
    assert_eq!(weakest["chains"][0], serde_json::json!(["hotfix hotfix/*", "main", "production"]));
    assert_eq!((&weakest["hotfix"], &weakest["people"]), (&true.into(), &1.into()));
    assert_eq!(weakest["watched_seconds"], 7_200);
    assert_eq!(target["routes"][1]["least_seconds"], 259_200);
    snapshot("routes-json", &serde_json::to_string_pretty(&json).unwrap());
}

#[test]
fn another_end_can_be_named() {
    let place = shop();
    place
        .run(["routes"])
        .ends(0)
        .says("One way leads to prod.\n")
        .says("push to main → dev → staging → prod\n");
    place.run(["routes", "--to", "staging"]).ends(0).says("push to main → dev → staging\n");
    let done = place.run(["routes", "--to", "stagin"]).ends(2);
    assert_eq!(done.out, "");
    done.complains("there is no environment `stagin` here; did you mean `staging`?");
    place.change(AT, "    staging   -> prod    { approvals 2 from leads }\n", "");
    place.run(["routes"]).ends(0).says("No way leads to prod.\n");
    place.change(AT, "environment prod { kind production;", "environment prod { kind staging;");
    place
        .run(["routes"])
        .ends(0)
        .says("It has no environment of kind production; `--to ENV` names another one.\n");
}

#[test]
fn of_several_pipelines_those_are_shown_that_have_the_end() {
    let place = shop();
    place.put("pipelines/other.kdl", SHOP.replace("staging", "stage").replace("kind stage", "kind staging"));
    let done = place.run(["routes"]).ends(0);
    done.says("shop (pipelines/other.kdl)\n").says("\nshop (pipelines/shop.kdl)\n");
    let done = place.run(["routes", "--to", "stage"]).ends(0);
    assert!(done.out.contains("other.kdl") && !done.out.contains("shop.kdl"), "{}", done.out);
    place.put("broken.kdl", "pipeline \"");
    let done = place.run(["routes", AT, "broken.kdl"]).ends(1);
    done.says("One way leads to prod.").complains("error[unclosed-text]");
    Place::new().run(["routes"]).ends(2).complains("there is no pipeline here");
}

#[test]
fn a_file_with_errors_is_listed_as_far_as_it_can_be_made_out() {
    let place = shop();
    place.change(AT, "approvals 1 from leads", "approvals 1 from laeds");
    let done = place.run(["routes"]).ends(0);
    done.says("push to main → dev → staging → prod")
        .complains("pipelines/shop.kdl has errors; `gatewright check` shows them\n");
}
