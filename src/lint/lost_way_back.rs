//! An instant way back that is gone while failures are still watched for.

use super::{Context, Needs, Rule, emergencies, whose::say_whose};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::duration,
};

pub(super) const RULE: Rule = Rule {
    code: "lost-way-back",
    severity: Severity::Warning,
    page: include_str!("lost_way_back.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let emergencies = emergencies::by_station(context.model);
    for environment in context.model.environments.values() {
        let strategy = environment.part("strategy").filter(|one| one.says("blue-green"));
        let back = environment.part("rollback").and_then(|rollback| rollback.child("switch-back"));
        let (Some(strategy), Some(back)) = (strategy, back) else { continue };
        let Some(watched) = environment.part("monitor").and_then(duration::of) else { continue };
        // A hotfix may be watched for longer.
        let hotfixes = emergencies.get(environment.name.value.as_str()).into_iter().flatten();
        let longer = hotfixes.filter_map(|hotfix| hotfix.part("monitor").and_then(duration::of));
        let watched = longer.fold(watched, |most, one| if one.value > most.value { one } else { most });
        let kept = strategy.child("keep").and_then(duration::of);
        if kept.is_some_and(|kept| kept.value >= watched.value) {
            continue;
        }
        let long = duration::words(watched.value);
        let (place, message) = match kept {
            Some(kept) => {
                let short = duration::words(kept.value);
                (
                    kept.span,
                    format!(
                        "failures are watched for {long}, and after {short} there is nothing left to switch back to"
                    ),
                )
            }
            None => (
                strategy.head,
                format!(
                    "failures are watched for {long}, and nothing says how long there is something to switch back to"
                ),
            ),
        };
        let warning = diagnostics.warning(RULE.code, place, message);
        warning.label(if kept.is_some() { "the old one is gone then" } else { "no `keep` in its block" });
        warning
            .also(watched.span, "watched for so long")
            .also(back.head, "the way back that needs the old one");
        say_whose(warning, environment).help(format!("`keep {long}` or longer"));
    }
}
