//! A hotfix that one person brings to production alone.

use super::{Context, Needs, Rule, way};
use crate::diagnostic::{Diagnostics, Severity};

pub(super) const RULE: Rule = Rule {
    code: "hotfix-without-approval",
    severity: Severity::Error,
    page: include_str!("hotfix_without_approval.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let team = context.model.teams.keys().next().map_or("…", String::as_str);
    for hotfix in &context.model.hotfixes {
        let conditions = &hotfix.conditions;
        let is_asked = match conditions.same {
            Some(_) => way::lines(context, hotfix).iter().any(|line| !line.approvals().is_empty()),
            None => false,
        };
        if is_asked || !conditions.approvals.is_empty() {
            continue;
        }
        let to = way::end_in_words(hotfix);
        let error = diagnostics.error(
            RULE.code,
            hotfix.head,
            format!("one person alone can bring a hotfix to {to}: nobody is asked on its way"),
        );
        error.label("asks nobody");
        match (conditions.same, conditions.nobody) {
            (Some(same), _) => error.also(same, "the same as on its way, where nobody is asked"),
            (None, Some(nobody)) => error.also(nobody, "says so on purpose"),
            (None, None) => error,
        };
        error.help(format!("one other person can be found in a hurry too: `approvals 1 from {team}`"));
    }
}
