//! A release that is built again on its way: what was tested is not what ships.

use indexmap::{IndexMap, IndexSet};

use super::{Context, Needs, Rule};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::Environment,
    syntax::{Kind, Phase, Step},
};

pub(super) const RULE: Rule = Rule {
    code: "rebuilt-artifact",
    severity: Severity::Warning,
    page: include_str!("rebuilt_artifact.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let environments = context.model.environments.values();
    let builders: IndexMap<&str, &Step> = environments
        .filter(|environment| environment.kind.value != Kind::Local)
        .filter_map(|environment| Some((environment.name.value.as_str(), build_of(environment)?)))
        .collect();
    if let Some(build) = &context.model.build {
        for step in builders.values() {
            diagnostics
                .warning(RULE.code, step.span, "what runs here is built here, and not what was built and tested before")
                .label("builds it again")
                .also(build.span, "builds each release once, for every environment")
                .help("leave the step out, and deploy what is in `$ARTIFACT_DIR`; what differs from one environment to the next is a variable");
        }
        return;
    }
    // A step of `defaults` is one mistake, in however many environments.
    let mut said = IndexSet::new();
    for (first, again) in rebuilt(context, &builders) {
        let (before, step) = (builders[first], builders[again]);
        if !said.insert(step.span) {
            continue;
        }
        let warning = diagnostics.warning(
            RULE.code,
            step.span,
            format!("`{again}` builds anew what was tested in `{first}`: two builds are two releases"),
        );
        warning.label("built again here");
        match before.span == step.span {
            true => warning.also(context.model.environments[again].name.span, "gets this step too"),
            false => warning.also(before.span, "built here first"),
        };
        let run = step.run.first().map_or("npm run build", |run| run.value.as_str());
        let run = if run.contains(['"', '\\', '\n']) { "./ops/build.sh" } else { run };
        warning.help(format!(
            "build once for both, at the top of the file: `build {{ run \"{run}\"; artifact bundle \"dist/**\" }}`; the steps find it in `$ARTIFACT_DIR`"
        ));
    }
}

fn build_of(environment: &Environment) -> Option<&Step> {
    environment.settings.steps.iter().find(|step| step.phase == Phase::Build)
}

/// The environments that build what another one, from which it comes, has built already: the two of them, each second
/// one once.
fn rebuilt<'a>(context: &Context<'a>, builders: &IndexMap<&'a str, &'a Step>) -> Vec<(&'a str, &'a str)> {
    let mut found: IndexMap<&str, &str> = IndexMap::new();
    // Each place is entered once, with the one that built what comes there.
    let mut built_in: IndexMap<&str, &str> = builders.keys().map(|name| (*name, *name)).collect();
    let mut next = 0;
    while let Some((&place, &builder)) = built_in.get_index(next) {
        next += 1;
        for to in context.map.out_of(place).iter().map(|arrow| arrow.to.value.as_str()) {
            if builders.contains_key(to) {
                if to != builder {
                    found.entry(to).or_insert(builder);
                }
            } else {
                built_in.entry(to).or_insert(builder);
            }
        }
    }
    found.into_iter().map(|(again, first)| (first, again)).collect()
}
