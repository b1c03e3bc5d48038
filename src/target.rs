//! The places where a release can run: one a file, with the library of the same name in `templates/`.

pub mod kubernetes;

use crate::{
    model::{Environment, Model},
    work::Work,
};

/// What the target of an environment adds to its scripts. With `target script` that is nothing.
pub(crate) fn work(model: &Model, environment: &Environment) -> Work {
    match environment.target() {
        "kubernetes" => kubernetes::work(model, environment),
        _ => Work::default(),
    }
}
