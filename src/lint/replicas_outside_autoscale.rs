//! Numbers of replicas that contradict each other.

use super::{Context, Needs, Rule};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::Node,
};

pub(super) const RULE: Rule = Rule {
    code: "replicas-outside-autoscale",
    severity: Severity::Error,
    page: include_str!("replicas_outside_autoscale.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for environment in context.model.environments.values() {
        let Some(autoscale) = environment.part("autoscale") else { continue };
        let [least, most] = numbers(autoscale)[..] else { continue };
        if least > most || most == 0.0 {
            diagnostics
                .error(RULE.code, autoscale.head, "the least number that may run is not below the most")
                .label(format!("from {least} to {most}"))
                .help("the smaller number first: `autoscale 2 to 10 cpu=50`");
            continue;
        }
        let Some(replicas) = environment.part("replicas") else { continue };
        let [number] = numbers(replicas)[..] else { continue };
        if (least..=most).contains(&number) {
            continue;
        }
        let nearer = if number < least { least } else { most };
        diagnostics
            .error(
                RULE.code,
                replicas.head,
                format!(
                    "`{}` starts with {number}, and autoscaling would change that at once",
                    environment.name.value
                ),
            )
            .label(format!("{number} to start with"))
            .also(autoscale.head, format!("never fewer than {least} nor more than {most}"))
            .help(format!("`replicas {nearer}`, or leave it out: autoscaling decides"));
    }
}

fn numbers(node: &Node) -> Vec<f64> {
    node.arguments.iter().filter_map(|value| value.value.number()).collect()
}
