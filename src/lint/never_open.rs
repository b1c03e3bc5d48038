//! Opening hours without a minute in them.

use indexmap::IndexSet;

use super::{Context, Needs, Rule, gated::Gated, numbers, opening};
use crate::{
    calendar,
    diagnostic::{Diagnostics, Severity},
    model::Window,
    source::Span,
};

pub(super) const RULE: Rule = Rule {
    code: "never-open",
    severity: Severity::Error,
    page: include_str!("never_open.md"),
    needs: Needs::Nothing,
    check,
};

/// Lines and windows that are shown.
const MOST: usize = 6;

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for window in context.model.windows.values().filter(|window| window.hours.hours().is_empty()) {
        let error = diagnostics.error(
            RULE.code,
            window.name.span,
            format!("`{}` is never open, so nothing ever passes a gate that names it", window.name.value),
        );
        error.label("no minute of the week is left");
        for (_, span) in window.hours.open.iter().take(MOST / 2) {
            error.also(*span, "open");
        }
        for (_, span) in window.hours.closed.iter().take(MOST / 2) {
            error.also(*span, "and closed all the same");
        }
        error.help("leave some of what is open outside of what is closed");
    }
    let mut seen = IndexSet::new();
    for line in Gated::all(context.model) {
        let windows = opening::windows(context.model, line);
        // Many arrows have the same windows, and one that never opens is said by itself.
        if windows.len() < 2 || !seen.insert(windows.keys().copied().collect::<Vec<_>>()) {
            continue;
        }
        let windows: Vec<(&Window, Span)> = windows.into_values().collect();
        let alone = windows.iter().any(|(window, _)| window.hours.hours().is_empty());
        let common = opening::hours(windows.iter().map(|(window, _)| *window));
        if common.is_empty() && !alone {
            report(line, &windows, diagnostics);
        }
    }
}

fn report(line: Gated<'_>, windows: &[(&Window, Span)], diagnostics: &mut Diagnostics) {
    let Some((last, others)) = windows.split_last() else { return };
    let names = numbers::all(windows.iter().map(|(window, _)| window.name.value.as_str()));
    let error = diagnostics.error(
        RULE.code,
        last.1,
        format!(
            "this gate never opens: {names} have no minute of the week in common, and all have to be open"
        ),
    );
    error.label(open(last.0));
    for (window, span) in others.iter().take(MOST) {
        error.also(*span, open(window));
    }
    error.also(line.drawn(), "waits for all of them");
    error.help("name one of them; or one window that has the hours of both: `open` may stand in it as often as wanted");
}

fn open(window: &Window) -> String {
    format!("`{}` is open {}", window.name.value, calendar::words(&window.hours.hours()))
}
