//! The rules: each one file and one page. A rule reads the model and reports; it has no state and knows no other rule.

mod self_promotion;
mod too_few_approvals;
mod unused_allow;

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::Model,
    surroundings::Surroundings,
};

/// A rule as data.
pub struct Rule {
    /// The code; it names the bad thing, as does the file.
    pub code: &'static str,
    /// The page: why, what is flagged, what to write instead.
    pub page: &'static str,
    check: fn(&Context<'_>, &mut Diagnostics),
}

/// What a rule may look at.
struct Context<'a> {
    model: &'a Model,
    surroundings: &'a Surroundings,
}

/// Every rule, by code.
pub const RULES: &[Rule] = &[self_promotion::RULE, too_few_approvals::RULE];

/// Applies every rule, leaves out what the file allows, and says what it allows in vain.
pub fn lint(model: &Model, surroundings: &Surroundings, diagnostics: &mut Diagnostics) {
    let context = Context { model, surroundings };
    let mut found = Diagnostics::default();
    for rule in RULES {
        (rule.check)(&context, &mut found);
    }
    let mut used = vec![false; model.allows.len()];
    found.retain(|finding| {
        let allowed = model.allows.iter().position(|allow| {
            allow.code.value == finding.code
                && finding.labels.iter().any(|label| allow.scope.contains(label.span))
        });
        if let Some(index) = allowed {
            used[index] = true;
        }
        allowed.is_none()
    });
    diagnostics.append(found);
    unused_allow::check(model, &used, diagnostics);
}

/// Finds the page of a rule.
pub fn page(code: &str) -> Option<&'static str> {
    RULES.iter().find(|rule| rule.code == code).map(|rule| rule.page)
}

/// Tells whether a finding can be accepted with `allow`.
pub fn can_be_allowed(finding: &Diagnostic) -> bool {
    RULES.iter().any(|rule| rule.code == finding.code)
}
