//! `allow`: where it counts, and where not.

use gatewright::{
    diagnostic::{Diagnostics, Severity},
    lint::{can_be_allowed, page},
    source::Span,
};

use super::{codes, pipeline};

const ALLOW: &str = "allow unstable-source because=\"a hobby\"";

/// A pipeline that goes straight from integration to production, with something in three places.
fn shop(in_pipeline: &str, on_arrow: &str, in_environment: &str) -> String {
    let map = format!("push main -> dev\ndev -> prod {{ approvals 2 from t; {on_arrow} }}");
    let environment = format!(
        "environment prod {{ kind production; url \"https://x.example\"; steps {{ deploy \"Ship\" run=\"./ship.sh\" }}; {in_environment} }}"
    );
    let rest = format!("teams {{ t \"@o/t\" }}\nrelease {{ version semver from=changelog }}\n{environment}");
    let text = pipeline(&map, &["dev integration"], &rest);
    text.replacen("pipeline shop", &format!("pipeline shop {{ {in_pipeline} }}"), 1)
}

#[test]
fn it_counts_on_the_arrow_and_for_the_whole_file() {
    assert_eq!(codes(&shop("", "", "")), ["unstable-source"]);
    assert_eq!(codes(&shop(ALLOW, "", "")), Vec::<&str>::new());
    assert_eq!(codes(&shop("", ALLOW, "")), Vec::<&str>::new());
}

#[test]
fn it_counts_in_an_environment_that_the_finding_points_at() {
    let lax = "allow debug-in-production because=\"a hobby\"; variables { DEBUG #true }";
    assert_eq!(codes(&shop("", ALLOW, lax)), Vec::<&str>::new());
    // The finding points at the source, which is integration, and not at production.
    assert_eq!(codes(&shop("", "", ALLOW)), ["unstable-source", "unused-allow"]);
}

#[test]
fn a_second_one_and_one_for_something_else_are_in_vain() {
    assert_eq!(codes(&shop(ALLOW, ALLOW, "")), ["unused-allow"]);
    assert_eq!(codes(&shop("", ALLOW, "allow no-url because=\"x\"")), ["unused-allow"]);
    assert_eq!(codes(&shop("", ALLOW, "allow no-ulr because=\"x\"")), ["unknown-code"]);
}

#[test]
fn what_could_not_be_judged_is_not_accepted_in_vain() {
    let text = shop("", ALLOW, "allow unreachable-environment because=\"x\"").replace("from t;", "from tt;");
    assert!(!codes(&text).contains(&"unused-allow"), "{:?}", codes(&text));
}

#[test]
fn an_acceptance_in_vain_cannot_be_accepted() {
    assert!(page("unused-allow").is_some());
    let mut diagnostics = Diagnostics::default();
    diagnostics.warning("unused-allow", Span::new(0, 1), "x");
    diagnostics.warning("no-url", Span::new(0, 1), "x");
    let can = diagnostics.as_slice().iter().map(can_be_allowed).collect::<Vec<_>>();
    assert_eq!((can, diagnostics.as_slice()[0].severity), (vec![false, true], Severity::Warning));
}

#[test]
fn what_cannot_be_built_cannot_be_accepted() {
    let map = "push main -> dev\ndev -> qa { age 1 day; allow misplaced-condition because=\"it is old\" }";
    let text = pipeline(map, &["dev integration", "qa test"], "");
    assert_eq!(codes(&text), ["misplaced-condition", "unused-allow"]);
    let vain = super::only("unused-allow", &text);
    assert!(vain.message.contains("cannot be accepted"), "{}", vain.message);
}
