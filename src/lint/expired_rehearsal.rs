//! A rehearsal that is too old whenever the soak behind it is over.

use indexmap::IndexSet;

use super::{Context, Needs, Rule, gated::Gated, rehearsals::Rehearsals};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::Arrow,
    source::Spanned,
    syntax::{Node, duration},
};

pub(super) const RULE: Rule = Rule {
    code: "expired-rehearsal",
    severity: Severity::Error,
    page: include_str!("expired_rehearsal.md"),
    needs: Needs::Names,
    check,
};

/// A condition with its length in milliseconds.
type Timed<'a> = (&'a Node, Spanned<u64>);

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let rehearsals = Rehearsals::new(context.model);
    let mut seen = IndexSet::new();
    for arrow in &context.model.arrows {
        let Some(within) = timed(arrow, "rehearsed").min_by_key(|(_, length)| length.value) else { continue };
        let held = rehearsals.of(&arrow.to.value);
        let wait = timed(arrow, "wait").max_by_key(|(_, length)| length.value);
        let waited = wait.map_or(0, |(_, length)| length.value);
        // A rehearsal that is held elsewhere leaves the release that soaks alone.
        let soaks: Option<Vec<Timed<'_>>> = held.iter().map(|one| soak(arrow, one.place)).collect();
        let shortest = soaks.into_iter().flatten().min_by_key(|(_, length)| length.value);
        let Some(soak) = shortest else { continue };
        let is_late = soak.1.value.saturating_add(waited) >= within.1.value;
        if is_late && seen.insert((within.0.head, soak.0.head)) {
            report(arrow, within, soak, wait, &rehearsals, diagnostics);
        }
    }
}

fn timed<'a>(arrow: &'a Arrow, name: &'a str) -> impl Iterator<Item = Timed<'a>> {
    arrow.conditions(name).filter_map(|node| Some((node, duration::of(node)?)))
}

/// The longest soak of an arrow in an environment.
fn soak<'a>(arrow: &'a Arrow, place: &str) -> Option<Timed<'a>> {
    let is_there =
        |node: &Node| node.texts().skip_while(|word| word.value != "in").any(|word| word.value == place);
    timed(arrow, "soak").filter(|(node, _)| is_there(node)).max_by_key(|(_, length)| length.value)
}

fn report(
    arrow: &Arrow,
    within: Timed<'_>,
    soak: Timed<'_>,
    wait: Option<Timed<'_>>,
    rehearsals: &Rehearsals<'_>,
    diagnostics: &mut Diagnostics,
) {
    let to = &arrow.to.value;
    let words = |timed: Timed<'_>| duration::words(timed.1.value);
    let place = soak.0.texts().last().map_or("", |word| word.value);
    let counts = wait.filter(|_| soak.1.value < within.1.value);
    let passed = match counts {
        Some(wait) => format!("a soak of {} and a wait of {}", words(soak), words(wait)),
        None => format!("a soak of {}", words(soak)),
    };
    let error = diagnostics.error(
        RULE.code,
        within.0.head,
        format!(
            "nothing ever gets to `{to}`: after {passed} every rehearsal in `{place}` has expired, for it counts for {}",
            words(within)
        ),
    );
    error.label(format!("counts for {}", words(within)));
    error.also(soak.0.head, "starts again with each rehearsal, which deploys there");
    if let Some((wait, _)) = counts {
        error.also(wait.head, "and comes on top of it");
    }
    for rehearsal in rehearsals.of(to).iter().take(3) {
        error.also(rehearsal.span, "rehearsed here");
    }
    error.also(Gated::Arrow(arrow).drawn(), "asks for both");
    error.help(format!(
        "let a rehearsal count for longer than what has to pass after it, `rehearsed within 30 days`; or let less than {} pass",
        words(within)
    ));
}
