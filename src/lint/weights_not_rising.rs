//! Shares of the traffic that do not lead to all of it, step by step.

use super::{Context, Needs, Rule, whose::say_whose};
use crate::{
    diagnostic::{Diagnostics, Severity},
    source::{Span, Spanned},
    syntax::strategy,
};

pub(super) const RULE: Rule = Rule {
    code: "weights-not-rising",
    severity: Severity::Error,
    page: include_str!("weights_not_rising.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for environment in context.model.environments.values() {
        // One line of `defaults` is reported once, since the message names no environment.
        for strategy in environment.parts("strategy").chain(environment.parts("planned")) {
            let Some(line) = strategy.child("switch").or_else(|| strategy.child("steps")) else { continue };
            let weights = strategy::percent(line);
            let Some((place, message, label, before)) = flaw(&weights) else { continue };
            let error = diagnostics.error(RULE.code, place, message);
            error.label(label).also(
                before.unwrap_or(strategy.head),
                match before {
                    Some(_) => "after this one",
                    None => "shares of its traffic, in percent",
                },
            );
            say_whose(error, environment).help(format!("the steps would be `{}`", mended(&weights)));
        }
    }
}

type Flaw = (Span, String, &'static str, Option<Span>);

fn flaw(weights: &[Spanned<i128>]) -> Option<Flaw> {
    if let Some(outside) = weights.iter().find(|weight| !(1..=100).contains(&weight.value)) {
        let message = format!("{} percent of the traffic is no step on the way to all of it", outside.value);
        return Some((outside.span, message, "not between 1 and 100", None));
    }
    if let Some(pair) = weights.windows(2).find(|pair| pair[0].value >= pair[1].value) {
        let message = format!(
            "the share of the traffic does not rise from {} to {} percent",
            pair[0].value, pair[1].value
        );
        return Some((pair[1].span, message, "not more than before", Some(pair[0].span)));
    }
    let last = weights.last().filter(|last| last.value != 100)?;
    let message = format!("the new release never gets more than {} percent of the traffic", last.value);
    Some((last.span, message, "the last step", None))
}

/// Steps that lead to 100.
fn mended(weights: &[Spanned<i128>]) -> String {
    let mut steps: Vec<i128> =
        weights.iter().map(|one| one.value).filter(|one| (1..100).contains(one)).collect();
    steps.sort_unstable();
    steps.dedup();
    steps.push(100);
    let steps: Vec<String> = steps.iter().map(i128::to_string).collect();
    steps.join(" ")
}
