//! A way back that the map does not draw.

use super::{
    Context, Needs, Rule,
    map::drawn,
    ways_back::{methods, possible},
    whose::say_whose,
};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::{Arrow, Environment, Origin},
    source::Spanned,
    syntax::Node,
};

pub(super) const RULE: Rule = Rule {
    code: "rollback-not-drawn",
    severity: Severity::Error,
    page: include_str!("rollback_not_drawn.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for environment in context.model.environments.values() {
        let Some(rollback) = environment.part("rollback") else { continue };
        let ways = context.map.ways_into(&environment.name.value);
        // One that nothing leads to has another problem.
        let Some(way) = ways.first() else { continue };
        for method in methods(rollback) {
            if let Some((place, message, label)) = missing(environment, method, ways) {
                let to = &environment.name.value;
                let draw = match method.name.value.as_str() {
                    "promote-from" if place.value != to => {
                        format!("; or draw it: `{} -> {to}`", place.value)
                    }
                    _ => String::new(),
                };
                let error = diagnostics.error(RULE.code, place.span, message);
                error.label(label).also(drawn(way), format!("the way into `{to}`"));
                say_whose(error, environment).help(format!("{}{draw}", possible(context, environment)));
            }
        }
    }
}

/// What a method starts from that leads nowhere, and why.
fn missing<'a>(
    environment: &Environment,
    method: &'a Node,
    ways: &[&Arrow],
) -> Option<(Spanned<&'a str>, String, &'static str)> {
    let place = method.text(0)?;
    let (from, to) = (place.value, &environment.name.value);
    match method.name.value.as_str() {
        "promote-from" if from == to => {
            Some((place, format!("`{to}` cannot get a release from itself"), "its own name"))
        }
        "promote-from" => {
            let is_drawn = ways.iter().any(|arrow| arrow.from.environment() == Some(from));
            (!is_drawn).then(|| {
                let message = format!(
                    "no rollback of `{to}` can start from `{from}`: the map has no arrow `{from} -> {to}`"
                );
                (place, message, "no release travels from here")
            })
        }
        "revert" => {
            let is_pushed = ways.iter().any(|arrow| match &arrow.from {
                Origin::Push(pattern) => may_match(&pattern.value, from),
                _ => false,
            });
            (!is_pushed).then(|| {
                let message =
                    format!("a revert on `{from}` never reaches `{to}`: no push to `{from}` deploys there");
                (place, message, "the push after the revert deploys elsewhere")
            })
        }
        _ => None,
    }
}

/// In doubt a pattern matches.
fn may_match(pattern: &str, branch: &str) -> bool {
    match pattern.split_once('*') {
        Some((start, _)) => branch.starts_with(start) || branch.contains('*'),
        None => pattern == branch,
    }
}
