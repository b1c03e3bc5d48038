//! `schema { PORT integer }`: variables and secrets are what they have to be, before anything changes.

use super::{Action, Call, Setting, Work};
use crate::{
    model::Environment,
    pattern::Pattern,
    syntax::{Flag, Key, Node, Phase},
};

pub(super) fn work(environment: &Environment) -> Work {
    let mut work = Work::default();
    let Some(schema) = environment.part("schema") else { return work };
    let keys: Vec<Key<'_>> = schema.children().iter().map(Key::read).collect();
    work.libraries.push("config");
    work.settings.push(Setting::many("VARIABLES", variables(environment)));
    work.settings.push(Setting::many("SECRETS", environment.settings.secrets.entries.keys().cloned()));
    let lines = keys.iter().map(line);
    let checks = keys
        .iter()
        .filter_map(|key| Some(vec!["must_work".to_owned(), key.name.to_owned(), key.check?.to_owned()]));
    let all = lines.chain(checks).chain([vec!["require_configuration".to_owned()]]);
    work.actions.extend(all.map(|words| (Phase::Validate, Action::Call(Call(words)))));
    work
}

/// The names of the variables that the steps see, those of the flags behind them.
pub(crate) fn variables(environment: &Environment) -> Vec<String> {
    let names = environment.settings.variables.entries.keys().cloned();
    names.chain(flags(environment).map(|flag| flag.variable)).collect()
}

/// The flags of an environment.
pub(crate) fn flags(environment: &Environment) -> impl Iterator<Item = Flag> + use<'_> {
    environment.part("flags").into_iter().flat_map(Node::children).map(Flag::read)
}

/// `must_be PORT integer min=1024`.
fn line(key: &Key<'_>) -> Vec<String> {
    let verb = if key.is_optional { "may_be" } else { "must_be" };
    let mut words = vec![verb, key.name, key.of_type.unwrap_or("one-of")];
    words.extend(&key.values);
    let mut words: Vec<String> = words.into_iter().map(str::to_owned).collect();
    let pattern = key.pattern.map(|pattern| Pattern::new(pattern).expression());
    let limits = [("min", &key.min), ("max", &key.max), ("pattern", &pattern)];
    words.extend(limits.into_iter().filter_map(|(name, value)| Some(format!("{name}={}", value.as_ref()?))));
    words
}
