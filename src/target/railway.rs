//! `target railway { project shop; token RAILWAY_TOKEN }`: a platform that is handed a release, or takes one by itself.

use super::{names_of_secrets, names_of_variables};
use crate::{
    model::{Environment, Model},
    syntax::Phase,
    work::{Action, Call, Setting, Work},
};

/// How long a deployment there may take, in seconds: a build, and a start.
const WITHIN: u64 = 900;

pub(super) fn work(model: &Model, environment: &Environment) -> Work {
    let Some(target) = environment.part("target").filter(|target| target.says("railway")) else {
        return Work::default();
    };
    let text = |name| target.child(name).and_then(|line| line.text(0)).map(|text| text.value);
    let token = text("token").unwrap_or("RAILWAY_TOKEN");
    let by = text("deployed-by").unwrap_or("workflow");
    let packs = model.build.as_ref().is_some_and(|build| !build.artifact.is_empty());
    let mut written = Vec::new();
    if target.child("variables-in").is_some() {
        written.extend(names_of_variables(environment));
    }
    if target.child("secrets-in").is_some() {
        // The token is for the one who writes.
        written.extend(names_of_secrets(environment).into_iter().filter(|name| *name != token));
    }
    let call = |phase, words: &[&str]| (phase, Action::Call(Call::new(words)));
    Work {
        libraries: vec!["railway"],
        settings: vec![
            Setting::one("RAILWAY_PROJECT", text("project").unwrap_or_default()),
            Setting::one("RAILWAY_TOKEN_IN", token),
            Setting::many("RAILWAY_SERVICES", services(model)),
            Setting::one("RAILWAY_BY", by),
            Setting::one("RAILWAY_UPLOADS", if packs { "artifact" } else { "checkout" }),
            Setting::many("RAILWAY_VARIABLES", written),
            Setting::one("RAILWAY_WITHIN", WITHIN.to_string()),
        ],
        actions: vec![
            call(Phase::Validate, &["railway_check"]),
            call(Phase::Deploy, &["railway_deploy"]),
            call(Phase::Verify, &["railway_still_runs"]),
        ],
        ways_back: vec![("platform", Call::new(&["railway_back"]))],
        last: Vec::new(),
    }
}

/// Each service and its folder in what is uploaded; none where the project has only one.
fn services(model: &Model) -> Vec<String> {
    let listed = model.parts("services").flat_map(|line| line.texts());
    let listed = listed.map(|name| (name.value, "."));
    let described = model.parts("service").filter_map(|service| {
        let folder = service.child("path").and_then(|path| path.text(0)).map_or(".", |path| path.value);
        Some((service.text(0)?.value, folder))
    });
    listed.chain(described).flat_map(|(name, folder)| [name.to_owned(), folder.to_owned()]).collect()
}
