//! An environment that is to have what another one has, and has not.

use indexmap::{IndexMap, IndexSet};

use super::{Context, Needs, Rule, numbers, schema};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::Environment,
    nearest,
    source::{Span, Spanned},
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

/// What a key can be. What one environment has as a variable and another one as a secret are two things.
const WHATS: [&str; 3] = ["variable", "secret", SCHEMA_KEY];

const SCHEMA_KEY: &str = "schema key";

/// The exception that is no key.
const STRATEGY: &str = "strategy";

/// The keys of an environment, what they are, and where each stands.
type Keys<'a> = IndexMap<(&'a str, &'static str), Span>;

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for environment in context.model.environments.values() {
        let Some(mirrors) = &environment.mirrors else { continue };
        let Some(other) = context.model.environments.get(&mirrors.other.value) else { continue };
        if other.name.value != environment.name.value {
            let (mine, theirs) = (keys(environment), keys(other));
            compare((environment, &mine), mirrors, (other, &theirs), diagnostics);
            compare_strategies(environment, mirrors, other, diagnostics);
            check_exceptions(&environment.name.value, &mine, mirrors, &theirs, diagnostics);
        }
    }
}

fn keys(environment: &Environment) -> Keys<'_> {
    let variables = environment.settings.variables.entries.values().map(|one| (&one.name, "variable"));
    let secrets = environment.settings.secrets.entries.values().map(|one| (&one.name, "secret"));
    let schema = schema::entries(environment).map(|entry| (entry.name, SCHEMA_KEY));
    variables
        .chain(secrets)
        .chain(schema)
        .map(|(name, what)| ((name.value.as_str(), what), name.span))
        .collect()
}

/// What one side has and the other one, called `side`, has not.
struct Missing<'a> {
    side: &'a str,
    key: &'a str,
    what: &'static str,
    span: Span,
}

/// An environment with its keys.
type Side<'a> = (&'a Environment, &'a Keys<'a>);

fn missing<'a>((side, here): Side<'a>, (_, there): Side<'a>, mirrors: &Mirrors) -> Vec<Missing<'a>> {
    let excepted: IndexSet<&str> = mirrors.except.iter().map(|key| key.value.as_str()).collect();
    // What the schema wants, and is not there at all, is said already.
    let said: IndexSet<&str> = schema::missing(side).map(|entry| entry.key).collect();
    let lacks = there.iter().filter(|(key, _)| {
        let is_said = said.contains(key.0) && key.1 != SCHEMA_KEY;
        !here.contains_key(*key) && !excepted.contains(key.0) && !is_said
    });
    let side = side.name.value.as_str();
    lacks.map(|(&(key, what), &span)| Missing { side, key, what, span }).collect()
}

/// Names what is missing: the variables, the secrets, the keys of the schema.
fn named(missing: &[Missing<'_>]) -> String {
    let of_kind = WHATS.iter().filter_map(|what| {
        let keys: Vec<&str> = missing.iter().filter(|one| one.what == *what).map(|one| one.key).collect();
        let many = if keys.len() == 1 { "" } else { "s" };
        (!keys.is_empty()).then(|| format!("the {what}{many} {}", numbers::some(keys)))
    });
    of_kind.collect::<Vec<_>>().join(", ")
}

fn compare(mine: Side<'_>, mirrors: &Mirrors, theirs: Side<'_>, diagnostics: &mut Diagnostics) {
    let (name, other) = (mine.0.name.value.as_str(), mirrors.other.value.as_str());
    let (here, there) = (missing(mine, theirs, mirrors), missing(theirs, mine, mirrors));
    let lacks = match (here.is_empty(), there.is_empty()) {
        (true, true) => return,
        (false, true) => format!("lacks {}", named(&here)),
        (true, false) => format!("`{other}` lacks {}", named(&there)),
        (false, false) => format!("lacks {}, and `{other}` lacks {}", named(&here), named(&there)),
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

/// What takes over in another way here fails, and is taken back, in another way there.
fn compare_strategies(
    one: &Environment,
    mirrors: &Mirrors,
    other: &Environment,
    diagnostics: &mut Diagnostics,
) {
    let differ = match (strategy(one), strategy(other)) {
        (Some(mine), Some(theirs)) => mine.value != theirs.value,
        (Some(word), None) | (None, Some(word)) => matches!(word.value, "blue-green" | "canary"),
        (None, None) => false,
    };
    if !differ || mirrors.except.iter().any(|key| key.value == STRATEGY) {
        return;
    }
    let (name, with) = (&one.name.value, &other.name.value);
    let error = diagnostics.error(
        RULE.code,
        mirrors.span,
        format!("`{name}` mirrors `{with}`, but a release takes over in another way: the way back that is tried in the one is not that of the other"),
    );
    error.label("what works here is meant to work there");
    for environment in [one, other] {
        let name = &environment.name.value;
        match strategy(environment) {
            Some(word) => error.also(word.span, format!("`{}` in `{name}`", word.value)),
            None => error.also(environment.name.span, "no `strategy` here"),
        };
    }
    let theirs = strategy(other).or(strategy(one)).map_or("rolling", |word| word.value);
    error.help(format!(
        "`strategy {theirs}` in both, or say that it may differ: `mirrors {with} except {}`",
        mirrors.except.iter().map(|key| key.value.as_str()).chain([STRATEGY]).collect::<Vec<_>>().join(" ")
    ));
}

fn strategy(environment: &Environment) -> Option<Spanned<&str>> {
    environment.part("strategy").and_then(|strategy| strategy.text(0))
}

fn check_exceptions(
    name: &str,
    mine: &Keys<'_>,
    mirrors: &Mirrors,
    theirs: &Keys<'_>,
    diagnostics: &mut Diagnostics,
) {
    let known: IndexSet<&str> =
        mine.keys().chain(theirs.keys()).map(|(key, _)| *key).chain([STRATEGY]).collect();
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
