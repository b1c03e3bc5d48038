//! Data that are anonymized by nobody.

use super::{Context, Needs, Rule, inherited::by_line};
use crate::diagnostic::{Diagnostics, Severity};

pub(super) const RULE: Rule = Rule {
    code: "anonymization-without-step",
    severity: Severity::Warning,
    page: include_str!("anonymization_without_step.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let found = context.model.environments.values().filter_map(|one| {
        let data = one.part("data").filter(|data| data.says("anonymized"))?;
        data.property("run").is_none().then_some((data.head, one, data))
    });
    for (span, environments, data) in by_line(found) {
        let from = data.property_text("from").map(|from| format!(" from={}", from.value));
        let warning = diagnostics.warning(
            RULE.code,
            span,
            format!(
                "the data of {} are said to be anonymized, and no command does it: by hand, it is forgotten once",
                environments.names()
            ),
        );
        warning
            .label("no `run=` behind it")
            .help(format!("`data anonymized{} run=\"./ops/anonymize.sh\"`", from.unwrap_or_default()));
    }
}
