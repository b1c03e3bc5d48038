//! `migrate { run "npm run migrate" in="shared" }`: the database's step before the deployment.

use super::{Action, Command, Step, Work, seconds};
use crate::{
    model::Environment,
    syntax::{Phase, duration},
};

pub(super) fn work(environment: &Environment) -> Work {
    let mut work = Work::default();
    let Some(migrate) = environment.part("migrate") else { return work };
    let Some(run) = migrate.child("run") else { return work };
    let timeout = migrate.child("timeout").and_then(duration::of);
    let step = Step {
        title: Command::new("Migrate the database"),
        run: run.texts().map(|text| Command::new(text.value)).collect(),
        directory: run.property_text("in").map_or(String::new(), |folder| folder.value.to_owned()),
        timeout_seconds: timeout.map_or(0, |timeout| seconds(timeout.value)),
        optional: false,
    };
    work.actions.push((Phase::Migrate, Action::Step(step)));
    work
}
