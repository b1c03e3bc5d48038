//! `docs/pipeline.md`: what people read.

mod checklists;
mod clock;
mod commands;
mod merging;
mod rollbacks;
mod tables;

use super::{header, text};
use crate::{
    map::{self, Passage, Point},
    markdown::{code, text as plain},
    output::Output,
    plan::{Plan, Route, Trigger},
};

pub(super) fn emit(plan: &Plan) -> Output {
    let mut page = format!(
        "<!-- {} -->\n\n# How {} is released\n",
        header(plan).replace("--", "- -"),
        plain(&plan.name)
    );
    if let Some(description) = &plan.description {
        page.push_str(&format!("\n{}.\n", plain(description.trim_end_matches('.'))));
    }
    page.push_str("\nWhat is not drawn here is forbidden, and the workflows refuse it.\n");
    section(&mut page, "The way", &diagram(plan));
    section(&mut page, "Where a release may go", &map::matrix(&plan.map));
    section(&mut page, "Who approves", &tables::approvals(plan));
    section(&mut page, "What a pull request needs", &merging::merging(plan));
    section(&mut page, "What approving confirms", &checklists::write(plan));
    section(&mut page, "When", &clock::write(plan));
    section(&mut page, "The way back", &rollbacks::write(plan));
    section(&mut page, "Environments", &tables::environments(plan));
    section(&mut page, "What to type", &commands::write(plan));
    section(&mut page, "When this page or a workflow changes", &order(plan));
    text(plan.names.page(), page)
}

fn section(page: &mut String, title: &str, body: &str) {
    if !body.is_empty() {
        page.push_str(&format!("\n## {title}\n\n{body}"));
    }
}

/// The drawing, where Mermaid would draw it.
fn diagram(plan: &Plan) -> String {
    match map::edges(&plan.map) <= map::MOST_EDGES {
        true => format!("```mermaid\n{}```\n", map::mermaid(&plan.map)),
        false => String::new(),
    }
}

fn order(plan: &Plan) -> String {
    let gated = !plan.owners.is_empty();
    let mut steps = [
        format!(
            "Edit {}, run `gatewright build`, and open a pull request with everything that changed.",
            code(&plan.source)
        ),
        "Run `gatewright apply`, which puts the environments and the rulesets on GitHub in place; `gatewright plan` shows \
         what it would change."
            .to_owned(),
        "Merge.".to_owned(),
    ];
    if gated {
        steps[1].push_str(
            " This comes before the merge: GitHub creates an environment that it does not know without any protection. \
             Until the settings are there, the workflows refuse every deployment that has a gate.",
        );
    }
    steps.iter().enumerate().map(|(index, step)| format!("{}. {step}\n", index + 1)).collect()
}

/// Returns the jobs of a way of the map, without anything lifted; none for a merge.
fn route<'a>(plan: &'a Plan, passage: &Passage) -> Option<&'a Route> {
    let starts = |trigger: &Trigger| match (trigger, &passage.from) {
        (Trigger::From(name), Point::Environment(from)) => name == from,
        (Trigger::Push(pattern), Point::Branch(from))
        | (Trigger::Manual(pattern), Point::Manual(from))
        | (Trigger::Tag(pattern), Point::Tag(from)) => pattern.text == *from,
        _ => false,
    };
    let is_meant = |one: &&Route| one.to == passage.to.name() && one.triggers.iter().any(starts);
    // A way stands before the same one with windows and freezes lifted.
    plan.routes.iter().filter(|_| !passage.is_merge()).find(is_meant)
}
