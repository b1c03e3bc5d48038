//! Hours that are closed twice.

use super::{Context, Needs, Rule};
use crate::{
    calendar::{self, Weekly},
    diagnostic::{Diagnostics, Severity},
};

pub(super) const RULE: Rule = Rule {
    code: "idle-closed",
    severity: Severity::Warning,
    page: include_str!("idle_closed.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for window in context.model.windows.values() {
        let Some((_, first)) = window.hours.open.first() else { continue };
        let open = Weekly::new(window.hours.open.iter().flat_map(|(hours, _)| hours.iter()));
        for (closed, span) in &window.hours.closed {
            if !open.intersection(closed).is_empty() {
                continue;
            }
            diagnostics
                .warning(
                    RULE.code,
                    *span,
                    format!("this changes nothing: `{}` is not open then anyway", window.name.value),
                )
                .label("closed")
                .also(*first, format!("open {}, and at no other time", calendar::words(&open)))
                .help("leave the line out, or say which of the open hours are meant");
        }
    }
}
