//! A migration that cannot be undone.

use super::{Context, Needs, Rule, inherited::by_line, migration};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::Kind,
};

pub(super) const RULE: Rule = Rule {
    code: "no-backup",
    severity: Severity::Warning,
    page: include_str!("no_backup.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let productions = context.model.environments.values().filter(|one| one.kind.value == Kind::Production);
    let found = productions.filter_map(|one| {
        let migration = migration::of(one)?;
        (!migration::has_backup(one)).then(|| (migration.span(), one, migration))
    });
    for (span, productions, migration) in by_line(found) {
        let names = productions.names();
        let warning = diagnostics.warning(
            RULE.code,
            span,
            format!(
                "nothing is backed up before {names} {}: a migration that goes wrong there cannot be undone",
                productions.verb("migrates", "migrate")
            ),
        );
        warning.label("changes the data of users");
        productions.show_names(warning, "no `backup` here, or in `defaults`");
        warning.help(match migration.block {
            Some(_) => "`backup { run \"./ops/backup.sh\"; verify \"./ops/verify-backup.sh\" }`",
            None => "`backup \"Database\" run=\"./ops/backup.sh\"` in its `steps`",
        });
    }
}
