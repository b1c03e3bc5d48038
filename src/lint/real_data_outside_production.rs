//! Data of users where they do not belong.

use super::{Context, Needs, Rule, inherited::by_line};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::{Environment, Model},
    syntax::{Kind, Node},
};

pub(super) const RULE: Rule = Rule {
    code: "real-data-outside-production",
    severity: Severity::Error,
    page: include_str!("real_data_outside_production.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let mut environments = context.model.environments.values();
    let production = environments.find(|one| one.kind.value == Kind::Production);
    let outside = context.model.environments.values().filter(|one| one.kind.value != Kind::Production);
    let found = outside.filter_map(|one| {
        let data = one.part("data")?;
        let from = from_production(context.model, data);
        let word = data.text(0)?.value;
        let copied = from.is_some() && !matches!(word, "anonymized" | "synthetic");
        (word == "live" || copied).then_some((data.head, one, (data, from)))
    });
    for (span, outside, (data, from)) in by_line(found) {
        let source = from.or(production).map(|from| format!(" from={}", from.name.value));
        let source = source.unwrap_or_default();
        let message = match from {
            None => {
                format!("{} {} the data of real users", outside.names(), outside.verb("works on", "work on"))
            }
            Some(from) => format!(
                "{} {} a copy of the data of `{}`, with the names of its users in it",
                outside.names(),
                outside.verb("gets", "get"),
                from.name.value
            ),
        };
        let error = diagnostics.error(
            RULE.code,
            span,
            format!("{message}: more people get in there, and fewer things are locked"),
        );
        error.label("belongs in production only");
        outside.show_kinds(error);
        let run = data.property_text("run").map_or("./ops/anonymize.sh", |run| run.value);
        error.help(format!(
            "`data anonymized{source} run=\"{run}\"`, if that command takes the names out; or data that nobody owns: `data synthetic`"
        ));
    }
}

/// The production that data are taken from.
fn from_production<'a>(model: &'a Model, data: &Node) -> Option<&'a Environment> {
    let from = model.environments.get(data.property_text("from")?.value)?;
    (from.kind.value == Kind::Production).then_some(from)
}
