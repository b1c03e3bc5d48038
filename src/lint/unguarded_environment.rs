//! An environment that GitHub cannot guard, since one way in asks nobody.

use super::{Context, Needs, Rule, map::drawn};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::Kind,
};

pub(super) const RULE: Rule = Rule {
    code: "unguarded-environment",
    severity: Severity::Warning,
    page: include_str!("unguarded_environment.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for environment in context.model.environments.values() {
        let name = &environment.name;
        let ways = context.map.ways_into(&name.value);
        let asks = ways.iter().find(|arrow| !arrow.approvals.is_empty());
        // People who let something into the branch have looked at the jobs that run there.
        let open = ways.iter().find(|arrow| !context.map.asks(arrow));
        let (Some(asks), Some(open)) = (asks, open) else { continue };
        // That nobody is asked at all is worse there, and is said by itself.
        let said = match environment.kind.value {
            Kind::Production => true,
            Kind::Uat | Kind::Staging => open.nobody.is_none(),
            _ => false,
        };
        if said {
            continue;
        }
        diagnostics
            .warning(
                RULE.code,
                name.span,
                format!(
                    "GitHub cannot guard `{}` itself: `{}` asks people, and `{}` asks nobody",
                    name.value,
                    asks.words(),
                    open.words()
                ),
            )
            .label("its secrets are open to every job on the default branch")
            .also(drawn(asks), "asks people")
            .also(drawn(open), "asks nobody")
            .help("ask on both ways or on neither, or give what is open an environment of its own");
    }
}
