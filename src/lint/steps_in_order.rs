//! Steps of environments in which nothing but the file says their order.

use super::Context;
use crate::{
    model::Environment,
    syntax::{Phase, Step},
};

/// Returns the environments that run their steps exactly as they are written.
pub(super) fn environments<'a>(context: &Context<'a>) -> impl Iterator<Item = &'a Environment> + use<'a> {
    context.model.environments.values().filter(|environment| environment.abilities().is_script())
}

/// Returns the place of the first step of one of these phases.
pub(super) fn first(steps: &[Step], phases: &[Phase]) -> Option<usize> {
    steps.iter().position(|step| phases.contains(&step.phase))
}
