//! A switch between two releases, where only one can run or nothing sends users to it.

use super::{Context, Needs, Rule, whose::say_whose};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::Environment,
    source::Span,
    syntax::{Node, Strategy, Takeover},
};

pub(super) const RULE: Rule = Rule {
    code: "nothing-to-switch",
    severity: Severity::Error,
    page: include_str!("nothing_to_switch.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for environment in context.model.environments.values() {
        let Some(target) = environment.part("target").filter(|target| target.says("server")) else {
            continue;
        };
        for node in environment.parts("strategy").chain(environment.parts("planned")) {
            let Some(why) = Strategy::read(node).and_then(|strategy| reason(&strategy)) else { continue };
            let ports = target.child("port");
            let is_moved = target.child("proxy").is_some() || has_command(node);
            if ports.is_none_or(|ports| ports.arguments.len() < 2) {
                let place = ports.map_or(target.head, |ports| ports.head);
                report(
                    environment,
                    node,
                    (why, "both have to run on a port of their own"),
                    place,
                    diagnostics,
                );
            } else if !is_moved {
                let what = "nothing sends users from one to the other";
                report(environment, node, (why, what), target.head, diagnostics);
            }
        }
    }
}

/// Why two have to run side by side; nothing if they need not.
fn reason(strategy: &Strategy) -> Option<&'static str> {
    match strategy.takeover {
        Takeover::BlueGreen { .. } | Takeover::Canary { .. } => {
            Some("users are switched from one release to the other")
        }
        Takeover::Rolling { at_most_down: Some(0), .. } => Some("nobody may miss it for a moment"),
        Takeover::Rolling { .. } | Takeover::Recreate => None,
    }
}

fn has_command(strategy: &Node) -> bool {
    strategy.children().iter().any(|child| child.property("run").is_some())
}

fn report(
    environment: &Environment,
    strategy: &Node,
    (why, what): (&str, &str),
    place: Span,
    diagnostics: &mut Diagnostics,
) {
    let error = diagnostics.error(RULE.code, strategy.head, format!("{why}, and {what}"));
    error.label("needs two at the same time").also(place, "what there is");
    say_whose(error, environment).help(
        "`port 8001 8002` and `proxy nginx \"/etc/nginx/conf.d/shop.conf\"` in the target; or `strategy recreate`, with a pause for users",
    );
}
