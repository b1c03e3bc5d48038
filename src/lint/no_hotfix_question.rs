//! A hotfix that nobody has to give a reason for.

use super::{Context, Needs, Rule, way};
use crate::diagnostic::{Diagnostics, Severity};

pub(super) const RULE: Rule = Rule {
    code: "no-hotfix-question",
    severity: Severity::Advice,
    page: include_str!("no_hotfix_question.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for hotfix in context.model.hotfixes.iter().filter(|hotfix| hotfix.part("ask").is_none()) {
        diagnostics
            .advice(
                RULE.code,
                hotfix.head,
                format!(
                    "nobody writes down what is risked by this short way to {}",
                    way::end_in_words(hotfix)
                ),
            )
            .label("asks no question")
            .help("`ask risk \"What do we risk by not waiting?\"`; the answer is recorded with the approval");
    }
}
