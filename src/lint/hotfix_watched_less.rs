//! A hotfix that is watched no longer than any other release.

use super::{Context, Needs, Rule, way};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::duration,
};

pub(super) const RULE: Rule = Rule {
    code: "hotfix-watched-less",
    severity: Severity::Warning,
    page: include_str!("hotfix_watched_less.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for hotfix in &context.model.hotfixes {
        let usual = way::end(context, hotfix).and_then(|end| end.part("monitor")).and_then(duration::of);
        let own = hotfix.part("monitor").and_then(duration::of);
        let Some(usual) = usual else { continue };
        let (span, message) = match own {
            Some(own) if own.value > usual.value => continue,
            Some(own) => (
                own.span,
                format!(
                    "a hotfix is watched for {}, and any other release for {}: the one that was tested less is watched {}",
                    duration::words(own.value),
                    duration::words(usual.value),
                    if own.value == usual.value { "no longer" } else { "less" }
                ),
            ),
            None => (
                hotfix.head,
                format!(
                    "a hotfix is tested less than other releases, and watched no longer: {}",
                    duration::words(usual.value)
                ),
            ),
        };
        diagnostics
            .warning(RULE.code, span, message)
            .label(if own.is_some() { "after a hotfix" } else { "does not say how long it is watched" })
            .also(usual.span, "after every release")
            .help(format!("`monitor {}`", duration::words(usual.value.saturating_mul(4))));
    }
}
