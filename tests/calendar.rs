//! Opening hours and freezes: what people write, what it means, and when it is open on the clock of a place.

mod dates;
mod lines;
mod places;
mod weeks;

use gatewright::{
    calendar::{self, Weekly},
    diagnostic::{Diagnostic, Diagnostics},
    source::{Span, Spanned},
};
use jiff::{Timestamp, civil::DateTime};

use crate::common;

/// Reads the hours of a text.
fn hours(text: &str) -> Result<Weekly, Vec<Diagnostic>> {
    read(text, &of_window(text), calendar::hours)
}

fn of_window(text: &str) -> String {
    format!("    open   \"{text}\"\n")
}

/// Reads the date that a text says.
fn date(text: &str) -> Result<DateTime, Vec<Diagnostic>> {
    read(text, &of_freeze(text), calendar::date)
}

fn of_freeze(text: &str) -> String {
    format!("freeze x from \"{text}\"\n")
}

/// The hours of one line, which is right.
fn weekly(text: &str) -> Weekly {
    hours(text).unwrap_or_else(|found| panic!("{text}: {}", found[0].message))
}

fn instant(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

/// Reads what stands between the quotes of a source, and looks at what holds for every finding.
fn read<T>(
    text: &str,
    source: &str,
    read: fn(Spanned<&str>, &str, &mut Diagnostics) -> Option<T>,
) -> Result<T, Vec<Diagnostic>> {
    let start = source.find(['"', '#']).expect("a quoted text");
    let span = Span::new(start, source.trim_end().len());
    let mut diagnostics = Diagnostics::default();
    let found = read(Spanned::new(text, span), source, &mut diagnostics);
    let diagnostics = diagnostics.into_sorted();
    for one in &diagnostics {
        let labels = one.labels.iter().map(|label| label.span);
        for place in labels.chain(one.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span)) {
            assert!(
                span.contains(place) && source.get(place.start..place.end).is_some(),
                "{text:?}: {one:?}"
            );
        }
        assert!(one.labels.iter().all(|label| !label.text.is_empty()), "{text:?}: {one:?}");
        assert!(one.help.as_deref().is_some_and(|help| !help.is_empty()), "{text:?}: {one:?}");
        assert!(!one.message.contains("invalid") && !one.message.ends_with('.'), "{text:?}: {one:?}");
        if let Some(fix) = &one.fix {
            let fixed = common::fixed(source, fix);
            let inner = fixed[start + 1..].trim_end().trim_end_matches('"').to_owned();
            let mut left = Diagnostics::default();
            let span = Span::new(start, fixed.trim_end().len());
            assert!(read(Spanned::new(&inner, span), &fixed, &mut left).is_some(), "{text:?}: {fix:?}");
        }
    }
    match found {
        Some(found) if diagnostics.is_empty() => Ok(found),
        None if diagnostics.len() == 1 => Err(diagnostics),
        _ => panic!("{text:?}: {} findings", diagnostics.len()),
    }
}

/// What people read about each line of a list, as one page; each is reported by this code.
fn page<T>(list: &str, code: &str, read: fn(&str) -> Result<T, Vec<Diagnostic>>) -> String {
    let told = |text: &str| {
        let found = read(text).err().unwrap_or_else(|| panic!("{text:?} is accepted"));
        assert_eq!(found[0].code, code, "{text:?}");
        let source = if code == "not-a-date" { of_freeze(text) } else { of_window(text) };
        format!("{source}{}\n", common::render(&source, &found))
    };
    list.lines().filter(|line| !line.starts_with("//")).map(told).collect()
}

/// Compares a page with what it was.
fn unchanged(name: &str, page: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots/calendar");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, page));
}
