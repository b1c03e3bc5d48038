//! Arrows that lead in a circle.

use indexmap::IndexSet;

use super::{Context, Needs, Rule, map::drawn};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::{Arrow, Model},
};

pub(super) const RULE: Rule = Rule {
    code: "promotion-cycle",
    severity: Severity::Error,
    page: include_str!("promotion_cycle.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for mut circle in circles(context) {
        let back = back(context.model, &circle);
        circle.rotate_left(back + 1);
        let (back, forward) = circle.split_last().expect("a circle has two arrows at least");
        let names: Vec<&str> = circle.iter().filter_map(|arrow| arrow.from.environment()).collect();
        let error = diagnostics.error(
            RULE.code,
            drawn(back),
            format!(
                "`{} -> {}` is a circle: a release would come back to where it has been",
                names.join(" -> "),
                back.to.value
            ),
        );
        error.label(format!("leads back to `{}`", back.to.value));
        for arrow in forward {
            error.also(drawn(arrow), format!("leads on to `{}`", arrow.to.value));
        }
        error.help(format!(
            "leave out the arrow that leads back, probably `{}`; an older release returns by a rollback",
            back.words()
        ));
    }
}

/// Circles without an environment in common, at least one wherever there is any: depth first, where an arrow that
/// leads onto the way taken so far closes one.
fn circles<'a>(context: &Context<'a>) -> Vec<Vec<&'a Arrow>> {
    let (mut circles, mut seen, mut circled) = (Vec::new(), IndexSet::new(), IndexSet::new());
    for start in context.model.environments.keys() {
        if !seen.insert(start.as_str()) {
            continue;
        }
        let mut way = IndexSet::from([start.as_str()]);
        let mut taken: Vec<&'a Arrow> = Vec::new();
        let mut open = vec![context.map.out_of(start).iter()];
        while let Some(next) = open.last_mut() {
            let Some(arrow) = next.next() else {
                open.pop();
                way.pop();
                taken.pop();
                continue;
            };
            let to = arrow.to.value.as_str();
            if let Some(at) = way.get_index_of(to) {
                let members = || way.iter().skip(at).copied();
                // An arrow from an environment to itself is another mistake.
                if at + 1 < way.len() && !members().any(|member| circled.contains(member)) {
                    circled.extend(members());
                    circles.push(taken[at..].iter().chain([arrow]).copied().collect());
                }
            } else if seen.insert(to) {
                way.insert(to);
                taken.push(arrow);
                open.push(context.map.out_of(to).iter());
            }
        }
    }
    circles
}

/// The arrow that most probably leads back: from the kind nearest to production to the one farthest from it.
fn back(model: &Model, circle: &[&Arrow]) -> usize {
    let fall = |arrow: &Arrow| {
        let from = model.source(arrow).map_or(0, |source| source.kind.value as i8);
        from - model.target(arrow).kind.value as i8
    };
    let last = circle.iter().enumerate().max_by_key(|(_, arrow)| (fall(arrow), arrow.to.span));
    last.map_or(0, |(at, _)| at)
}
