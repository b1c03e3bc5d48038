//! The places where a release can run: one a file, with the library of the same name in `templates/`.

mod external;
pub mod kubernetes;
mod railway;
mod server;
pub mod terraform;

use crate::{
    diagnostic::Diagnostics,
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

/// A cluster runs images: each service needs one, and there is at least one service.
pub(crate) fn require_images(model: &Model, diagnostics: &mut Diagnostics) {
    let Some(target) = model
        .environments
        .values()
        .filter(|one| one.target() == "kubernetes")
        .find_map(|one| one.part("target"))
    else {
        return;
    };
    let images: Vec<&str> = model
        .build
        .iter()
        .flat_map(|build| &build.parts)
        .filter(|part| part.name.value == "image")
        .filter_map(|image| image.text(0))
        .map(|name| name.value)
        .collect();
    let services = kubernetes::settings::services(model);
    for service in services.iter().filter(|one| !images.contains(&one.name.value.as_str())) {
        let name = &service.name.value;
        diagnostics
            .error("nothing-to-deploy", service.span(), format!("the service `{name}` has no image, and a cluster runs images"))
            .label("declared here")
            .also(target.head, "runs it")
            .help(format!("`build {{ image {name} \"registry.example/{name}\" }}`; the commands push it, or `from=` names the folder of its Dockerfile"));
    }
    if services.is_empty() {
        diagnostics
            .error("nothing-to-deploy", target.head, "nothing says what the cluster runs")
            .label("runs images, and none is built")
            .help("`service api` at the top of the file, and `build { image api \"registry.example/api\" }`");
    }
}
