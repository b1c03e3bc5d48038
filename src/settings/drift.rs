//! Differences as findings, each on the line of the file that asks for it.

mod by_hand;
mod protection;

use super::{Comparison, Difference, Found, Wanted};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};

/// The code of what the token may not see.
pub const NOT_CHECKED: &str = "not-checked";

/// Returns what `drift` has to say; with `strict`, what the token may not see is an error.
pub fn findings(wanted: &Wanted, found: &Found, comparison: &Comparison, strict: bool) -> Vec<Diagnostic> {
    let mut diagnostics = Diagnostics::default();
    for difference in &comparison.differences {
        report(difference, found, &mut diagnostics);
    }
    for one in &found.not_checked {
        let message = format!("not checked: {one}");
        diagnostics
            .note("not-checked", wanted.repository, message)
            .label("this token cannot tell whether GitHub has what the file asks for")
            .help("use a token that may read it, or see it checked by somebody whose token may");
    }
    let mut findings = diagnostics.into_sorted();
    for one in findings.iter_mut().filter(|one| strict && one.code == NOT_CHECKED) {
        one.severity = Severity::Error;
    }
    findings
}

/// Returns what keeps `apply` from beginning: people and teams that GitHub does not take.
pub fn reviewers(found: &Found, comparison: &Comparison) -> Vec<Diagnostic> {
    let mut diagnostics = Diagnostics::default();
    for difference in comparison.differences.iter().filter(|one| one.kind.blocks()) {
        report(difference, found, &mut diagnostics);
    }
    diagnostics.into_sorted()
}

fn report(difference: &Difference, found: &Found, diagnostics: &mut Diagnostics) {
    let finding = match difference.kind.is_applied() {
        true => protection::report(difference, diagnostics),
        false => by_hand::report(difference, found, diagnostics),
    };
    let others = difference.also.iter().filter(|one| **one != difference.place);
    if let Some(finding) = finding {
        others.for_each(|place| {
            finding.also(*place, "here too");
        });
    }
}

/// Joins words for a sentence.
fn listed(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(", ")
}
