//! The scripts of checks: one for each check and environment.

use indexmap::IndexMap;
use serde::Serialize;

use super::{Text, VariableData, render, script, texts, variables};
use crate::{output::Output, plan::Plan};

#[derive(Serialize)]
struct CheckData<'a> {
    lib: String,
    environment: &'a str,
    url: &'a str,
    install: Option<Text<'a>>,
    variables: Vec<VariableData<'a>>,
    secrets: Vec<&'a str>,
    title: &'a str,
    literal: bool,
    run: Vec<Text<'a>>,
}

/// The checks of all ways into an environment; what two ways have in common is one script.
pub(super) fn emit(plan: &Plan) -> Vec<Output> {
    let mut scripts: IndexMap<String, Output> = IndexMap::new();
    for route in &plan.routes {
        let environment = plan.target(route);
        for check in &route.conditions.checks {
            let path = plan.names.check_script(&environment.name, &check.name);
            let data = CheckData {
                lib: plan.names.steps(),
                environment: &environment.name,
                url: environment.url(),
                install: plan.install.as_ref().map(Text::of),
                variables: variables(environment),
                secrets: check.secrets.iter().map(|(seen, _)| seen.as_str()).collect(),
                title: &check.title.text,
                literal: check.title.literal,
                run: texts(&check.run),
            };
            let output = script(plan, path.clone(), &render(&plan.templates, "check.sh", data));
            scripts.entry(path).or_insert(output);
        }
    }
    scripts.into_values().collect()
}
