//! Which rules of GitHub's are those that were asked for.

use gatewright::{
    settings::{Kind, RulesetFound, State, WantedRuleset, compare},
    source::Span,
};
use serde_json::json;

use super::order::{found, reviews, wanted};

#[test]
fn a_ruleset_is_compared_by_what_was_asked_for() {
    let wanted = wanted(Vec::new(), vec![WantedRuleset { ruleset: reviews(1), place: Span::default() }]);
    let body = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut body = serde_json::to_value(reviews(1)).expect("a ruleset");
        change(&mut body);
        let ruleset = RulesetFound { id: 7, name: "shop (gatewright)".into(), body };
        let found = found(State { environments: Vec::new(), rulesets: vec![ruleset] });
        let comparison = compare(&wanted, &found);
        comparison
            .differences
            .into_iter()
            .map(|one| match one.kind {
                Kind::Ruleset(parts) => {
                    parts.into_iter().map(|part| part.what).collect::<Vec<_>>().join(", ")
                }
                other => format!("{other:?}"),
            })
            .collect::<Vec<_>>()
    };
    // What GitHub adds of its own is no difference.
    assert_eq!(
        body(&|body| {
            body["rules"][2]["parameters"]["allowed_merge_methods"] = json!(["merge", "squash"]);
            body["bypass_actors"] = json!([]);
            body["id"] = json!(7);
        }),
        [""; 0]
    );
    assert_eq!(body(&|body| body["enforcement"] = json!("disabled")), ["enforcement"]);
    assert_eq!(
        body(&|body| body["conditions"]["ref_name"]["include"] = json!(["refs/heads/x"])),
        ["include"]
    );
    assert_eq!(
        body(&|body| body["conditions"]["ref_name"]["exclude"] = json!(["refs/heads/main"])),
        ["exclude"]
    );
    assert_eq!(body(&|body| drop(body["rules"].as_array_mut().expect("rules").remove(0))), ["deletion"]);
    assert_eq!(
        body(&|body| body["rules"][2]["parameters"]["require_code_owner_review"] = json!(false)),
        ["pull request: require code owner review"]
    );
    assert_eq!(
        body(&|body| body["bypass_actors"] =
            json!([{"actor_id": 5, "actor_type": "RepositoryRole", "bypass_mode": "always"}])),
        ["bypass list"]
    );
}
