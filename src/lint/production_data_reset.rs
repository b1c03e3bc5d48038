//! Production whose data are thrown away.

use super::{Context, Needs, Rule, inherited::by_line};
use crate::{
    diagnostic::{Diagnostics, Severity},
    source::Spanned,
    syntax::{Kind, Node},
};

pub(super) const RULE: Rule = Rule {
    code: "production-data-reset",
    severity: Severity::Error,
    page: include_str!("production_data_reset.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let productions = context.model.environments.values().filter(|one| one.kind.value == Kind::Production);
    let found = productions.filter_map(|one| {
        let flaw = flaw(one.part("data")?)?;
        Some((flaw.span, one, flaw.value))
    });
    for (span, productions, flaw) in by_line(found) {
        let names = productions.names();
        let (message, label) = match flaw {
            Flaw::Reset(how) => (
                format!("the data of {names} would be reset, and they are what users have entered"),
                format!("`{how}` is too often: lost data are restored from a backup, never reset"),
            ),
            Flaw::Made(what) => (
                format!("{names} would be filled with `{what}` data, over what users have entered"),
                "data for trying things out".to_owned(),
            ),
        };
        let error = diagnostics.error(RULE.code, span, message);
        error.label(label);
        productions.show_kinds(error);
        error.help(format!("in `{}`: `data live`", productions.first().name.value));
    }
}

enum Flaw<'a> {
    Reset(&'a str),
    Made(&'a str),
}

fn flaw(data: &Node) -> Option<Spanned<Flaw<'_>>> {
    let reset = data.property_text("reset").filter(|reset| reset.value != "never");
    let made = data.text(0).filter(|word| matches!(word.value, "mock" | "seed" | "synthetic" | "test"));
    let reset = reset.map(|reset| Spanned::new(Flaw::Reset(reset.value), reset.span));
    reset.or_else(|| made.map(|made| Spanned::new(Flaw::Made(made.value), made.span)))
}
