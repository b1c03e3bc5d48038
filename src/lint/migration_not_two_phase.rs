//! Two releases on one database, where only the newer one knows what it looks like.

use super::{Context, Needs, Rule, inherited::by_line, migration};
use crate::diagnostic::{Diagnostics, Severity};

pub(super) const RULE: Rule = Rule {
    code: "migration-not-two-phase",
    severity: Severity::Warning,
    page: include_str!("migration_not_two_phase.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let protected = context.model.environments.values().filter(|one| one.kind.value.is_protected());
    let found =
        protected.filter_map(|one| Some((migration::of(one)?.span(), one, migration::side_by_side(one)?)));
    for (span, environments, strategy) in by_line(found) {
        let word = strategy.text(0).map_or("rolling", |word| word.value);
        let warning = diagnostics.warning(
            RULE.code,
            span,
            format!(
                "in {} the release before goes on running after this migration, and nothing says that it still can",
                environments.names()
            ),
        );
        warning
            .label("changes what the old release reads and writes")
            .also(strategy.head, format!("`{word}`: old and new run side by side"))
            .help("add now, remove a release later, and say so: `two-phase` in this block; if that cannot be, `strategy recreate` stops the old one first");
    }
}
