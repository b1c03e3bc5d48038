//! Names that GitHub, or the scripts that are generated, do not take.

use super::{Context, Needs, Rule};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::Environment,
    source::Spanned,
    syntax::key,
};

pub(super) const RULE: Rule = Rule {
    code: "name-github-refuses",
    severity: Severity::Error,
    page: include_str!("name_github_refuses.md"),
    needs: Needs::Nothing,
    check,
};

/// What the generated scripts tell every step, and what they go by themselves.
const OF_THE_SCRIPTS: &str = "RELEASE_ID VERSION COMMIT ENVIRONMENT URL PREVIOUS_RELEASE_ID ARTIFACT_DIR RELEASE_DIR \
     RECORD SOURCE BREAK_GLASS API DEFAULT_BRANCH DEPLOY_WORKFLOW PROMOTE_WORKFLOW ADOPT_WORKFLOW RECORDING_WORKFLOWS ENVIRONMENTS \
     PUSHES MANUALS TAGS AUTOMATIC RELEASE_HEAD RELEASE_TAIL RELEASE_PATTERN RELEASE_EXAMPLE RELEASE_BRANCH_PATTERN \
     RELEASE_BRANCH_EXAMPLE VERSION_FROM VERSION_PATTERN CALLERS_LC_ALL \
     phase title deadline optional given_up dry_run turn";

/// What every program on the machine goes by.
const OF_THE_MACHINE: &str = "PATH HOME PWD OLDPWD LC_ALL IFS ENV SECONDS BASH_ENV SHELLOPTS BASHOPTS BASH_VERSINFO \
     CDPATH GLOBIGNORE PS4 UID EUID PPID LD_PRELOAD LD_AUDIT";

/// What GitHub's own tools sign in with.
const OF_THE_TOOLS: &str = "GH_TOKEN GITHUB_TOKEN";

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for variable in &context.variables {
        let name = &variable.name;
        let _ = is_taken(name, &[OF_THE_SCRIPTS, OF_THE_MACHINE, OF_THE_TOOLS], diagnostics)
            || key::is_refused(name.as_deref(), "variable", diagnostics);
    }
    for secret in &context.secrets {
        let name = &secret.name;
        let _ = is_taken(name, &[OF_THE_SCRIPTS, OF_THE_MACHINE], diagnostics)
            || key::is_refused(name.as_deref(), "secret", diagnostics);
        if let Some(from) = &secret.from {
            key::is_refused(from.as_deref(), "secret", diagnostics);
        }
    }
    for environment in context.model.environments.values() {
        check_both(environment, diagnostics);
        if let Some(labels) = &environment.settings.runs_on {
            check_labels(labels, diagnostics);
        }
    }
}

fn is_taken(name: &Spanned<String>, taken: &[&str], diagnostics: &mut Diagnostics) -> bool {
    let text = name.value.as_str();
    let Some(owner) = taken.iter().find(|names| names.split(' ').any(|taken| taken == text)) else {
        return false;
    };
    let why = match *owner {
        OF_THE_SCRIPTS => "the deploy script goes by it",
        OF_THE_MACHINE => "the machine itself goes by it",
        _ => "GitHub's own tools sign in with it",
    };
    diagnostics
        .error(RULE.code, name.span, format!("`{text}` is taken: {why}"))
        .label("would overwrite it")
        .help(format!("call it something else, such as `APP_{}`", text.to_ascii_uppercase()));
    true
}

fn check_both(environment: &Environment, diagnostics: &mut Diagnostics) {
    let settings = &environment.settings;
    for secret in settings.secrets.entries.values() {
        let Some(variable) = settings.variables.entries.get(&secret.name.value) else { continue };
        diagnostics
            .error(
                RULE.code,
                secret.name.span,
                format!(
                    "`{}` is a secret and a variable at once: steps would see only one of the two",
                    secret.name.value
                ),
            )
            .label("the secret")
            .also(variable.name.span, "the variable")
            .also(environment.name.span, "has both")
            .help("keep the secret, if its value must not be read by everybody; else the variable");
    }
}

fn check_labels(labels: &Spanned<Vec<String>>, diagnostics: &mut Diagnostics) {
    for label in &labels.value {
        let (message, why) = if label.trim().is_empty() {
            ("no machine has an empty label: the job would wait for ever".to_owned(), "a label is empty")
        } else if label.contains("${{") || label.contains(char::is_control) {
            (format!("no machine has the label `{}`", label.escape_debug()), "a label is one plain text")
        } else {
            continue;
        };
        diagnostics.error(RULE.code, labels.span, message).label(why).help("`runs-on \"ubuntu-24.04\"`");
    }
}
