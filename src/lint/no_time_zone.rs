//! Hours and days of which nobody knows where on earth they are meant.

use super::{Context, Needs, Rule};
use crate::diagnostic::{Diagnostics, Severity};

pub(super) const RULE: Rule = Rule {
    code: "no-time-zone",
    severity: Severity::Warning,
    page: include_str!("no_time_zone.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let model = context.model;
    let windows = model.windows.values().map(|window| (&window.name, "hours"));
    let freezes = model.freezes.iter().map(|freeze| (&freeze.name, "days"));
    let Some((name, what)) = windows.chain(freezes).min_by_key(|(name, _)| name.span) else { return };
    if model.pipeline.time_zone.is_some() {
        return;
    }
    diagnostics
        .warning(
            RULE.code,
            name.span,
            format!(
                "the {what} of `{}` are meant in UTC: nothing says in which time zone the team lives",
                name.value
            ),
        )
        .label(format!("its {what} are on some clock"))
        .also(model.pipeline.head, "no `time-zone` in here")
        .help("in `pipeline`: `time-zone \"Europe/Berlin\"`; `time-zone \"UTC\"`, if that is meant");
}
