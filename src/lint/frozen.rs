//! The freezes by the environments that they stop.

use indexmap::IndexMap;

use crate::{
    model::{Environment, Freeze, Model},
    syntax::Kind,
};

pub(super) struct Freezes<'a> {
    /// Those that name no environment: they stop every production.
    of_production: Vec<&'a Freeze>,
    on: IndexMap<&'a str, Vec<&'a Freeze>>,
}

impl<'a> Freezes<'a> {
    pub(super) fn new(model: &'a Model) -> Self {
        let mut freezes = Self { of_production: Vec::new(), on: IndexMap::new() };
        for freeze in &model.freezes {
            match freeze.on.as_slice() {
                [] => freezes.of_production.push(freeze),
                names => {
                    for name in names {
                        freezes.on.entry(&name.value).or_default().push(freeze);
                    }
                }
            }
        }
        freezes
    }

    /// Returns the freezes that stop what goes to an environment, by their start.
    pub(super) fn of(&self, environment: &Environment) -> Vec<&'a Freeze> {
        let named = self.on.get(environment.name.value.as_str()).into_iter().flatten();
        let every = self.of_production.iter().filter(|_| environment.kind.value == Kind::Production);
        let mut all: Vec<&Freeze> = every.chain(named).copied().collect();
        all.sort_by_key(|freeze| freeze.days.from);
        all
    }
}
