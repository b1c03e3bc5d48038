//! A release that nothing tries before users do.

use super::{Context, Needs, Rule};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::{Kind, Phase},
};

pub(super) const RULE: Rule = Rule {
    code: "untried-release",
    severity: Severity::Advice,
    page: include_str!("untried_release.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let model = context.model;
    let production = model
        .environments
        .values()
        .find(|one| one.kind.value == Kind::Production && !context.map.ways_into(&one.name.value).is_empty());
    let Some(production) = production else { return };
    let name = &production.name;
    if is_tried(context) {
        return;
    }
    diagnostics
        .advice(RULE.code, name.span, format!("no machine tries a release before it reaches `{}`", name.value))
        .label("no test on the way here")
        .also(production.kind.span, "of kind production")
        .help("in the build, `run \"npm ci\" \"npm test\"`; in an environment, `steps { smoke \"Sign-in\" run=\"./scripts/smoke.sh\" }`; or in a gate, `check scan \"Scan\" { run \"./ops/scan.sh\" }`");
}

/// Tells whether any command looks at a release, wherever it stands.
fn is_tried(context: &Context<'_>) -> bool {
    let model = context.model;
    let looks =
        |phase: Phase| !matches!(phase, Phase::Backup | Phase::Migrate | Phase::Deploy | Phase::Switch);
    let environments = || model.environments.values().filter(|one| one.kind.value != Kind::Local);
    let steps = environments().any(|one| one.settings.steps.iter().any(|step| looks(step.phase)));
    let blocks = environments().any(|one| ["health", "monitor"].iter().any(|part| one.part(part).is_some()));
    let arrows = model.arrows.iter().flat_map(|arrow| &arrow.conditions);
    let merges = model.merges.iter().flat_map(|merge| &merge.conditions);
    let checks = arrows.chain(merges).any(|condition| condition.node.name.value == "check");
    steps || blocks || checks || model.build.as_ref().is_some_and(|build| !build.run.is_empty())
}
