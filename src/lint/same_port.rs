//! A port for the old release and the same for the new one.

use super::{Context, Needs, Rule, whose::say_whose};
use crate::diagnostic::{Diagnostics, Severity};

pub(super) const RULE: Rule = Rule {
    code: "same-port",
    severity: Severity::Error,
    page: include_str!("same_port.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for environment in context.model.environments.values() {
        let target = environment.part("target").filter(|target| target.says("server"));
        let Some(ports) = target.and_then(|target| target.child("port")) else { continue };
        let [first, second] = ports.arguments.as_slice() else { continue };
        if first.value != second.value {
            continue;
        }
        let message =
            "the old release and the new one would listen on the same port: the second one cannot start";
        let error = diagnostics.error(RULE.code, second.span, message);
        error.label("the same again").also(first.span, "taken by the other one");
        say_whose(error, environment)
            .help("two different ones, `port 8001 8002`; or one, if the old one stops first");
    }
}
