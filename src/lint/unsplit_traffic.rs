//! Shares of the traffic where nothing can split it.

use super::{Context, Needs, Rule, whose::say_whose};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::Environment,
    syntax::Value,
};

pub(super) const RULE: Rule = Rule {
    code: "unsplit-traffic",
    severity: Severity::Warning,
    page: include_str!("unsplit_traffic.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for environment in context.model.environments.values() {
        let strategy = environment.part("strategy").filter(|one| one.says("blue-green"));
        let switch = strategy.and_then(|strategy| strategy.child("switch"));
        let Some(switch) = switch.filter(|switch| switch.property("run").is_none()) else { continue };
        let share =
            switch.arguments.iter().find(|one| matches!(one.value, Value::Integer(share) if share < 100));
        // Where there is no such strategy, that is said instead; so is that a machine has no proxy.
        let (Some(share), Some(splitter)) = (share, environment.abilities().splitter) else { continue };
        if splits(environment, splitter) || environment.target() == "server" {
            continue;
        }
        let Some(target) = environment.part("target") else { continue };
        let warning = diagnostics.warning(
            RULE.code,
            share.span,
            "all users get the new release at once: nothing there splits the traffic into shares",
        );
        warning
            .label("a share of the traffic")
            .also(target.head, format!("has no `{splitter}` in its block"));
        say_whose(warning, environment).help(
                "`mesh istio` in the target, if the cluster has one; or a command of your own, `run=\"./ops/weight.sh\"` behind the shares; or `switch 100`, if all at once is meant",
            );
    }
}

fn splits(environment: &Environment, splitter: &str) -> bool {
    let node = environment.part("target").and_then(|target| target.child(splitter));
    node.is_some_and(|node| !node.says("none"))
}
