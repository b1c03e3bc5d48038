//! An arrow in the timeline that the map does not draw.

use indexmap::IndexSet;

use super::{Context, Needs, Rule};
use crate::{
    diagnostic::{Diagnostics, Severity},
    nearest,
    source::Spanned,
    syntax::{Arrow, Way},
};

pub(super) const RULE: Rule = Rule {
    code: "undrawn-path",
    severity: Severity::Error,
    page: include_str!("undrawn_path.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let model = context.model;
    if model.timeline.is_empty() {
        return;
    }
    let arrows = model.arrows.iter().map(|arrow| arrow.words());
    let merges = model.merges.iter().map(|merge| merge.words());
    let drawn: IndexSet<String> = arrows.chain(merges).collect();
    for arrow in model.timeline.iter().flat_map(|days| &days.arrows) {
        for from in sources(arrow) {
            let undrawn = |to: &&Spanned<String>| !drawn.contains(&format!("{from} -> {}", to.value));
            // One name is enough to see that the line is another one than on the map.
            let Some(to) = arrow.targets.iter().find(undrawn) else { continue };
            let path = format!("{from} -> {}", to.value);
            let error = diagnostics.error(
                RULE.code,
                arrow.head,
                format!("the timeline takes `{path}`, and the map does not draw it: that way is closed"),
            );
            error.label("not on the map");
            let from_there = format!("{from} -> ");
            let onward: Vec<&str> =
                drawn.iter().filter_map(|one| one.strip_prefix(&from_there)).take(6).collect();
            error.help(match nearest::find(&path, drawn.iter().map(String::as_str)) {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None if onward.is_empty() => {
                    format!("draw it in `promotions`, or leave it out: nothing starts at `{from}`")
                }
                None => format!(
                    "draw it in `promotions`, or take a way that is there: from `{from}` to {}",
                    nearest::list(onward.into_iter())
                ),
            });
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
