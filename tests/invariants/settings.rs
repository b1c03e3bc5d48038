//! The settings of environments: who is asked, and that nobody gets around them.

use std::collections::BTreeSet;

use gatewright::syntax::Kind;

use super::tree::Tree;

pub(super) fn hold(tree: &Tree<'_>) {
    let branch = tree.model.default_branch();
    for (name, settings) in &tree.environments {
        let reviewers = tree.reviewers(name);
        assert_eq!(settings["can_admins_bypass"], false, "{name}");
        assert_eq!(settings["prevent_self_review"], !reviewers.is_empty(), "{name}");
        assert_eq!(settings["branch_policies"].as_array().map(Vec::len), Some(1), "{name}");
        assert_eq!(settings["branch_policies"][0]["name"], branch, "{name}");
        assert_eq!(settings["deployment_branch_policy"]["custom_branch_policies"], true, "{name}");
        let different: BTreeSet<String> = reviewers.iter().map(|one| one.to_ascii_lowercase()).collect();
        assert_eq!(different.len(), reviewers.len(), "{name} asks somebody twice: {reviewers:?}");
    }
    for environment in tree.model.environments.values() {
        let declared = environment.kind.value != Kind::Local;
        assert_eq!(
            tree.environments.contains_key(&environment.name.value),
            declared,
            "{}",
            environment.name.value
        );
    }
}
