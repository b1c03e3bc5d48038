//! A wait after which the window is always closed.

use indexmap::IndexSet;

use super::{Context, Needs, Rule, gated::Gated, numbers, opening};
use crate::{
    calendar::{self, Weekly},
    diagnostic::{Diagnostics, Severity},
    model::{Arrow, Window},
    source::{Span, Spanned},
    syntax::{Node, duration},
};

pub(super) const RULE: Rule = Rule {
    code: "wait-outlasts-window",
    severity: Severity::Error,
    page: include_str!("wait_outlasts_window.md"),
    needs: Needs::Nothing,
    check,
};

/// Windows that are shown.
const MOST: usize = 6;
const MINUTE: u64 = 60_000;

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let mut seen = IndexSet::new();
    // What starts by itself waits at its gate as long as it takes.
    for arrow in context.model.arrows.iter().filter(|arrow| !arrow.is_automatic()) {
        let waits = arrow.conditions("wait").filter_map(|node| Some((node, duration::of(node)?)));
        let Some((wait, length)) = waits.max_by_key(|(_, length)| length.value) else { continue };
        let windows = opening::windows(context.model, Gated::Arrow(arrow));
        if windows.is_empty() || !seen.insert((wait.head, windows.keys().copied().collect::<Vec<_>>())) {
            continue;
        }
        let windows: Vec<(&Window, Span)> = windows.into_values().collect();
        let hours = opening::hours(windows.iter().map(|(window, _)| *window));
        if !hours.is_empty() && !is_open_after(&hours, length.value) {
            report(arrow, wait, length, &windows, &hours, diagnostics);
        }
    }
}

/// Tells whether anybody who starts while it is open finds it open after a wait.
fn is_open_after(hours: &Weekly, wait: u64) -> bool {
    let meets = |minutes: u64| !hours.later(minutes).intersection(hours).is_empty();
    meets(wait / MINUTE) || meets(wait.div_ceil(MINUTE))
}

fn report(
    arrow: &Arrow,
    wait: &Node,
    length: Spanned<u64>,
    windows: &[(&Window, Span)],
    hours: &Weekly,
    diagnostics: &mut Diagnostics,
) {
    let names = numbers::all(windows.iter().map(|(window, _)| window.name.value.as_str()));
    let (open, is) = if windows.len() == 1 { ("is open", "is") } else { ("are open", "are") };
    let words = duration::words(length.value);
    let error = diagnostics.error(
        RULE.code,
        wait.head,
        format!(
            "nothing ever gets to `{}` here: {words} after a time when {names} {open}, {is_closed} always closed",
            arrow.to.value,
            is_closed = if windows.len() == 1 { format!("it {is}") } else { format!("they {is}") },
        ),
    );
    error.label(format!("whoever starts has to wait {words}"));
    for (window, span) in windows.iter().take(MOST) {
        error.also(
            *span,
            format!("`{}` is open {}", window.name.value, calendar::words(&window.hours.hours())),
        );
    }
    error.also(Gated::Arrow(arrow).drawn(), "asks for both");
    let longest = hours.longest();
    error.help(format!(
        "wait for less than {}, which is the longest that {} stay{} open; or open longer",
        duration::words(u64::from(longest) * MINUTE),
        if windows.len() == 1 { "it" } else { "they" },
        if windows.len() == 1 { "s" } else { "" },
    ));
}
