//! The places where a release can run: one a file, with the library of the same name in `templates/`.

mod server;

use crate::{model::Environment, work::Work};

/// What the target of an environment adds to its scripts. With `target script` that is nothing.
pub(crate) fn work(environment: &Environment) -> Work {
    match environment.target() {
        "server" => server::work(environment),
        _ => Work::default(),
    }
}
