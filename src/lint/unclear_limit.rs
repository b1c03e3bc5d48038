//! A limit that no number can be held against.

use indexmap::{IndexMap, IndexSet};

use super::{Context, Needs, Rule};
use crate::{
    diagnostic::{Diagnostics, Severity},
    source::Span,
    syntax::{Keeps, Limit, Node},
};

pub(super) const RULE: Rule = Rule {
    code: "unclear-limit",
    severity: Severity::Error,
    page: include_str!("unclear_limit.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    // What comes from `defaults` is met in every environment.
    let mut said = IndexSet::new();
    for environment in context.model.environments.values() {
        let Some(monitor) = environment.part("monitor") else { continue };
        let mut units: IndexMap<(&str, Option<&str>), (String, Span)> = IndexMap::new();
        for (node, limit) in monitor.children().iter().filter_map(|node| Some((node, Limit::read(node)?))) {
            if is_measurable(node, &limit, &mut said, diagnostics) {
                one_unit(node, &limit, &mut units, &mut said, diagnostics);
            }
        }
    }
}

/// Only health fails as a whole, and only a share of its failures can be counted.
fn is_measurable(
    node: &Node,
    limit: &Limit<'_>,
    said: &mut IndexSet<Span>,
    diagnostics: &mut Diagnostics,
) -> bool {
    let (is_health, metric) = (limit.metric == "health", limit.metric);
    let fails = matches!(limit.side, Keeps::Failing | Keeps::FailingAbove);
    let (message, label, help) = match (is_health, fails, limit.side) {
        (_, _, Keeps::FailingAbove) => (
            format!("this wants `{metric}` to fail"),
            "here stands what has to hold",
            format!("`{metric} failing below {} percent`", limit.number),
        ),
        (true, false, _) => (
            "health is no number: it is there, or it fails".to_owned(),
            "a limit on a number",
            format!("`health failing below {} percent`: of all the times that it is asked", limit.number),
        ),
        (false, true, _) => (
            format!("`{metric}` is a number, and does not fail"),
            "counts failures",
            format!("`{metric} below {} percent`; only `health` fails", limit.number),
        ),
        _ => return true,
    };
    if said.insert(node.head) {
        diagnostics.error(RULE.code, node.head, message).label(label).help(help);
    }
    false
}

/// A number is compared as it comes, so all its limits are in one unit.
fn one_unit<'a>(
    node: &Node,
    limit: &Limit<'a>,
    units: &mut IndexMap<(&'a str, Option<&'a str>), (String, Span)>,
    said: &mut IndexSet<Span>,
    diagnostics: &mut Diagnostics,
) {
    if limit.side == Keeps::Within {
        return;
    }
    let known =
        units.entry((limit.metric, limit.quantile)).or_insert_with(|| (limit.unit.clone(), node.head));
    if known.0 == limit.unit || plural(&known.0) == plural(&limit.unit) || !said.insert(node.head) {
        return;
    }
    let words = |unit: &str| if unit.is_empty() { "a plain number".to_owned() } else { format!("in {unit}") };
    diagnostics
        .error(
            RULE.code,
            node.head,
            format!("`{}` cannot be in two units: a number is compared as it comes", limit.metric),
        )
        .label(words(&limit.unit))
        .also(known.1, words(&known.0))
        .help("write both limits in the unit that the number comes in");
}

/// `second` and `seconds` are one unit.
fn plural(unit: &str) -> &str {
    unit.strip_suffix('s').filter(|one| *one == "second" || *one == "minute").unwrap_or(unit)
}
