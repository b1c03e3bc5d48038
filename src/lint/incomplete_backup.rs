//! A backup of which not all is said that makes one useful.

use super::{Context, Needs, Rule, inherited::by_line, numbers};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::Kind,
};

pub(super) const RULE: Rule = Rule {
    code: "incomplete-backup",
    severity: Severity::Advice,
    page: include_str!("incomplete_backup.md"),
    needs: Needs::Names,
    check,
};

/// What a backup has beside its command, how it is written, and what is not known without it.
const WHOLE: &[(&str, &str, &str)] = &[
    ("verify", "verify \"./ops/verify-backup.sh\"", "whether it can be read"),
    ("every", "every 1 day", "what is lost between two deployments"),
    ("keep", "keep 7 days", "how far back it reaches"),
];

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let productions = context.model.environments.values().filter(|one| one.kind.value == Kind::Production);
    let found = productions.filter_map(|one| {
        let backup = one.part("backup")?;
        let missing: Vec<_> = WHOLE.iter().filter(|(name, _, _)| backup.child(name).is_none()).collect();
        (!missing.is_empty()).then_some((backup.head, one, missing))
    });
    for (span, productions, missing) in by_line(found) {
        let unknown: Vec<&str> = missing.iter().map(|(_, _, what)| *what).collect();
        let unknown = match unknown.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
            _ => unknown.join(""),
        };
        let lines: Vec<&str> = missing.iter().map(|(_, line, _)| *line).collect();
        diagnostics
            .advice(
                RULE.code,
                span,
                format!("nothing says of the backup of {} {unknown}", productions.names()),
            )
            .label(format!("without {}", numbers::all(missing.iter().map(|(name, _, _)| *name))))
            .help(format!("in this block: `{}`", lines.join("; ")));
    }
}
