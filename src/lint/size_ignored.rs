//! How many run, and what they may use, where nothing sets it.

use super::{Context, Needs, Rule, inherited::by_line};
use crate::diagnostic::{Diagnostics, Severity};

pub(super) const RULE: Rule = Rule {
    code: "size-ignored",
    severity: Severity::Advice,
    page: include_str!("size_ignored.md"),
    needs: Needs::Nothing,
    check,
};

const SIZES: [&str; 3] = ["replicas", "autoscale", "resources"];

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let environments = context.model.environments.values().filter(|one| one.target() != "kubernetes");
    let sizes = environments.flat_map(|one| {
        let parts = SIZES.into_iter().flat_map(move |name| one.parts(name));
        parts.map(move |part| (part.head, one, part.name.value.as_str()))
    });
    for (span, environments, name) in by_line(sizes) {
        let target = environments.first().target();
        diagnostics
            .advice(
                RULE.code,
                span,
                format!("`{name}` changes nothing: `target {target}` is sized where it is run"),
            )
            .label("stands here, and is set nowhere")
            .help("set it there, and leave the line out; or keep it for people, in `about`");
    }
}
