//! A test of a promotion that the map does not draw.

use indexmap::{IndexMap, IndexSet};

use super::{Context, Needs, Rule};
use crate::{
    diagnostic::{Diagnostics, Severity},
    nearest::{self, list},
};

pub(super) const RULE: Rule = Rule {
    code: "test-off-the-map",
    severity: Severity::Error,
    page: include_str!("test_off_the_map.md"),
    needs: Needs::Names,
    check,
};

/// Nearest names are looked for so many times.
const SEARCHES: usize = 100;

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let model = context.model;
    if model.tests.is_empty() {
        return;
    }
    let mut drawn: IndexMap<&str, IndexSet<&str>> = IndexMap::new();
    for arrow in &model.arrows {
        if let Some(from) = arrow.from.environment() {
            drawn.entry(from).or_default().insert(&arrow.to.value);
        }
    }
    let mut searches = 0;
    for test in &model.tests {
        let (from, to) = (&test.when.from, &test.when.to);
        let onward = drawn.get(from.value.as_str());
        if onward.is_some_and(|onward| onward.contains(to.value.as_str())) {
            continue;
        }
        searches += 1;
        let near = match onward {
            Some(onward) if searches <= SEARCHES => nearest::find(&to.value, onward.iter().copied()),
            _ => None,
        };
        let sources = drawn.iter().filter(|(_, onward)| onward.contains(to.value.as_str()));
        let sources: Vec<&str> = sources.map(|(from, _)| *from).collect();
        let error = diagnostics.error(
            RULE.code,
            from.span.to(to.span),
            format!(
                "this test promotes from `{}` to `{}`, and the map does not draw that: it is closed, whatever the rules say",
                from.value, to.value
            ),
        );
        error.label("not on the map");
        error.help(match (near, sources.is_empty(), onward) {
            (Some(near), _, _) => format!("did you mean `{} -> {near}`?", from.value),
            (None, false, _) => format!("what leads to `{}`: {}", to.value, list(sources.into_iter())),
            (None, true, Some(onward)) => {
                format!("what `{}` leads to: {}", from.value, list(onward.iter().copied()))
            }
            (None, true, None) => "draw it in `promotions`, or leave the test out".to_owned(),
        });
    }
}
