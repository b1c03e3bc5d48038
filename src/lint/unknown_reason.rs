//! A test that expects what nothing in the file can bring about.

use indexmap::IndexSet;

use super::{Context, Needs, Rule};
use crate::{
    decision::KINDS,
    diagnostic::{Diagnostics, Severity},
    model::Model,
    nearest::{self, list},
    syntax::{Expected, Given},
};

pub(super) const RULE: Rule = Rule {
    code: "unknown-reason",
    severity: Severity::Error,
    page: include_str!("unknown_reason.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let model = context.model;
    if model.tests.is_empty() {
        return;
    }
    let names = names(model);
    for test in &model.tests {
        let given: IndexSet<&str> = test
            .given
            .iter()
            .filter_map(|given| match given {
                Given::Issue(label) => Some(label.as_str()),
                _ => None,
            })
            .collect();
        for expected in &test.expected {
            let Expected::Blocked(reasons, _) = expected else { continue };
            let is_known = |name: &str| names.contains(name) || given.contains(name) || KINDS.contains(&name);
            for reason in reasons.iter().filter(|reason| !is_known(&reason.value)) {
                let known = || names.iter().copied().chain(KINDS.iter().copied());
                let message = format!("nothing is called `{}` that could be in the way", reason.value);
                let error = diagnostics.error(RULE.code, reason.span, message);
                error.label("this test can never pass").also(test.head, "expects it");
                match nearest::find(&reason.value, known()) {
                    Some(nearest) => {
                        error.help(format!("did you mean `{nearest}`?"));
                        error.fix(format!("write `{nearest}`"), reason.span, super::map::quoted(nearest));
                    }
                    None => {
                        error.help(format!("what can be in the way: {}", list(known())));
                    }
                }
            }
        }
    }
}

/// Everything that a reason can be called by: windows, freezes, gates, environments, labels of issues.
fn names(model: &Model) -> IndexSet<&str> {
    let windows = model.windows.keys().map(String::as_str);
    let freezes = model.freezes.iter().map(|freeze| freeze.name.value.as_str());
    let gates = model.gates.keys().map(String::as_str);
    let environments = model.environments.keys().map(String::as_str);
    let blockers = model.arrows.iter().flat_map(|arrow| arrow.conditions("blocked-by"));
    let labels = blockers.filter_map(|node| node.property_text("label")).map(|label| label.value);
    windows.chain(freezes).chain(gates).chain(environments).chain(labels).collect()
}
