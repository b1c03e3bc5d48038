//! A workflow that cannot be read, so that nobody knows which environments it names.

use super::{Context, Needs, Rule};
use crate::diagnostic::{Diagnostics, Severity};

pub(super) const RULE: Rule = Rule {
    code: "unreadable-workflow",
    severity: Severity::Warning,
    page: include_str!("unreadable_workflow.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for workflow in &context.workflows {
        let Err(why) = &workflow.jobs else { continue };
        diagnostics
            .warning(
                RULE.code,
                context.model.pipeline.name.span,
                format!(
                    "`{}` cannot be read, so it may have jobs that go past the gates of this pipeline: {why}",
                    workflow.path
                ),
            )
            .label("could not be compared with that file")
            .help("mend that file, or delete it if nobody needs it");
    }
}
