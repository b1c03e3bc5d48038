//! What a deployment does, in which order.

use super::environment::Phase;
use crate::{
    model,
    syntax::{self, Phase as Name},
    work::{Action, Command, Step, seconds},
};

/// With `target script` the steps run exactly as written, and a block takes the place of its phase among them. With any
/// other target the order is fixed: in each phase ours, then the team's own.
pub(super) fn phases(environment: &model::Environment, ours: Vec<(Name, Action)>) -> Vec<Phase> {
    // What is planned was planned before people decided.
    let ours = ours.into_iter().filter(|(phase, _)| *phase != Name::Plan);
    let own = environment.settings.steps.iter().filter(|one| one.phase != Name::Plan);
    let own = own.map(|one| (one.phase, Action::Step(step(one))));
    let mut actions: Vec<(Name, Action)> = own.collect();
    if environment.target() == "script" {
        for (phase, action) in ours {
            let place = place(&actions, phase);
            actions.insert(place, (phase, action));
        }
    } else {
        actions.splice(0..0, ours);
        actions.sort_by_key(|(phase, _)| *phase);
    }
    let mut phases: Vec<Phase> = Vec::new();
    for (phase, action) in actions {
        match phases.last_mut() {
            Some(last) if last.phase == phase => last.actions.push(action),
            _ => phases.push(Phase { phase, actions: vec![action] }),
        }
    }
    phases
}

/// Before the first step of a later phase; what looks at a deployment stands behind it all the same.
fn place(actions: &[(Name, Action)], phase: Name) -> usize {
    let is_there = actions.iter().rposition(|(one, _)| *one == phase).map(|place| place + 1);
    let behind = match phase > Name::Deploy {
        true => actions.iter().rposition(|(one, _)| *one == Name::Deploy).map_or(0, |place| place + 1),
        false => 0,
    };
    let later = || actions[behind..].iter().position(|(one, _)| *one > phase).map(|place| place + behind);
    is_there.or_else(later).unwrap_or(actions.len())
}

pub(super) fn step(step: &syntax::Step) -> Step {
    Step {
        title: Command::new(&step.title.value),
        run: step.run.iter().map(|run| Command::new(&run.value)).collect(),
        directory: String::new(),
        timeout_seconds: step.timeout.map_or(0, |timeout| seconds(timeout.value)),
        optional: step.optional,
    }
}
