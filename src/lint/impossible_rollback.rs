//! A way back that the target, or the strategy, does not have.

use super::{
    Context, Needs, Rule,
    ways_back::{can_switch_back, methods, possible},
    whose::say_whose,
};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::Environment,
    syntax::Node,
};

pub(super) const RULE: Rule = Rule {
    code: "impossible-rollback",
    severity: Severity::Error,
    page: include_str!("impossible_rollback.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for environment in context.model.environments.values() {
        let Some(rollback) = environment.part("rollback") else { continue };
        for method in methods(rollback).filter(|method| method.property("run").is_none()) {
            let Some(why) = why_not(environment, method) else { continue };
            let name = &environment.name;
            let word = method.name.value.as_str();
            let error = diagnostics.error(RULE.code, method.head, format!("`{word}` cannot be done: {why}"));
            error.label(format!("a way back that `{}` does not have", name.value));
            let strategy = environment.part("strategy").filter(|_| word == "switch-back");
            match strategy.or_else(|| environment.part("target")) {
                Some(node) => error.also(node.head, "how it is deployed"),
                None => error.also(name.span, "has no `target`: its steps deploy it"),
            };
            say_whose(error, environment).help(format!(
                "{}; or say how: `{word} run=\"./ops/rollback.sh\"`",
                possible(context, environment)
            ));
        }
    }
}

/// Why an environment cannot go back by a method; nothing if it can.
fn why_not(environment: &Environment, method: &Node) -> Option<String> {
    let target = environment.abilities();
    let word = method.name.value.as_str();
    if !target.methods.contains(&word) {
        let why = match word {
            "rollout-undo" => "only a Kubernetes cluster takes a rollout back",
            "platform" => "only a platform such as Railway does that by itself",
            "switch-back" => "nothing keeps running there that traffic could go back to",
            _ => "a platform deploys there by itself, and cannot be given a release",
        };
        return Some(why.to_owned());
    }
    if word == "platform" && target.name == "external" {
        return Some("nobody here knows how this platform is asked to run what ran before".to_owned());
    }
    if word != "switch-back" || can_switch_back(environment) {
        return None;
    }
    if target.is_script() {
        return Some(
            "no step of phase `switch` has moved the traffic, so there is none to move back".to_owned(),
        );
    }
    Some(match environment.part("strategy").and_then(|strategy| strategy.text(0)) {
        Some(word) => {
            format!("`strategy {}` leaves nothing running that traffic could go back to", word.value)
        }
        None => {
            "without `strategy blue-green` nothing keeps running that traffic could go back to".to_owned()
        }
    })
}
