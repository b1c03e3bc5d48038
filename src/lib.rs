//! gatewright compiles one KDL file about environments, gates and approvers into plain GitHub Actions workflows,
//! protection settings, deploy scripts and pages.
//!
//! The compiler is a pure function from text to files and findings: [`compile`] is its phases in order.

pub mod ahead;
pub mod calendar;
pub mod cli;
pub mod client;
pub mod codes;
pub mod decision;
pub mod diagnostic;
pub mod emit;
pub mod explain;
pub mod first;
pub mod github;
pub mod lint;
pub mod lock;
pub mod map;
mod markdown;
pub mod model;
pub mod nearest;
pub mod output;
pub mod pattern;
pub mod plan;
pub mod report;
pub mod routes;
pub mod settings;
pub mod source;
pub mod status;
pub mod surroundings;
pub mod syntax;
pub mod target;
pub mod templates;
mod text;
pub mod work;
pub mod write;

use diagnostic::{Diagnostic, Diagnostics};
use github::Pins;
use model::Model;
use output::Output;
use source::Source;
use surroundings::Surroundings;
use syntax::Ahead;
use templates::Templates;

/// What checking a file gives.
pub struct Checked {
    /// The pipeline, if it could be made out.
    pub model: Option<Model>,
    /// The findings, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a file and applies every rule.
pub fn check(source: &Source, surroundings: &Surroundings) -> Checked {
    let mut diagnostics = Diagnostics::default();
    let (model, _) = analyse(source, surroundings, &mut diagnostics);
    Checked { model, diagnostics: diagnostics.into_sorted() }
}

/// What a file comes down to.
pub struct Decided {
    /// What is generated and applied; nothing if there is an error.
    pub plan: Option<plan::Plan>,
    /// The pipeline, if it could be made out.
    pub model: Option<Model>,
    /// The findings, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a file, applies every rule, and decides what is generated and applied.
pub fn decide(source: &Source, surroundings: &Surroundings) -> Decided {
    let mut diagnostics = Diagnostics::default();
    let (model, ahead) = analyse(source, surroundings, &mut diagnostics);
    ahead::report(&ahead, &mut diagnostics);
    if let Some(model) = &model {
        templates::check(surroundings, model.pipeline.head, &mut diagnostics);
    }
    if let Some(model) = &model {
        target::require_images(model, &mut diagnostics);
    }
    let plan = model
        .as_ref()
        .filter(|_| !diagnostics.has_errors())
        .map(|model| plan::plan(model, source, Templates::new(surroundings)));
    Decided { plan, model, diagnostics: diagnostics.into_sorted() }
}

/// What compiling a file gives.
pub struct Compiled {
    /// The files, sorted by path; none if there is an error.
    pub outputs: Vec<Output>,
    /// The pipeline, if it could be made out.
    pub model: Option<Model>,
    /// The findings, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a file, applies every rule, decides, and writes what is generated.
pub fn compile(source: &Source, surroundings: &Surroundings, pins: &Pins) -> Compiled {
    let Decided { plan, model, mut diagnostics } = decide(source, surroundings);
    let mut outputs = plan.as_ref().map(|plan| emit::emit(plan, pins, surroundings)).unwrap_or_default();
    if let (Some(plan), Some(model)) = (&plan, &model) {
        let complaints = plan.templates.complaints(model.pipeline.head);
        if !complaints.is_empty() {
            outputs.clear();
            diagnostics.extend(complaints);
        }
    }
    Compiled { outputs, model, diagnostics }
}

fn analyse(
    source: &Source,
    surroundings: &Surroundings,
    diagnostics: &mut Diagnostics,
) -> (Option<Model>, Vec<Ahead>) {
    let Some(parsed) = syntax::parse(source, diagnostics) else { return (None, Vec::new()) };
    let mut found = parsed.lookups;
    let model = model::resolve(parsed.file, parsed.declared, source, &mut found);
    if parsed.incomplete {
        // What is missing may stand in what could not be read.
        found.retain(|one| {
            !one.code.starts_with("missing-") && !matches!(one.code, "nothing-to-deploy" | "incomplete-block")
        });
    } else if let Some(model) = &model {
        lint::lint(model, surroundings, &mut found);
    }
    diagnostics.append(found);
    (model, parsed.ahead)
}
