//! `merge-back` that does not say where to.

use super::{Context, Needs, Rule, map::quoted};
use crate::diagnostic::{Diagnostics, Severity};

pub(super) const RULE: Rule = Rule {
    code: "merge-back-without-branch",
    severity: Severity::Error,
    page: include_str!("merge_back_without_branch.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let model = context.model;
    let Some(back) = model.release.after.as_ref().and_then(|after| after.child("merge-back")) else { return };
    if back.text(0).is_some() || !model.merge_backs.is_empty() {
        return;
    }
    let main = model.default_branch();
    let merge = model.merges.iter().find(|merge| !merge.from.value.contains('*'));
    let (from, to) = merge.map_or((main, "develop"), |merge| (&*merge.into.value, &*merge.from.value));
    diagnostics
        .error(RULE.code, back.head, "the release is brought back, and nothing says to which branch")
        .label("to which branch?")
        .help(format!(
            "`merge-back {to}` here, or once for all at the top of the file: `merge-back {} -> {}`",
            quoted(from),
            quoted(to)
        ));
}
