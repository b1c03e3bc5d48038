//! A phase that is told by a block and by a step.

use super::{Context, Needs, Rule};
use crate::diagnostic::{Diagnostics, Severity};

pub(super) const RULE: Rule = Rule {
    code: "phase-twice",
    severity: Severity::Error,
    page: include_str!("phase_twice.md"),
    needs: Needs::Nothing,
    check,
};

/// The blocks that do what steps of the same name do.
const BLOCKS: &[&str] = &["backup", "migrate", "health", "monitor"];

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let environments = context.model.environments.values();
    for environment in environments.filter(|environment| environment.abilities().is_script()) {
        let name = environment.name.value.as_str();
        for phase in BLOCKS {
            let Some(block) = environment.part(phase) else { continue };
            let step = environment.settings.steps.iter().find(|step| step.phase.name() == *phase);
            let Some(step) = step else { continue };
            let error = diagnostics.error(
                RULE.code,
                block.head,
                format!("`{name}` says in two places what `{phase}` does there; steps run exactly as written, so only one can be meant"),
            );
            error.label("once as a block").also(step.span, "and once as a step");
            error.help(match (environment.span.contains(block.span), *phase) {
                (true, _) => "keep one of the two".to_owned(),
                (false, "health" | "monitor") => {
                    format!("leave the step out, or take the block away in `{name}`: `{phase} none`")
                }
                (false, _) => {
                    "leave the step out, or move the block to the environments that have no such step"
                        .to_owned()
                }
            });
        }
    }
}
