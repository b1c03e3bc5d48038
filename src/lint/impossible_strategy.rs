//! A strategy that the target cannot do.

use super::{Context, Needs, Rule, numbers, whose::say_whose};
use crate::{
    diagnostic::{Diagnostic, Diagnostics, Severity},
    model::{Environment, TARGETS},
    syntax::{Node, Phase},
};

pub(super) const RULE: Rule = Rule {
    code: "impossible-strategy",
    severity: Severity::Error,
    page: include_str!("impossible_strategy.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for environment in context.model.environments.values() {
        for strategy in environment.parts("strategy").chain(environment.parts("planned")) {
            let Some(word) = strategy.text(0) else { continue };
            let target = environment.abilities();
            if !target.strategies.contains(&word.value) {
                report(environment, strategy, word.value, diagnostics);
            } else if target.by_command.contains(&word.value) && !has_command(strategy) {
                let line = if word.value == "canary" { "steps 10 50 100" } else { "switch 100" };
                let error = diagnostics.error(
                    RULE.code,
                    strategy.head,
                    format!(
                        "`target {}` runs both, and cannot move the traffic from one to the other by itself",
                        target.name
                    ),
                );
                error.label("no command says how");
                also_target(environment, error);
                error
                    .help(format!("`{line} run=\"./ops/weight.sh\"` in its block; the command gets $WEIGHT"));
            }
        }
    }
}

/// Tells whether a command of the team's own moves the traffic.
fn has_command(strategy: &Node) -> bool {
    strategy.children().iter().any(|child| child.property("run").is_some())
}

fn report(environment: &Environment, strategy: &Node, word: &str, diagnostics: &mut Diagnostics) {
    let target = environment.abilities();
    let written = format!("{} {word}", strategy.name.value);
    let message = match target.name {
        "script" => format!("`{written}` does nothing: the steps deploy, exactly as they are written"),
        "external" => format!("`{written}` does nothing: a platform deploys there by itself"),
        name => format!("`target {name}` cannot do `{word}`"),
    };
    let error = diagnostics.error(RULE.code, strategy.head, message);
    error.label("cannot be done here");
    let switch = environment.settings.steps.iter().find(|step| step.phase == Phase::Switch);
    match switch.filter(|_| target.is_script()) {
        Some(switch) => error.also(switch.span, "this step does it instead"),
        None => also_target(environment, error),
    };
    let able = TARGETS.iter().filter(|target| target.strategies.contains(&word)).map(|target| target.name);
    say_whose(error, environment).help(match target.name {
        "script" => format!("leave it out; or let a target deploy instead of steps: {}", numbers::all(able)),
        "external" => "leave it out, and set it up on the platform".to_owned(),
        _ => format!("it can do {}", numbers::all(target.strategies.iter().copied())),
    });
}

fn also_target<'a>(environment: &Environment, error: &'a mut Diagnostic) -> &'a mut Diagnostic {
    match environment.part("target") {
        Some(target) => error.also(target.head, "where it runs"),
        None => error.also(environment.name.span, "has no `target`: its steps deploy it"),
    }
}
