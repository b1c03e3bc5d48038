//! The places where a release can run: one a file, with the library of the same name in `templates/`.

mod external;
pub mod kubernetes;
mod railway;
mod server;
pub mod terraform;

use crate::{
    model::{Environment, Model},
    work::Work,
};

/// What the target of an environment adds to its scripts. With `target script` that is nothing.
pub(crate) fn work(model: &Model, environment: &Environment) -> Work {
    match environment.target() {
        "external" => external::work(environment),
        "railway" => railway::work(model, environment),
        "terraform" => terraform::work(environment),
        "kubernetes" => kubernetes::work(model, environment),
        "server" => server::work(environment),
        _ => Work::default(),
    }
}

fn names_of_variables(environment: &Environment) -> Vec<&str> {
    environment.settings.variables.entries.values().map(|one| one.name.value.as_str()).collect()
}

fn names_of_secrets(environment: &Environment) -> Vec<&str> {
    environment.settings.secrets.entries.values().map(|one| one.name.value.as_str()).collect()
}
