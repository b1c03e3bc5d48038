//! What a rule may look at.

use indexmap::{IndexMap, IndexSet};

use super::workflow::Workflow;
use crate::{
    model::{Ends, Model},
    source::{Source, Span},
    surroundings::Surroundings,
    syntax::{Allow, Approvals, Secret, Variable},
};

/// The model, and what is found out about it once for all rules.
pub(super) struct Context<'a> {
    pub(super) model: &'a Model,
    /// The arrows by their ends.
    pub(super) map: Ends<'a>,
    /// The variables of all environments, once each wherever they are inherited.
    pub(super) variables: Vec<&'a Variable>,
    /// The secrets of all environments, likewise.
    pub(super) secrets: Vec<&'a Secret>,
    /// The workflows of the repository that are not ours.
    pub(super) workflows: Vec<Workflow<'a>>,
    /// A CODEOWNERS file that is not ours.
    pub(super) codeowners: Option<&'a Source>,
    /// Acceptances that accepted nothing; empty until all rules that need less have spoken.
    pub(super) unused_allows: Vec<&'a Allow>,
}

impl<'a> Context<'a> {
    pub(super) fn new(model: &'a Model, surroundings: &'a Surroundings) -> Self {
        let settings = || model.environments.values().map(|environment| &environment.settings);
        let variables = settings().flat_map(|settings| settings.variables.entries.values());
        let variables: IndexMap<Span, &Variable> = variables.map(|one| (one.name.span, one)).collect();
        let secrets = settings().flat_map(|settings| settings.secrets.entries.values());
        // What `like` inherits has no `from=`.
        let secrets: IndexMap<(Span, bool), &Secret> =
            secrets.map(|one| ((one.name.span, one.from.is_some()), one)).collect();
        Self {
            model,
            map: Ends::new(model),
            variables: variables.into_values().collect(),
            secrets: secrets.into_values().collect(),
            workflows: surroundings.foreign_workflows().map(Workflow::read).collect(),
            codeowners: surroundings.codeowners.as_ref(),
            unused_allows: Vec::new(),
        }
    }

    /// Returns every `approvals` line of the file, once however many arrows it stands on.
    pub(super) fn approvals(&self) -> impl Iterator<Item = &'a Approvals> + use<'a> {
        let gates = self.model.gates.values().flat_map(|gate| &gate.conditions.approvals);
        let arrows = self.model.arrows.iter().flat_map(|arrow| &arrow.approvals);
        let merges = self.model.merges.iter().flat_map(|merge| &merge.approvals);
        let hotfixes = self.model.hotfixes.iter().flat_map(|hotfix| &hotfix.conditions.approvals);
        let mut seen = IndexSet::new();
        let drawn = arrows.chain(merges).map(|line| &line.approvals);
        gates.chain(drawn).chain(hotfixes).filter(move |approvals| seen.insert(approvals.span))
    }
}
