//! A gate before a place that a platform deploys to by itself, as soon as something is pushed.

use super::{Context, Needs, Rule, map::drawn};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::{Arrow, Condition, Environment, Origin},
};

pub(super) const RULE: Rule = Rule {
    code: "gate-too-late",
    severity: Severity::Error,
    page: include_str!("gate_too_late.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let model = context.model;
    for arrow in &model.arrows {
        let environment = model.target(arrow);
        let Some(platform) = platform(environment) else { continue };
        let Some(why) = why(arrow, platform) else { continue };
        let name = &environment.name.value;
        let error = diagnostics.error(RULE.code, drawn(arrow), why);
        error.label(format!("{platform} has deployed to `{name}` by then, or never will"));
        if let Some(target) = environment.part("target") {
            error.also(target.head, "deploys by itself");
        }
        let first = "let people decide about the merge, `merge develop -> main { approvals 1 from … }` and `push main -> ";
        let more = match platform {
            "Railway" => "; or let the workflow deploy: `deployed-by workflow`",
            _ => "",
        };
        error.help(format!("{first}{name}`{more}"));
    }
}

/// Tells whether a release would have to wait for it.
fn holds(condition: &Condition) -> bool {
    !matches!(condition.node.name.value.as_str(), "about" | "automatic" | "on-rejection")
}

/// Who deploys there without being told to.
fn platform(environment: &Environment) -> Option<&str> {
    let target = environment.part("target")?;
    let text = |name| target.child(name).and_then(|line| line.text(0)).map(|text| text.value);
    match environment.target() {
        "external" => Some(text("platform").unwrap_or("the platform")),
        "railway" if text("deployed-by") == Some("webhook") => Some("Railway"),
        _ => None,
    }
}

fn why(arrow: &Arrow, platform: &str) -> Option<String> {
    let to = &arrow.to.value;
    match arrow.from {
        Origin::Environment(_) | Origin::Manual(_) => {
            Some(format!("{platform} takes what is pushed, and cannot be given a release to put into `{to}`"))
        }
        _ if arrow.approvals.is_empty() && !arrow.conditions.iter().any(holds) => None,
        _ => Some(format!(
            "{platform} deploys to `{to}` as soon as something is pushed, and waits for no gate"
        )),
    }
}
