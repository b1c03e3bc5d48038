//! A workflow of somebody else's with a job in one of our environments.

use indexmap::IndexMap;

use super::{Context, Needs, Rule, workflow::Job};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::Environment,
    source::Spanned,
    syntax::Kind,
};

pub(super) const RULE: Rule = Rule {
    code: "foreign-environment-job",
    severity: Severity::Error,
    page: include_str!("foreign_environment_job.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let names = Names::new(context);
    for workflow in &context.workflows {
        for job in workflow.jobs.iter().flatten() {
            match job.environment.split_once("${{") {
                Some((head, rest)) => {
                    let tail = rest.rsplit_once("}}").map_or("", |(_, tail)| tail);
                    open(&names, workflow.path, job, (head, tail), diagnostics);
                }
                None => named(&names, workflow.path, job, diagnostics),
            }
        }
    }
}

/// The names that GitHub has for environments of this pipeline, in lower case, as GitHub compares them.
struct Names<'a> {
    environments: IndexMap<String, &'a Environment>,
    gates: IndexMap<String, &'a Spanned<String>>,
}

impl<'a> Names<'a> {
    fn new(context: &Context<'a>) -> Self {
        let on_github = |environment: &&Environment| environment.kind.value != Kind::Local;
        let environments = context.model.environments.values().filter(on_github);
        Self {
            environments: environments.map(|one| (one.name.value.to_ascii_lowercase(), one)).collect(),
            gates: context
                .model
                .gates
                .values()
                .map(|one| (one.name.value.to_ascii_lowercase(), &one.name))
                .collect(),
        }
    }

    /// Finds what asks for an approval in an environment of its own: `production-approval-2`, `staging-to-prod-approval-1`.
    fn gate(&self, name: &str) -> Option<&'a Spanned<String>> {
        let (gate, number) = name.rsplit_once("-approval-")?;
        if number.is_empty() || !number.chars().all(|c| c.is_ascii_digit()) {
            return None;
        }
        let of_arrow = || {
            let targets = gate.match_indices("-to-").map(|(at, to)| &gate[at + to.len()..]);
            targets.filter_map(|target| self.environments.get(target)).map(|target| &target.name).next()
        };
        self.gates.get(gate).copied().or_else(of_arrow)
    }
}

fn named(names: &Names<'_>, path: &str, job: &Job, diagnostics: &mut Diagnostics) {
    let environment = job.environment.trim().to_ascii_lowercase();
    let place = job.place(path);
    if let Some(environment) = names.environments.get(&environment) {
        let name = &environment.name;
        diagnostics
            .error(
                RULE.code,
                name.span,
                format!(
                    "the job `{}` in `{place}` gets into `{}` past every gate of this pipeline",
                    job.name, name.value
                ),
            )
            .label("its secrets and its record are open to that job")
            .help(format!(
                "take `environment: {}` out of that job, and let releases arrive over the map",
                job.environment
            ));
    } else if let Some(gate) = names.gate(&environment) {
        diagnostics
            .error(
                RULE.code,
                gate.span,
                format!(
                    "the job `{}` in `{place}` names `{}`, where only approvals are given",
                    job.name, job.environment
                ),
            )
            .label("an approval there would be given for something else")
            .help(format!("take `environment: {}` out of that job", job.environment));
    }
}

/// A name that is only known when the job runs: it may be any that begins and ends like it.
fn open(names: &Names<'_>, path: &str, job: &Job, (head, tail): (&str, &str), diagnostics: &mut Diagnostics) {
    let (head, tail) = (head.trim_start().to_ascii_lowercase(), tail.trim_end().to_ascii_lowercase());
    let fits = |name: &str| {
        name.len() >= head.len() + tail.len() && name.starts_with(&head) && name.ends_with(&tail)
    };
    let fitting =
        names.environments.iter().filter(|(name, _)| fits(name)).map(|(_, environment)| environment);
    let Some(gravest) = fitting.max_by_key(|environment| environment.kind.value) else { return };
    let name = &gravest.name;
    diagnostics
        .warning(
            RULE.code,
            name.span,
            format!(
                "the job `{}` in `{}` runs in whatever environment `{}` names, and that may be `{}`",
                job.name,
                job.place(path),
                job.environment,
                name.value
            ),
        )
        .label("would be open to that job, past every gate")
        .help("name the environment of that job in full; one of its own, if it deploys something else");
}
