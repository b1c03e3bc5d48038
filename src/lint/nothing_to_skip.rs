//! `skip` for a condition that does not stand on the way of a hotfix.

use indexmap::IndexSet;

use super::{Context, Needs, Rule, way};
use crate::{
    diagnostic::{Diagnostics, Severity},
    nearest::list,
};

pub(super) const RULE: Rule = Rule {
    code: "nothing-to-skip",
    severity: Severity::Error,
    page: include_str!("nothing_to_skip.md"),
    needs: Needs::Names,
    check,
};

/// What a hotfix can do without.
const SKIPPED: [&str; 9] =
    ["age", "wait", "soak", "passed", "window", "blocked-by", "rehearsed", "checklist", "closes"];

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for hotfix in &context.model.hotfixes {
        let Some(skip) = hotfix.part("skip") else { continue };
        let lines = way::lines(context, hotfix);
        let conditions = lines.iter().flat_map(|line| line.conditions());
        let there: IndexSet<&str> = conditions.map(|one| one.node.name.value.as_str()).collect();
        for word in skip.texts().filter(|word| !there.contains(word.value)) {
            let error = diagnostics.error(
                RULE.code,
                word.span,
                format!("this hotfix skips `{}`, and nothing on its way asks for that", word.value),
            );
            error.label("stands on none of the ways into its stations").also(hotfix.head, "its way");
            let could: Vec<&str> = SKIPPED.into_iter().filter(|name| there.contains(name)).collect();
            error.help(match could.is_empty() {
                true => "leave it out: nothing is to be skipped on its way".to_owned(),
                false => format!("leave it out; what it could skip: {}", list(could.into_iter())),
            });
        }
    }
}
