//! Gates before a merge: which branches get one, what GitHub holds of it, and what the check does.

use gatewright::{
    compile,
    github::Pins,
    plan::{self, Merges, merges::WayKind},
    source::Source,
};

use crate::{common, invariants};

const REST: &str = r#"
teams { qa "@acme/qa"; leads "@acme/leads"; owners "@acme/owners" { members "@ann" "@bo" "@cy" } }
release { version semver from="package.json" }
environment dev { kind test; url "https://dev.example.com"; steps { deploy "Ship" run="./ship.sh" } }
"#;

fn source(map: &str, rest: &str) -> Source {
    let text = format!(
        "pipeline shop {{ time-zone \"Europe/Berlin\" }}\npromotions {{\npush main -> dev\n{map}\n}}\n{rest}{REST}"
    );
    Source::new("pipelines/shop.kdl", text)
}

/// The plan of a file that may hold what `build` refuses.
fn planned(map: &str, rest: &str) -> Merges {
    let source = source(map, rest);
    let found = gatewright::check(&source, &Default::default());
    assert_eq!(common::errors(&found.diagnostics), Vec::<&str>::new(), "{map}{rest}");
    plan::plan(&found.model.expect("a pipeline"), &source, Default::default()).merges
}

/// The files of a map, which keep every rule.
fn built(map: &str) -> Vec<(String, String)> {
    let source = source(map, "");
    let compiled = compile(&source, &Default::default(), &Pins::shipped());
    assert_eq!(common::errors(&compiled.diagnostics), Vec::<&str>::new(), "{map}");
    invariants::hold(&compiled);
    compiled.outputs.into_iter().map(|output| (output.path, output.text)).collect()
}

#[test]
fn what_is_not_drawn_is_forbidden_wherever_something_is() {
    let branches = |map: &str| -> Vec<String> {
        planned(map, "").branches.into_iter().map(|branch| branch.pattern.text).collect()
    };
    assert_eq!(branches(""), Vec::<&str>::new());
    assert_eq!(
        branches("merge \"**\" -> main"),
        Vec::<&str>::new(),
        "everything is drawn, and nothing asked"
    );
    assert_eq!(branches("merge develop -> main"), ["main"]);
    assert_eq!(branches("merge \"**\" -> main { approvals none; about { note \"x\" } }"), Vec::<&str>::new());
    assert_eq!(branches("merge \"**\" -> main { age 1 day }"), ["main"]);
    assert_eq!(branches("merge \"**\" -> main { closes \"release/*\" }"), ["main", "release/*"]);
}

#[test]
fn the_strictest_way_into_a_branch_is_for_all() {
    let merges = planned(
        "merge \"feature/*\" -> main { approvals 1 from qa; approvals 2 from owners }\n\
         merge \"fix/*\" -> main { approvals 2 from qa }\n\
         merge \"docs/*\" -> main { approvals 1 from owners }\n\
         merge main -> \"release/*\"",
        "",
    );
    let [main, release] = merges.branches.as_slice() else { panic!("{:?}", merges.branches) };
    assert_eq!((main.reviews, release.reviews), (3, 0));
    let teams: Vec<(&str, u32)> =
        main.teams.iter().map(|(team, count)| (team.name.as_str(), *count)).collect();
    assert_eq!(teams, [("qa", 2)], "whose people the file lists, the check counts");
}

#[test]
fn names_on_github_differ_also_without_case() {
    let merges =
        planned("merge a -> Main\nmerge a -> main\nmerge a -> \"release/*\"\nmerge a -> \"release/**\"", "");
    let contexts: Vec<&str> = merges.branches.iter().map(|branch| branch.context.as_str()).collect();
    assert_eq!(
        contexts,
        ["Merge into Main", "Merge into main-2", "Merge into release/*", "Merge into release/**"]
    );
    let slugs: Vec<&str> = merges.branches.iter().map(|branch| branch.slug.as_str()).collect();
    assert_eq!(slugs, ["merge-into-main", "merge-into-main-2", "merge-into-release", "merge-into-release-2"]);
}

#[test]
fn a_hotfix_and_a_merge_back_are_drawn_as_well() {
    let merges = planned(
        "merge develop -> main { age 3 days; blocked-by issue label=bug; closes develop; approvals 2 from qa }\n\
         merge \"feature/*\" -> develop",
        "merge-back main -> develop\nhotfix \"hotfix/*\" -> main -> dev { approvals 1 from owners; skip age; \
         check critical \"Critical\" { run \"true\" }; afterwards { run \"true\"; merge-back develop } }\n",
    );
    let ways: Vec<(WayKind, &str)> = merges.ways.iter().map(|way| (way.kind, way.words.as_str())).collect();
    assert_eq!(
        ways,
        [
            (WayKind::Merge, "merge develop -> main"),
            (WayKind::Merge, "merge feature/* -> develop"),
            (WayKind::Hotfix, "hotfix hotfix/* -> main"),
            (WayKind::MergeBack, "merge-back hotfix/* -> develop"),
            (WayKind::MergeBack, "merge-back main -> develop"),
        ]
    );
    let hotfix = &merges.ways[2];
    assert_eq!((hotfix.age.is_none(), hotfix.labels.as_slice()), (true, ["bug".to_owned()].as_slice()));
    assert_eq!((hotfix.people(), hotfix.checks.as_slice()), (1, ["critical".to_owned()].as_slice()));
    assert!(hotfix.closes.is_empty() && hotfix.is_for_own_branches());
}

#[test]
fn a_check_is_skipped_only_for_branches_whose_way_does_not_ask_for_it() {
    let check = "check unit \"Unit tests\" { run \"npm test\" }";
    let map = format!(
        "merge \"feature/*\" develop -> main {{ {check} }}\nmerge \"docs/*\" -> main\nmerge \"**\" -> \"release/**\" {{ {check} }}"
    );
    let files = built(&map);
    let workflow = |name: &str| {
        let file = files.iter().find(|(path, _)| path == name);
        &file.unwrap_or_else(|| panic!("no {name}")).1
    };
    let main = workflow(".github/workflows/merge-into-main.yml");
    assert!(
        main.contains("if: startsWith(github.head_ref, 'feature/') || github.head_ref == 'develop'\n"),
        "{main}"
    );
    let release = workflow(".github/workflows/merge-into-release.yml");
    assert!(!release.contains("if:") && release.contains("branches: [release/**]"), "{release}");
}
