//! An arrow in the timeline that the map does not draw.

use indexmap::{IndexMap, IndexSet};

use super::{Context, Needs, Rule};
use crate::{
    diagnostic::{Diagnostics, Severity},
    nearest,
    syntax::{Arrow, Way},
};

pub(super) const RULE: Rule = Rule {
    code: "undrawn-path",
    severity: Severity::Error,
    page: include_str!("undrawn_path.md"),
    needs: Needs::Names,
    check,
};

/// Ways that are listed.
const MOST: usize = 6;
/// Nearest names are looked for so many times.
const SEARCHES: usize = 100;

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let model = context.model;
    if model.timeline.is_empty() {
        return;
    }
    let arrows = model.arrows.iter().map(|arrow| (arrow.from.words(), arrow.to.value.as_str()));
    let merges = model.merges.iter();
    let merges = merges.map(|merge| (format!("merge {}", merge.from.value), merge.into.value.as_str()));
    let mut drawn: IndexMap<String, IndexSet<&str>> = IndexMap::new();
    for (from, to) in arrows.chain(merges) {
        drawn.entry(from).or_default().insert(to);
    }
    let nowhere = IndexSet::new();
    let mut searches = 0;
    for arrow in model.timeline.iter().flat_map(|days| &days.arrows) {
        for from in sources(arrow) {
            let onward = drawn.get(&from).unwrap_or(&nowhere);
            // One name is enough to see that the line is another one than on the map.
            let Some(to) = arrow.targets.iter().find(|to| !onward.contains(to.value.as_str())) else {
                continue;
            };
            searches += 1;
            let starts =
                drawn.keys().map(String::as_str).take(if searches > SEARCHES { 0 } else { usize::MAX });
            let help = match nearest::find(&to.value, onward.iter().copied()) {
                Some(nearest) => format!("did you mean `{from} -> {nearest}`?"),
                None if !onward.is_empty() => format!(
                    "draw it in `promotions`, or take a way that is there: from `{from}` to {}",
                    nearest::list(onward.iter().copied().take(MOST))
                ),
                None => match nearest::find(&from, starts) {
                    Some(nearest) => format!("did you mean `{nearest} -> {}`?", to.value),
                    None => format!("draw it in `promotions`, or leave it out: nothing starts at `{from}`"),
                },
            };
            diagnostics
                .error(
                    RULE.code,
                    arrow.head,
                    format!(
                        "the timeline takes `{from} -> {}`, and the map does not draw it: that way is closed",
                        to.value
                    ),
                )
                .label("not on the map")
                .help(help);
        }
    }
}

/// Where the arrows of a line start, as on the map.
fn sources(arrow: &Arrow) -> Vec<String> {
    let (word, names) = match &arrow.way {
        Way::Push(names) => ("push ", names),
        Way::Manual(names) => ("manual ", names),
        Way::Tag(names) => ("tag ", names),
        Way::PullRequest(names) => ("pull-request ", names),
        Way::Merge(names) => ("merge ", names),
        Way::From(names) => ("", names),
    };
    names.iter().map(|name| format!("{word}{}", name.value)).collect()
}
