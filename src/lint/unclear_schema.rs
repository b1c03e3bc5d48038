//! A line of a schema from which nobody learns what the key may be.

use indexmap::{IndexMap, IndexSet};

use super::{
    Context, Needs, Rule,
    schema::{self, Entry, TYPES},
};
use crate::{
    diagnostic::{Diagnostics, Severity},
    nearest::list,
    source::{Span, Spanned},
    syntax::schema::foreign_sign,
};

pub(super) const RULE: Rule = Rule {
    code: "unclear-schema",
    severity: Severity::Error,
    page: include_str!("unclear_schema.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let environments = context.model.environments.values();
    // A word that is a value somewhere is no misspelt type.
    let values: IndexSet<(&str, &str)> =
        context.variables.iter().map(|one| (one.name.value.as_str(), one.value.value.as_str())).collect();
    let lines = environments.flat_map(schema::entries).map(|entry| (entry.span, entry));
    let lines: IndexMap<Span, Entry<'_>> = lines.collect();
    for entry in lines.values() {
        let words = &entry.words;
        if let Some(early) = entry.early_optional {
            misplaced(entry, early, diagnostics);
        } else if let [first, second, ..] = words.as_slice() {
            if TYPES.contains(&first.value) {
                two_things(entry, *first, *second, diagnostics);
            }
        } else if let [word] = words.as_slice()
            && !values.contains(&(entry.key, word.value))
        {
            misspelt(entry, *word, diagnostics);
        }
        bounds(entry, diagnostics);
    }
}

fn misplaced(entry: &Entry<'_>, early: Spanned<&str>, diagnostics: &mut Diagnostics) {
    let words = entry.words.iter().map(|word| word.value);
    let of_type = if entry.words.is_empty() { Some("text") } else { None };
    let line: Vec<&str> = [entry.key].into_iter().chain(words).chain(of_type).chain(["optional"]).collect();
    diagnostics
        .error(
            RULE.code,
            early.span,
            format!("`optional` stands last: here it would be one of the values of `{}`", entry.key),
        )
        .label("not at the end of the line")
        .help(format!("`{}`", line.join(" ")));
}

fn two_things(entry: &Entry<'_>, first: Spanned<&str>, second: Spanned<&str>, diagnostics: &mut Diagnostics) {
    let (key, of_type) = (entry.key, first.value);
    diagnostics
        .error(
            RULE.code,
            second.span,
            format!("`{of_type}` says all about `{key}`, and more stands behind it"),
        )
        .label("either a type, or a list of values")
        .also(first.span, "a type")
        .help(format!("`{key} {of_type}`; or only the values that it may have, without a type"));
}

fn misspelt(entry: &Entry<'_>, word: Spanned<&str>, diagnostics: &mut Diagnostics) {
    let Some(of_type) = schema::meant(word.value) else { return };
    diagnostics
        .error(
            RULE.code,
            word.span,
            format!(
                "there is no type `{}`: read as a list, it would be the only value that `{}` may have",
                word.value, entry.key
            ),
        )
        .label("neither a type nor a choice")
        .help(format!("did you mean `{of_type}`? the types are {}", list(TYPES.iter().copied())))
        .fix(format!("write `{of_type}`"), word.span, of_type);
}

/// Limits that hold for nothing.
fn bounds(entry: &Entry<'_>, diagnostics: &mut Diagnostics) {
    let key = entry.key;
    let is_counted = matches!(entry.of_type(), Some("integer" | "number" | "port"));
    let limits = ["min", "max"].into_iter().filter_map(|name| entry.node.property(name));
    let pattern = entry.node.property("pattern");
    let useless = limits.clone().find(|_| !is_counted);
    let useless = useless.or(pattern.filter(|_| !matches!(entry.of_type(), Some("text" | "url"))));
    if let Some(useless) = useless {
        let (name, what) = (useless.name.value.as_str(), entry.of_type().unwrap_or("list"));
        let wants = if name == "pattern" { "a text or a url" } else { "an integer, a number or a port" };
        diagnostics
            .error(
                RULE.code,
                useless.name.span.to(useless.value.span),
                format!("`{name}=` means nothing for `{key}`, which is a {what}"),
            )
            .label(format!("is held against {wants} only"))
            .help("leave it out, or give the key the type that it has");
    } else if let (Some(least), Some(most)) = (entry.number("min"), entry.number("max"))
        && least > most
    {
        let spans: Vec<Span> = limits.map(|limit| limit.value.span).collect();
        diagnostics
            .error(RULE.code, spans[1], format!("nothing fits `{key}`: its most is less than its least"))
            .label("the most")
            .also(spans[0], "the least")
            .help(format!("`min={most} max={least}`, if they were only swapped"));
    } else if let Some(pattern) = pattern
        && let Some(sign) = foreign_sign(&pattern.value.value.as_text())
    {
        diagnostics
            .error(
                RULE.code,
                pattern.value.span,
                format!("`{sign}` means only itself in a pattern, so hardly any value of `{key}` would fit"),
            )
            .label("written for another dialect")
            .help("`*` stands for anything but `/`, `**` for anything, and every other sign for itself: `pattern=\"shop-*\"`");
    }
}
