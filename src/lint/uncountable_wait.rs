//! A wait that GitHub cannot count.

use super::{
    Context, Needs, Rule,
    gated::{self, Gated},
};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::duration,
};

pub(super) const RULE: Rule = Rule {
    code: "uncountable-wait",
    severity: Severity::Error,
    page: include_str!("uncountable_wait.md"),
    needs: Needs::Nothing,
    check,
};

const MINUTE: u64 = 60_000;
/// The longest that a timer of GitHub runs: 43,200 minutes.
const LONGEST: u64 = 30 * 24 * 60 * MINUTE;

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let is_wrong = |length: u64| length > LONGEST || !length.is_multiple_of(MINUTE);
    let waits = gated::places(context.model, |line, node| {
        // A merge has no timer, which is said by itself.
        let is_wait = matches!(line, Gated::Arrow(_)) && node.name.value == "wait";
        is_wait && duration::of(node).is_some_and(|length| is_wrong(length.value))
    });
    for (wait, lines) in waits.into_values() {
        let Some(length) = duration::of(wait) else { continue };
        // Nobody is told that 119,999 milliseconds are 2 minutes.
        let words = match length.value.is_multiple_of(1_000) {
            true => duration::words(length.value),
            false => format!("{} ms", length.value),
        };
        if length.value > LONGEST {
            let most = duration::words(LONGEST);
            let error = diagnostics.error(
                RULE.code,
                wait.head,
                format!("GitHub waits {most} at most, and this is {words}"),
            );
            error.label("longer than a timer of GitHub runs");
            gated::show(error, &lines, "waits here");
            let source = lines.iter().find_map(|line| match line {
                Gated::Arrow(arrow) => arrow.from.environment(),
                Gated::Merge(_) => None,
            });
            error.help(match source {
                Some(source) => format!(
                    "write `wait {most}` or less; to let a release run in `{source}` for as long as that first, write `soak {words} in {source}`"
                ),
                None => format!("write `wait {most}` or less"),
            });
            continue;
        }
        let (less, more) = (length.value / MINUTE, length.value.div_ceil(MINUTE));
        let more = duration::words(more * MINUTE);
        let error = diagnostics.error(
            RULE.code,
            wait.head,
            format!("GitHub counts a wait in whole minutes, and this is {words}"),
        );
        error.label("not a number of minutes");
        gated::show(error, &lines, "waits here");
        error.help(match less {
            0 => format!("write `wait {more}`, which is the shortest"),
            less => format!("write `wait {more}`, or `wait {}`", duration::words(less * MINUTE)),
        });
        error.fix(format!("write `{more}`"), length.span, more);
    }
}
