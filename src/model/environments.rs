//! Each environment with what it starts from.

use indexmap::IndexMap;

use super::{
    Environment, complete,
    merge::{inherited, merge},
    names::Names,
};
use crate::{
    diagnostic::Diagnostics,
    source::Spanned,
    syntax::{self, File, Kind, Phase, Settings},
};

/// Merges each environment, and looks up the names that it refers to.
pub(super) fn merged(file: &File, names: &mut Names<'_>) -> IndexMap<String, Environment> {
    let written: IndexMap<&str, &syntax::Environment> =
        file.environments.iter().map(|one| (one.name.value.as_str(), one)).collect();
    let mut environments = IndexMap::new();
    for one in &file.environments {
        let mirrors = mirrors(one, names);
        let Some(kind) = kind(one, names.diagnostics) else { continue };
        let base = base(one, file, &written, names);
        let settings = match kind.value {
            // A developer's machine takes no defaults but what it can use.
            Kind::Local => local(&merge(&base, &one.settings)),
            _ => merge(&base, &one.settings),
        };
        let environment = Environment {
            name: one.name.clone(),
            kind,
            urls: one.urls.clone(),
            like: one.like.clone(),
            mirrors,
            teardown: one.teardown.clone(),
            settings,
            head: one.head,
            span: one.span,
        };
        check_steps(&environment, one, names.diagnostics);
        environments.insert(one.name.value.clone(), environment);
    }
    complete::check(environments.values(), names.diagnostics);
    environments
}

fn kind(environment: &syntax::Environment, diagnostics: &mut Diagnostics) -> Option<Spanned<Kind>> {
    if environment.kind.is_none() && !environment.kind_is_wrong {
        diagnostics
            .error(
                "missing-kind",
                environment.head,
                format!("`{}` does not say what it is for", environment.name.value),
            )
            .label("no `kind` in its block")
            .help("`kind test`; one of `local`, `integration`, `test`, `uat`, `staging`, `production`");
    }
    environment.kind
}

/// The environment whose configuration this one shares.
fn mirrors(environment: &syntax::Environment, names: &mut Names<'_>) -> Option<syntax::Mirrors> {
    let mirrors = environment.mirrors.as_ref()?;
    let other = mirrors.other.clone();
    if other.value == environment.name.value {
        names
            .diagnostics
            .error("self-reference", other.span, format!("`{}` cannot mirror itself", other.value))
            .label("its own name")
            .help("name the environment whose configuration it shares");
        return None;
    }
    Some(syntax::Mirrors { other, ..mirrors.clone() })
}

/// What an environment starts from: `defaults`, or all that another one has.
fn base(
    environment: &syntax::Environment,
    file: &File,
    written: &IndexMap<&str, &syntax::Environment>,
    names: &mut Names<'_>,
) -> Settings {
    let Some(like) = &environment.like else { return file.defaults.clone() };
    let Some(other) = written.get(like.value.as_str()) else { return file.defaults.clone() };
    if other.name.value == environment.name.value {
        names
            .diagnostics
            .error("self-reference", like.span, format!("`{}` cannot be like itself", like.value))
            .label("its own name")
            .help("name the environment that it starts from");
        return file.defaults.clone();
    }
    if let Some(further) = &other.like {
        names
            .diagnostics
            .error("like-chain", like.span, format!("`{}` is itself like another one", like.value))
            .label("starts from this one")
            .also(further.span, "which starts from this one")
            .help(format!("`like {}`, or put what they share into `defaults`", further.value));
    }
    inherited(&merge(&file.defaults, &other.settings))
}

fn is_local(phase: Phase) -> bool {
    matches!(phase, Phase::Validate | Phase::Test | Phase::Build)
}

fn local(settings: &Settings) -> Settings {
    let mut settings = settings.clone();
    settings.steps.retain(|step| is_local(step.phase));
    settings.secrets = Default::default();
    settings
        .parts
        .retain(|part| matches!(part.name.value.as_str(), "schema" | "flags" | "data" | "database"));
    settings
}

fn check_steps(environment: &Environment, written: &syntax::Environment, diagnostics: &mut Diagnostics) {
    let name = &environment.name;
    if environment.kind.value == Kind::Local {
        for step in written.settings.steps.iter().filter(|step| !is_local(step.phase)) {
            diagnostics
                .error(
                    "local-deploys",
                    step.span,
                    format!("`{}` is a developer's machine: nothing is deployed there", name.value),
                )
                .label(format!("a step of phase {}", step.phase.name()))
                .also(environment.kind.span, "of kind local")
                .help("it takes steps of `validate`, `test` and `build`");
        }
        return;
    }
    let deploys = environment.settings.steps.iter().any(|step| step.phase == Phase::Deploy);
    if !deploys && environment.target() == "script" {
        diagnostics
            .error("nothing-to-deploy", environment.head, format!("nothing says how a release gets to `{}`", name.value))
            .label("no step of phase `deploy`, here or in `defaults`")
            .help("`steps { deploy \"Ship the release\" run=\"./scripts/ship.sh\" }`, or a `target`; in `defaults` it counts for all");
    }
}
