//! `allow`: findings that a file accepts.

use indexmap::IndexMap;

use super::{Needs, RULES};
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::Model,
    syntax::Allow,
};

/// What no reason makes possible: GitHub would refuse it, or nobody could say what is to be built. Sorted.
pub(super) const FIRM: &[&str] = &[
    "hotfix-off-the-map",
    "id-without-tag",
    "merge-back-without-branch",
    "misplaced-condition",
    "secret-before-merge",
    "taken-gate-name",
    "too-many-reviewers",
    "unenforceable-approvals",
];

/// Leaves out what the file accepts. Returns the acceptances that were not needed.
pub(super) fn accept<'a>(model: &'a Model, found: &mut Diagnostics) -> Vec<&'a Allow> {
    let mut allows: IndexMap<&str, Vec<(&Allow, bool)>> = IndexMap::new();
    for allow in &model.allows {
        allows.entry(&allow.code.value).or_default().push((allow, false));
    }
    found.retain(|finding| {
        if FIRM.contains(&finding.code) {
            return true;
        }
        let covers = |allow: &Allow| finding.labels.iter().any(|label| allow.scope.contains(label.span));
        let allowed = allows
            .get_mut(finding.code)
            .and_then(|allows| allows.iter_mut().find(|(allow, _)| covers(allow)));
        match allowed {
            Some((_, used)) => {
                *used = true;
                false
            }
            None => true,
        }
    });
    allows.into_values().flatten().filter(|(_, used)| !used).map(|(allow, _)| allow).collect()
}

/// Tells whether a finding can be accepted with `allow`.
pub fn can_be_allowed(finding: &Diagnostic) -> bool {
    let is_known = RULES.iter().any(|rule| rule.code == finding.code && rule.needs != Needs::Findings);
    is_known && !FIRM.contains(&finding.code)
}
