//! An environment that is to have what another one has, and has not.

use indexmap::{IndexMap, IndexSet};

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

/// Missing keys that are shown where they stand; the message names all.
const MOST: usize = 6;

/// The keys of an environment, and where each stands: a variable and a secret are two things.
type Keys<'a> = IndexMap<(&'a str, &'static str), Span>;

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for environment in context.model.environments.values() {
        let Some(mirrors) = &environment.mirrors else { continue };
        let Some(other) = context.model.environments.get(&mirrors.other.value) else { continue };
        if other.name.value != environment.name.value {
            let (mine, theirs) = (keys(environment), keys(other));
            compare(&environment.name.value, &mine, mirrors, &theirs, diagnostics);
            check_exceptions(&environment.name.value, &mine, mirrors, &theirs, diagnostics);
        }
    }
}

fn keys(environment: &Environment) -> Keys<'_> {
    let variables = environment.settings.variables.entries.values().map(|one| (&one.name, "variable"));
    let secrets = environment.settings.secrets.entries.values().map(|one| (&one.name, "secret"));
    variables.chain(secrets).map(|(name, what)| ((name.value.as_str(), what), name.span)).collect()
}

/// What one side has and the other one, called `side`, has not.
struct Missing<'a> {
    side: &'a str,
    key: &'a str,
    what: &'static str,
    span: Span,
}

fn missing<'a>(side: &'a str, here: &Keys<'a>, there: &Keys<'a>, mirrors: &Mirrors) -> Vec<Missing<'a>> {
    let excepted: IndexSet<&str> = mirrors.except.iter().map(|key| key.value.as_str()).collect();
    let lacks = there.iter().filter(|(key, _)| !here.contains_key(*key) && !excepted.contains(key.0));
    lacks.map(|(&(key, what), &span)| Missing { side, key, what, span }).collect()
}

fn compare(name: &str, mine: &Keys<'_>, mirrors: &Mirrors, theirs: &Keys<'_>, diagnostics: &mut Diagnostics) {
    let other = mirrors.other.value.as_str();
    let here = missing(name, mine, theirs, mirrors);
    let there = missing(other, theirs, mine, mirrors);
    let names = |missing: &[Missing<'_>]| numbers::all(missing.iter().map(|one| one.key));
    let lacks = match (here.is_empty(), there.is_empty()) {
        (true, true) => return,
        (false, true) => format!("lacks {}", names(&here)),
        (true, false) => format!("`{other}` lacks {}", names(&there)),
        (false, false) => format!("lacks {}, and `{other}` lacks {}", names(&here), names(&there)),
    };
    let error =
        diagnostics.error(RULE.code, mirrors.span, format!("`{name}` mirrors `{other}`, but {lacks}"));
    error.label("what works here is meant to work there");
    let missing = || here.iter().chain(&there);
    for one in missing().take(MOST) {
        error.also(one.span, format!("a {} that `{}` does not have", one.what, one.side));
    }
    let excepted = mirrors.except.iter().map(|key| key.value.as_str());
    let except: IndexSet<&str> = excepted.chain(missing().map(|one| one.key)).collect();
    let except: Vec<&str> = except.into_iter().collect();
    error.help(format!(
        "add what is missing, or say that it may differ: `mirrors {other} except {}`",
        except.join(" ")
    ));
}

fn check_exceptions(
    name: &str,
    mine: &Keys<'_>,
    mirrors: &Mirrors,
    theirs: &Keys<'_>,
    diagnostics: &mut Diagnostics,
) {
    let known: IndexSet<&str> = mine.keys().chain(theirs.keys()).map(|(key, _)| *key).collect();
    for except in mirrors.except.iter().filter(|except| !known.contains(except.value.as_str())) {
        let nearest = nearest::find(&except.value, known.iter().copied());
        let error = diagnostics.error(
            RULE.code,
            except.span,
            format!("neither `{name}` nor `{}` has a `{}`", mirrors.other.value, except.value),
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
