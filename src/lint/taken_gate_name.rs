//! An environment that is called as one would be that GitHub keeps for a gate.

use super::{Context, Needs, Rule, map::drawn};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::{Arrow, Condition, Model, Way},
    plan::{conditions, people},
    source::Span,
    syntax::duration,
};

pub(super) const RULE: Rule = Rule {
    code: "taken-gate-name",
    severity: Severity::Error,
    page: include_str!("taken_gate_name.md"),
    needs: Needs::Names,
    check,
};

/// What GitHub does in an environment of its own.
struct Purpose {
    /// What the environment is for: `in which GitHub …`.
    does: &'static str,
    /// Where the file asks for it.
    place: Span,
    /// What the file does there.
    label: &'static str,
    /// How the names end that are kept for it.
    ending: &'static str,
    /// Whose they are.
    owner: &'static str,
}

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let model = context.model;
    let arrangement = people::arrange(model);
    for gate in &arrangement.gates {
        let Some(environment) = model.environments.get(&gate.name) else { continue };
        let ways = model.arrows.iter().zip(arrangement.chains.iter().zip(&arrangement.conditions));
        let purpose = ways.into_iter().find_map(|(arrow, (chain, conditions))| {
            let approves = || chain.before().iter().any(|slot| slot.environment == gate.name);
            let waits = || (chain.waiting == gate.name).then(|| longest_wait(arrow))?;
            let lifts = || {
                let lifting = chain.lifting.iter().find(|one| one.slot.environment == gate.name)?;
                override_of(model, arrow, &lifting.slot.gate)
            };
            approves()
                .then(|| approval(arrow))
                .or_else(|| waits().map(wait))
                .or_else(|| lifts().map(lift))
                .or_else(|| plan(arrow, conditions, &gate.name))
        });
        let Some(Purpose { does, place, label, ending, owner }) = purpose else { continue };
        diagnostics
            .error(RULE.code, environment.name.span, format!("`{}` is the environment {does}", gate.name))
            .label("cannot be a place to deploy to as well")
            .also(place, label)
            .help(format!("call this environment otherwise; names that end with {ending} belong to {owner}"));
    }
}

fn approval(arrow: &Arrow) -> Purpose {
    Purpose {
        does: "in which GitHub asks for an approval",
        place: drawn(arrow),
        label: "asks there",
        ending: "`-approval-` and a number",
        owner: "gates",
    }
}

fn wait(condition: &Condition) -> Purpose {
    Purpose {
        does: "in which GitHub waits before anybody is asked",
        place: condition.node.head,
        label: "waits there",
        ending: "`-wait`",
        owner: "gates",
    }
}

fn lift(condition: &Condition) -> Purpose {
    Purpose {
        does: "in which GitHub asks who lifts windows and freezes",
        place: condition.node.head,
        label: "is agreed to there",
        ending: "`-override`",
        owner: "gates",
    }
}

/// Where a check keeps its secrets.
fn plan(arrow: &Arrow, conditions: &conditions::Conditions, name: &str) -> Option<Purpose> {
    let of_target = name.strip_suffix("-plan") == Some(&arrow.to.value);
    let check = conditions.checks.iter().find(|check| of_target && !check.secrets.is_empty())?;
    let is_it = |one: &&Condition| one.node.says(&check.name);
    Some(Purpose {
        does: "in which GitHub keeps the secrets of checks, which nobody approves",
        place: Way::Arrow(arrow).all("check").find(is_it)?.node.head,
        label: "takes its secrets from there",
        ending: "`-plan`",
        owner: "the checks on the way into an environment",
    })
}

/// The wait that the timer is set to.
fn longest_wait(arrow: &Arrow) -> Option<&Condition> {
    let length = |one: &&Condition| duration::of(&one.node).map(|length| length.value);
    Way::Arrow(arrow).all("wait").max_by_key(length)
}

/// The `override` of a gate; one that stands on the arrow itself is in no named gate.
fn override_of<'a>(model: &Model, arrow: &'a Arrow, gate: &str) -> Option<&'a Condition> {
    let named = model.gates.contains_key(gate).then_some(gate);
    Way::Arrow(arrow).all("override").find(|one| one.gate.as_deref() == named)
}
