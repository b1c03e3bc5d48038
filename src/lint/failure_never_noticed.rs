//! A rollback that waits for a failure which nothing notices.

use indexmap::{IndexMap, IndexSet};

use super::{Context, Needs, Rule};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::Environment,
    source::{Span, Spanned},
    syntax::Kind,
};

pub(super) const RULE: Rule = Rule {
    code: "failure-never-noticed",
    severity: Severity::Error,
    page: include_str!("failure_never_noticed.md"),
    needs: Needs::Names,
    check,
};

/// What a rollback may wait for.
const FAILURES: &[&str] =
    &["deploy", "health", "smoke", "switch", "verify", "monitor", "timeout", "crash-loop", "liveness"];

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    // A line of `defaults` may name what only some environments have.
    let mut somewhere: IndexMap<Span, bool> = IndexMap::new();
    for environment in context.model.environments.values() {
        for failure in awaited(environment) {
            *somewhere.entry(failure.span).or_default() |= notices(environment, failure.value);
        }
    }
    // What nothing notices anywhere is one mistake, in however many environments.
    let mut said = IndexSet::new();
    for environment in context.model.environments.values() {
        for failure in awaited(environment).filter(|failure| !notices(environment, failure.value)) {
            let counts = match somewhere[&failure.span] {
                true => environment.span.contains(failure.span) || environment.kind.value == Kind::Production,
                false => said.insert(failure.span),
            };
            if counts {
                report(environment, failure, diagnostics);
            }
        }
    }
}

fn awaited(environment: &Environment) -> impl Iterator<Item = Spanned<&str>> {
    let rollback = environment.part("rollback");
    rollback.into_iter().flat_map(|rollback| rollback.all("after-failure-of")).flat_map(|line| line.texts())
}

fn notices(environment: &Environment, failure: &str) -> bool {
    let has_step = || environment.settings.steps.iter().any(|step| step.phase.name() == failure);
    match failure {
        "deploy" | "timeout" => true,
        "health" => environment.part("health").is_some() || has_step(),
        "switch" => {
            let strategy = environment.part("strategy");
            strategy.is_some_and(|one| one.says("blue-green") || one.says("canary")) || has_step()
        }
        // One that has no limit is `monitor-without-limit`.
        "monitor" => environment.part("monitor").is_some() || has_step(),
        "crash-loop" => environment.abilities().notices.contains(&failure),
        // A cluster asks for it at the endpoint of `health`.
        "liveness" => {
            environment.abilities().notices.contains(&failure) && environment.part("health").is_some()
        }
        _ => has_step(),
    }
}

fn report(environment: &Environment, failure: Spanned<&str>, diagnostics: &mut Diagnostics) {
    let name = environment.name.value.as_str();
    let word = failure.value;
    let message = format!(
        "nothing in `{name}` notices a failure of `{word}`, so the rollback that waits for it never starts"
    );
    let error = diagnostics.error(RULE.code, failure.span, message);
    error.label("waits for what cannot happen");
    match environment.part("target") {
        Some(target) if matches!(word, "crash-loop" | "liveness") => {
            error.also(target.head, "does not notice it by itself")
        }
        _ => error.also(environment.name.span, format!("has no {}", lacks(word))),
    };
    let seen: Vec<&str> = FAILURES.iter().copied().filter(|one| notices(environment, one)).collect();
    let seen = seen.join(" ");
    error.help(match add(environment, word) {
        Some(add) => format!("{add}; or name what is noticed: `after-failure-of {seen}`"),
        None => format!("name what is noticed: `after-failure-of {seen}`"),
    });
}

fn lacks(failure: &str) -> &'static str {
    match failure {
        "health" => "`health`, and no step of that phase",
        "smoke" => "step of phase `smoke`",
        "switch" => "step of phase `switch`, and no strategy that switches traffic",
        "verify" => "step of phase `verify`",
        "monitor" => "`monitor`, and no step of that phase",
        _ => "target that notices it",
    }
}

/// What makes it noticed.
fn add(environment: &Environment, failure: &str) -> Option<&'static str> {
    Some(match failure {
        "health" => "add `health \"/health\"`",
        "smoke" => "add `steps { smoke \"Sign-in\" run=\"./ops/smoke.sh\" }`",
        "switch" => "add `steps { switch \"Traffic\" run=\"./ops/switch.sh\" }`",
        "verify" => "add `steps { verify \"Live\" run=\"./ops/verify.sh\" }`",
        "monitor" => "add `monitor 30 minutes { error-rate below 1 percent }`",
        "liveness" if environment.abilities().notices.contains(&failure) => "add `health \"/health\"`",
        _ => return None,
    })
}
