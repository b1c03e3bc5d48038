//! An environment that is to have what another one has, and has not.

use indexmap::IndexMap;

use super::{Context, Needs, Rule, numbers};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::Environment,
    nearest,
    source::Span,
    syntax::Mirrors,
};

pub(super) const RULE: Rule = Rule {
    code: "config-differs",
    severity: Severity::Error,
    page: include_str!("config_differs.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for environment in context.model.environments.values() {
        let Some(mirrors) = &environment.mirrors else { continue };
        let Some(other) = context.model.environments.get(&mirrors.other.value) else { continue };
        if other.name.value == environment.name.value {
            continue;
        }
        compare(environment, other, mirrors, diagnostics);
        check_exceptions(environment, other, mirrors, diagnostics);
    }
}

/// The keys of an environment: what each is and where it stands.
fn keys(environment: &Environment) -> IndexMap<(&str, &'static str), Span> {
    let variables = environment.settings.variables.entries.values().map(|one| (&one.name, "variable"));
    let secrets = environment.settings.secrets.entries.values().map(|one| (&one.name, "secret"));
    variables.chain(secrets).map(|(name, what)| ((name.value.as_str(), what), name.span)).collect()
}

fn compare(one: &Environment, other: &Environment, mirrors: &Mirrors, diagnostics: &mut Diagnostics) {
    let (mine, theirs) = (keys(one), keys(other));
    let excepted = |key: &str| mirrors.except.iter().any(|except| except.value == key);
    let mut missing: Vec<(&str, &str, Span, &Environment)> = Vec::new();
    for (keys, lacking, without) in [(&theirs, &mine, one), (&mine, &theirs, other)] {
        for (&(key, what), &span) in keys {
            if !lacking.contains_key(&(key, what)) && !excepted(key) {
                missing.push((key, what, span, without));
            }
        }
    }
    if missing.is_empty() {
        return;
    }
    let lacks = |environment: &Environment| {
        let lacking =
            missing.iter().filter(|(_, _, _, without)| without.name.value == environment.name.value);
        let words = numbers::all(lacking.map(|(key, ..)| *key));
        (!words.is_empty()).then(|| format!("`{}` lacks {words}", environment.name.value))
    };
    let sides: Vec<String> = [lacks(one), lacks(other)].into_iter().flatten().collect();
    let error = diagnostics.error(
        RULE.code,
        mirrors.span,
        format!("`{}` is to have what `{}` has: {}", one.name.value, other.name.value, sides.join(", and ")),
    );
    error.label("what works here is meant to work there");
    for (_, what, span, without) in &missing {
        error.also(*span, format!("a {what} that `{}` does not have", without.name.value));
    }
    let except: Vec<&str> = mirrors
        .except
        .iter()
        .map(|key| key.value.as_str())
        .chain(missing.iter().map(|(key, ..)| *key))
        .collect();
    error.help(format!(
        "add what is missing, or say that it may differ: `mirrors {} except {}`",
        other.name.value,
        except.join(" ")
    ));
}

fn check_exceptions(
    one: &Environment,
    other: &Environment,
    mirrors: &Mirrors,
    diagnostics: &mut Diagnostics,
) {
    let (mine, theirs) = (keys(one), keys(other));
    let known = || mine.keys().chain(theirs.keys()).map(|(key, _)| *key);
    for except in &mirrors.except {
        if known().any(|key| key == except.value) {
            continue;
        }
        let nearest = nearest::find(&except.value, known());
        let error = diagnostics.error(
            RULE.code,
            except.span,
            format!("neither `{}` nor `{}` has a `{}`", one.name.value, other.name.value, except.value),
        );
        error.label("may differ, and is not there");
        match nearest {
            Some(nearest) => {
                error.help(format!("did you mean `{nearest}`?"));
                error.fix(format!("write `{nearest}`"), except.span, nearest);
            }
            None => {
                error.help("leave it out: it would hide a difference that comes later");
            }
        }
    }
}
