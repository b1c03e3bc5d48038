//! What the compiler has to know about the repository beside the pipeline file: handed in as text, never read here.

use crate::source::Source;

/// Files of the repository that bear on a pipeline.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    /// The workflows in `.github/workflows`, by their path from the repository's top.
    pub workflows: Vec<Source>,
    /// Paths of generated files, which the lock names: those workflows are ours.
    pub ours: Vec<String>,
    /// The team's own templates, in `.gatewright/templates`.
    pub templates: Vec<Source>,
    /// A CODEOWNERS file that is not ours, where there is one.
    pub codeowners: Option<Source>,
}

impl Surroundings {
    /// Returns the workflows that somebody else wrote.
    pub fn foreign_workflows(&self) -> impl Iterator<Item = &Source> {
        self.workflows.iter().filter(|workflow| !self.ours.contains(&workflow.path))
    }
}
