//! Days of the timeline that run backwards, or twice.

use super::{Context, Needs, Rule};
use crate::diagnostic::{Diagnostics, Severity};

pub(super) const RULE: Rule = Rule {
    code: "days-out-of-order",
    severity: Severity::Error,
    page: include_str!("days_out_of_order.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let mut before: Option<&crate::syntax::Days> = None;
    for days in &context.model.timeline {
        let (first, last) = days.days.value;
        if first > last {
            diagnostics
                .error(
                    RULE.code,
                    days.days.span,
                    format!("these days end on day {last}, before they start on day {first}"),
                )
                .label(format!("\"{}\"", days.title.value))
                .help(format!("`day {last} to {first} \"{}\"`", days.title.value));
            continue;
        }
        if let Some(before) = before.filter(|before| first <= before.days.value.1) {
            let end = before.days.value.1;
            let is_earlier = last < before.days.value.0;
            let message = match is_earlier {
                true => format!("day {first} comes behind day {end} here, and is over by then"),
                false => format!("day {first} belongs to two parts of the release at once"),
            };
            let error = diagnostics.error(RULE.code, days.days.span, message);
            error
                .label(format!("\"{}\"", days.title.value))
                .also(before.days.span, format!("\"{}\" lasts until day {end}", before.title.value));
            error.help(match is_earlier {
                true => "put the days in the order in which they come".to_owned(),
                false => format!("`day {} …`, or let the part before end earlier", span(end + 1, last)),
            });
        }
        before = Some(days);
    }
}

/// Days as they are written, at least one.
fn span(first: u32, last: u32) -> String {
    if first < last { format!("{first} to {last}") } else { first.to_string() }
}
