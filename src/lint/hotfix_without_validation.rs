//! A hotfix that is not tested before it is live, or not fully afterwards.

use super::{Context, Needs, Rule, way};
use crate::diagnostic::{Diagnostics, Severity};

pub(super) const RULE: Rule = Rule {
    code: "hotfix-without-validation",
    severity: Severity::Error,
    page: include_str!("hotfix_without_validation.md"),
    needs: Needs::Names,
    check,
};

const BEFORE: &str = "`check critical \"Critical tests\" { run \"npm run test:critical\" }`";
const AFTER: &str = "`afterwards { run \"npm run test:all\" }`";

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for hotfix in &context.model.hotfixes {
        // A check on its way is never skipped.
        let on_its_way =
            || way::lines(context, hotfix).iter().any(|line| line.all_of("check").next().is_some());
        let before = hotfix.part("check").is_some() || on_its_way();
        let after = way::afterwards(hotfix, "run").is_some();
        let to = way::end_in_words(hotfix);
        let (message, label, help) = match (before, after) {
            (true, true) => continue,
            (false, true) => (
                format!("a hotfix gets to {to} without a single test before"),
                "no `check` here, nor on its way",
                format!("the few tests that matter most, before it is live: {BEFORE}"),
            ),
            (true, false) => (
                format!("what a hotfix skips on its way to {to} is never made up for"),
                "nothing runs afterwards",
                match hotfix.part("afterwards") {
                    Some(_) => {
                        "the whole validation, once it is live; in `afterwards`: `run \"npm run test:all\"`"
                            .to_owned()
                    }
                    None => format!("the whole validation, once it is live: {AFTER}"),
                },
            ),
            (false, false) => (
                format!("a hotfix gets to {to} untested, and nothing is made up for"),
                "no `check` before, and no `run` afterwards",
                format!(
                    "the few tests that matter most before, and all of them once it is live:\n{}\n{}",
                    BEFORE.trim_matches('`'),
                    AFTER.trim_matches('`')
                ),
            ),
        };
        diagnostics.error(RULE.code, hotfix.head, message).label(label).help(help);
    }
}
