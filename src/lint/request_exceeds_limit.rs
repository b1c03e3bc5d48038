//! More is asked for than may be used.

use super::{Context, Needs, Rule};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::{Value, quantity},
};

pub(super) const RULE: Rule = Rule {
    code: "request-exceeds-limit",
    severity: Severity::Error,
    page: include_str!("request_exceeds_limit.md"),
    needs: Needs::Nothing,
    check,
};

/// Reads an amount.
type Read = fn(&Value) -> Option<u64>;

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for environment in context.model.environments.values() {
        let Some(resources) = environment.part("resources") else { continue };
        let (Some(requests), Some(limits)) = (resources.child("requests"), resources.child("limits")) else {
            continue;
        };
        let amounts: [(&str, Read); 2] = [("cpu", quantity::cpu), ("memory", quantity::memory)];
        for (key, read) in amounts {
            let (Some(request), Some(limit)) = (requests.property(key), limits.property(key)) else {
                continue;
            };
            if read(&request.value.value) <= read(&limit.value.value) {
                continue;
            }
            diagnostics
                .error(
                    RULE.code,
                    request.value.span,
                    format!("`{}` asks for more {key} than it may use: Kubernetes refuses it", environment.name.value),
                )
                .label("asked for")
                .also(limit.value.span, "the most that may be used")
                .help("ask for at most the limit; the units are `m` for a thousandth of a processor, `Mi` and `Gi` for memory");
        }
    }
}
