//! How `defaults`, `like` and an environment's own block become one, for nodes that the table alone describes.

use gatewright::{check, model::Model, source::Source};
use proptest::prelude::*;

/// The parts of an environment, each as `name argument… { children }`, in order.
fn parts(defaults: &str, own: &str) -> Vec<String> {
    let text = format!(
        "pipeline shop {{ time-zone \"UTC\" }}\npromotions {{ push main -> dev; push main -> other }}\n\
         channels {{ users slack A; devs slack B }}\nnotify users devs on release\n\
         defaults {{\n{defaults}\nsteps {{ deploy \"Ship\" run=\"./ship.sh\" }}\n}}\n\
         environment dev {{\nkind test\nurl \"https://dev.example.com\"\n{own}\n}}\n\
         environment other {{ like dev; kind test; url \"https://other.example.com\" }}\n"
    );
    let source = Source::new("pipelines/shop.kdl", text);
    let model: Model = check(&source, &Default::default()).model.expect("a pipeline");
    let of = |name: &str| {
        let parts = &model.environments[name].settings.parts;
        parts.iter().map(|part| words(part, &source)).collect::<Vec<_>>()
    };
    assert_eq!(of("dev"), of("other"), "`like` starts from what the other one resolves to");
    of("dev")
}

fn words(node: &gatewright::syntax::Node, source: &Source) -> String {
    let head = source.slice(node.head);
    match node.children() {
        [] => head.to_owned(),
        children => {
            let children: Vec<String> = children.iter().map(|child| words(child, source)).collect();
            format!("{head} {{ {} }}", children.join("; "))
        }
    }
}

#[test]
fn a_child_replaces_the_child_of_its_name() {
    let merged = parts("backup { run \"a\"; every 1 day; keep 7 days }", "backup { run \"b\" }");
    assert_eq!(merged, ["backup { run \"b\"; every 1 day; keep 7 days }"]);
}

#[test]
fn a_line_without_a_block_replaces() {
    assert_eq!(parts("health \"/a\" { within 5 minutes }", "health \"/b\""), ["health \"/b\""]);
    assert_eq!(parts("replicas 1", "replicas 2"), ["replicas 2"]);
}

#[test]
fn none_takes_a_default_away() {
    for part in [
        "health \"/a\"",
        "rollback { previous-release }",
        "probe every 5 minutes",
        "objective { x below 1 ms }",
    ] {
        let name = part.split(' ').next().expect("a name");
        assert_eq!(parts(part, ""), [part]);
        assert_eq!(parts(part, &format!("{name} none")), Vec::<String>::new());
    }
}

#[test]
fn keys_merge_one_by_one() {
    assert_eq!(parts("flags { a; b }", "flags { b #false; c }"), ["flags { a; b #false; c }"]);
    assert_eq!(parts("schema { A integer }", "schema { A text }"), ["schema { A text }"]);
}

#[test]
fn limits_of_one_number_belong_together() {
    let merged = parts(
        "monitor 5 minutes { errors below 1 percent; errors within 5 percent of baseline; load below 3 }",
        "monitor 9 minutes { errors below 2 percent }",
    );
    assert_eq!(merged, ["monitor 9 minutes { errors below 2 percent; load below 3 }"]);
}

#[test]
fn another_kind_of_the_same_thing_replaces() {
    let merged = parts("target railway { project a; token B }", "target kubernetes { cluster c }");
    assert_eq!(merged, ["target kubernetes { cluster c }"]);
    let merged = parts("target kubernetes { cluster c }", "target kubernetes { namespace n }");
    assert_eq!(merged, ["target kubernetes { cluster c; namespace n }"]);
}

#[test]
fn what_stands_there_once_for_each_name_is_told_apart_by_it() {
    let merged = parts(
        "alert warning { errors above 1 percent }\nalert critical { errors above 5 percent }",
        "alert critical { errors above 9 percent }",
    );
    assert_eq!(
        merged,
        ["alert warning { errors above 1 percent }", "alert critical { errors above 9 percent }"]
    );
}

#[test]
fn what_stands_there_often_is_replaced_together() {
    let merged = parts("notify users on release\nnotify devs on failure", "notify users on failure");
    assert_eq!(merged, ["notify users on failure"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..Default::default() })]

    /// An empty block changes nothing, the same block changes nothing, and what an environment says is there.
    #[test]
    fn merging_has_its_laws(
        defaults in prop::sample::subsequence(PARTS.to_vec(), 0..=PARTS.len()),
        own in prop::sample::subsequence(PARTS.to_vec(), 0..=PARTS.len()),
    ) {
        let (defaults, own) = (defaults.join("\n"), own.join("\n"));
        prop_assert_eq!(parts(&defaults, ""), parts("", &defaults));
        prop_assert_eq!(parts(&defaults, &defaults), parts(&defaults, ""));
        let merged = parts(&defaults, &own);
        for part in parts("", &own) {
            prop_assert!(merged.contains(&part), "{:?} lacks {}", merged, part);
        }
    }
}

const PARTS: [&str; 10] = [
    "replicas 2",
    "autoscale 2 to 4 cpu=50",
    "strategy rolling { timeout 5 minutes }",
    "health \"/health\" { within 5 minutes; every 5 seconds }",
    "backup { run \"a\" \"b\"; verify \"c\" }",
    "flags { a; b #false }",
    "alert critical { errors above 5 percent }",
    "monitor 5 minutes { errors below 1 percent; errors within 5 percent of baseline }",
    "checklist after { - \"Users are told\" }",
    "notify users on failure",
];
