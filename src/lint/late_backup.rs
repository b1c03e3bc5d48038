//! A backup of what was changed already.

use super::{
    Context, Needs, Rule,
    steps_in_order::{environments, first},
    whose::say_whose,
};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::Phase,
};

pub(super) const RULE: Rule = Rule {
    code: "late-backup",
    severity: Severity::Error,
    page: include_str!("late_backup.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for environment in environments(context) {
        let steps = &environment.settings.steps;
        let Some(change) = first(steps, &[Phase::Migrate, Phase::Deploy]) else { continue };
        let Some(backup) = first(steps, &[Phase::Backup]).filter(|backup| *backup > change) else { continue };
        let (change, backup) = (&steps[change], &steps[backup]);
        let error = diagnostics.error(
            RULE.code,
            backup.span,
            "this backup holds what is there after the change, so nothing can be restored from it",
        );
        error
            .label("steps run as they are written: it is made here")
            .also(change.span, "changes things first");
        say_whose(error, environment).help(format!(
            "put it in front of `{} \"{}\"`",
            change.phase.name(),
            change.title.value
        ));
    }
}
