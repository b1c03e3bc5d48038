//! What comes with a pull request, and goes with it.

use crate::{
    model::Environment,
    syntax::{Kind, Node},
};

pub(super) fn is_preview(environment: &Environment) -> bool {
    environment.kind.value == Kind::Ephemeral
}

/// Returns the database of a preview that does not go with it.
pub(super) fn database_that_stays(environment: &Environment) -> Option<&Node> {
    let database = environment.part("database").filter(|_| is_preview(environment))?;
    let goes = database.text(1).is_some_and(|word| word.value == "ephemeral");
    (!goes).then_some(database)
}
