//! An arrow into production that asks fewer than two people.

use super::{Context, Needs, Rule, map::merged};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::{Arrow, Merge, Origin},
    syntax::Kind,
};

pub(super) const RULE: Rule = Rule {
    code: "too-few-approvals",
    severity: Severity::Error,
    page: include_str!("too_few_approvals.md"),
    needs: Needs::Names,
    check,
};

/// Whoever starts a promotion and one more is one pair of eyes too few: the starter does not count.
const ENOUGH: u32 = 2;

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for arrow in &context.model.arrows {
        let target = context.model.target(arrow);
        if target.kind.value != Kind::Production || arrow.people() >= ENOUGH || is_direct(context, arrow) {
            continue;
        }
        // One and the same person may approve the merge and the deployment: the two do not add up.
        let merge = context.map.merges_before(arrow).into_iter().min_by_key(|merge| merge.people());
        if merge.is_some_and(|merge| merge.people() >= ENOUGH) {
            continue;
        }
        let asked = arrow.approvals.first().or_else(|| merge.and_then(|merge| merge.approvals.first()));
        let message = match arrow.people().max(merge.map_or(0, Merge::people)) {
            0 => format!("nobody is asked before a release reaches `{}`", arrow.to.value),
            _ => format!("one person alone can let a release into `{}`", arrow.to.value),
        };
        let error = diagnostics.error(RULE.code, arrow.to.span, message);
        error.label("this arrow asks too few people");
        match (asked, arrow.nobody) {
            (Some(line), _) => error.also(line.approvals.span, "asks for one"),
            (None, Some(nobody)) => error.also(nobody, "says so on purpose"),
            (None, None) => error.also(target.kind.span, "of kind production"),
        };
        if let Some(merge) = merge {
            error.also(merged(merge), "and the merge before it no more");
        }
        error.help(match asked {
            Some(line) => {
                let teams: Vec<&str> = line.approvals.teams.iter().map(|team| team.value.as_str()).collect();
                format!(
                    "`approvals {ENOUGH} from {}`, or `allow {} because=\"…\"`",
                    teams.join(" "),
                    RULE.code
                )
            }
            None => format!("gate it: `{{ approvals {ENOUGH} from … }}`"),
        });
    }
}

/// An ungated deployment that skips the map altogether is `straight-to-production`.
fn is_direct(context: &Context<'_>, arrow: &Arrow) -> bool {
    !context.map.asks(arrow) && !matches!(arrow.from, Origin::Environment(_))
}
