//! Production that fails, or goes back, in silence.

use super::{Context, Needs, Rule};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::{Kind, Node},
};

pub(super) const RULE: Rule = Rule {
    code: "nobody-told",
    severity: Severity::Advice,
    page: include_str!("nobody_told.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let model = context.model;
    let channel = model.parts("channels").flat_map(Node::children).next();
    for environment in model.environments.values().filter(|one| one.kind.value == Kind::Production) {
        let hears = |event: &str| {
            let mut lines = environment.parts("notify").chain(model.parts("notify"));
            lines.any(|line| {
                line.texts().skip_while(|word| word.value != "on").any(|word| word.value == event)
            })
        };
        let rollback = environment.part("rollback");
        let tells = rollback.is_some_and(|rollback| rollback.child("notify").is_some());
        let (span, what) = match (hears("failure"), rollback) {
            (false, _) => (environment.name.span, "a deployment fails"),
            (true, Some(rollback)) if !tells && !hears("rollback") => {
                (rollback.name.span, "a release goes back")
            }
            _ => continue,
        };
        let name = channel.map_or("developers", |channel| channel.name.value.as_str());
        let declare =
            if channel.is_none() { "`channels { developers slack DEV_SLACK_WEBHOOK }` and " } else { "" };
        diagnostics
            .advice(
                RULE.code,
                span,
                format!("nobody hears of it when {what} in `{}`", environment.name.value),
            )
            .label("tells nobody")
            .help(format!("{declare}`notify {name} on failure rollback`, here or at the top of the file"));
    }
}
