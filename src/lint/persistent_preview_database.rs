//! A database that outlives the pull request that it was made for.

use super::{Context, Needs, Rule, inherited::by_line, preview};
use crate::diagnostic::{Diagnostics, Severity};

pub(super) const RULE: Rule = Rule {
    code: "persistent-preview-database",
    severity: Severity::Error,
    page: include_str!("persistent_preview_database.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let environments = context.model.environments.values();
    let found = environments
        .filter_map(|one| preview::database_that_stays(one).map(|database| (database.head, one, database)));
    for (span, previews, database) in by_line(found) {
        let engine = database.text(0).map_or("postgresql", |engine| engine.value);
        let word = database.text(1).map(|word| word.value);
        let error = diagnostics.error(
            RULE.code,
            span,
            format!(
                "{} {} with its pull request, and this database stays: one pull request would see what another one left there",
                previews.names(),
                previews.verb("goes", "go")
            ),
        );
        error.label(match word {
            Some("shared") => "one for all of them",
            _ => "nothing says that it goes too",
        });
        previews.show_kinds(error);
        let name = &previews.first().name.value;
        error.help(match engine {
            "sqlite" => format!("in `{name}`: `database sqlite ephemeral`"),
            _ => format!(
                "in `{name}`: `database {engine} ephemeral`; what removes the preview has to remove it too"
            ),
        });
    }
}
