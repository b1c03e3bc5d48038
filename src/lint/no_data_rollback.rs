//! A way back for the program, and none for its data.

use super::{Context, Needs, Rule, inherited::by_line, migration};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::Kind,
};

pub(super) const RULE: Rule = Rule {
    code: "no-data-rollback",
    severity: Severity::Warning,
    page: include_str!("no_data_rollback.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let productions = context.model.environments.values().filter(|one| one.kind.value == Kind::Production);
    let found = productions.filter_map(|one| {
        let migration = migration::of(one)?;
        let rollback = one.part("rollback")?;
        let down = migration.block.is_some_and(|block| block.child("down").is_some());
        let restores = rollback.child("data").is_some();
        // Whether the release before can live with it is asked there already, where both run.
        let is_asked = migration::side_by_side(one).is_some();
        let has_way = down || restores || migration.is_two_phase() || is_asked;
        (!has_way).then_some((rollback.head, one, migration))
    });
    for (span, productions, migration) in by_line(found) {
        let names = productions.names();
        let warning = diagnostics.warning(
            RULE.code,
            span,
            format!("a rollback of {names} brings the old program back, and leaves it the new database"),
        );
        warning
            .label("nothing in it is about the data")
            .also(migration.span(), "changes the database, and has no way back")
            .help(match migration.block {
                Some(_) => "in `migrate`: `down \"…\"`, or `two-phase`, if the release before works with the new database too; or in `rollback`: `data run=\"./ops/restore.sh\"`",
                None => "in `rollback`: `data run=\"./ops/restore.sh\"`; or write the step as `migrate { run \"…\"; down \"…\" }`",
            });
    }
}
