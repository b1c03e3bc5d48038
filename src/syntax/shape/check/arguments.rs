//! The values behind a node's name.

use super::{
    Argument, Checker, Kind, Node, Shape, Value, form_of,
    kinds::{Match, are_units, describe, is_number_for, is_of, matched},
    shape_name, texts,
};
use crate::{
    nearest::{self, list},
    source::Spanned,
    syntax::node::Property,
};

/// What people write for a word of the language, where the nearest word does not find it.
const SYNONYMS: &[(&str, &str)] = &[
    ("s", "seconds"),
    ("sec", "seconds"),
    ("secs", "seconds"),
    ("m", "minutes"),
    ("min", "minutes"),
    ("mins", "minutes"),
    ("h", "hours"),
    ("hr", "hours"),
    ("hrs", "hours"),
    ("d", "days"),
    ("w", "weeks"),
    ("over", "above"),
    ("exceeds", "above"),
    ("under", "below"),
    ("less", "below"),
    ("pct", "percent"),
    ("postgres", "postgresql"),
    ("k8s", "kubernetes"),
    ("anonymised", "anonymized"),
    ("manually", "by-hand"),
    ("manual", "by-hand"),
    ("development", "integration"),
    ("dev", "integration"),
    ("int", "integration"),
    ("qa", "test"),
    ("testing", "test"),
    ("acceptance", "uat"),
    ("preprod", "staging"),
    ("pre-production", "staging"),
    ("live", "production"),
    ("preview", "ephemeral"),
];

impl Checker<'_> {
    /// Holds the arguments against each list that is allowed, and reports against the one that fits longest.
    pub(super) fn arguments(&mut self, node: &mut Node, shape: &'static Shape) -> bool {
        let numbers = shape.arguments.len() == 1;
        let fits = |list: &&'static [Argument]| (matched(&node.arguments, list, numbers), *list);
        // Values that are left over count against a list. Of those that fit equally well, the first.
        let left = |found: &Match, list: &[Argument]| match found.places == list.len() {
            true => node.arguments.len() - found.kinds.len(),
            false => 0,
        };
        let best = shape.arguments.iter().rev().map(fits).max_by_key(|(found, list)| {
            (found.complete, found.words, found.kinds.len().saturating_sub(left(found, list)))
        });
        let Some((found, list_of)) = best else { return true };
        let name = shape_name(shape, node).to_owned();
        let is_full = found.places == list_of.len();
        if is_full && !found.complete {
            self.surplus(node, found.kinds.len(), list_of, &name, shape);
        }
        if is_full {
            let values = node.arguments.iter_mut().zip(&found.kinds);
            let fine = values.fold(true, |fine, (value, kind)| {
                self.value(value, *kind, &name, &form_of(shape, &name)) && fine
            });
            let fine = fine
                && texts::lasts(&node.arguments, &found.kinds, self.diagnostics)
                && self.two_ends(node, list_of, &found.kinds, shape.form);
            self.each_once(node, list_of, &found.kinds);
            return fine;
        }
        let wanted = match list_of.get(found.places) {
            Some(Argument::Word(word)) => format!("`{word}`"),
            Some(Argument::One(kind) | Argument::Many(kind)) => describe(*kind),
            None => String::new(),
        };
        let help = format!("it is written `{}`", form_of(shape, &name));
        match node.arguments.get(found.kinds.len()) {
            Some(value) => {
                let text = self.source.slice(value.span);
                let is_huge = wanted == describe(Kind::Count) && matches!(value.value, Value::Integer(1..));
                let message = match is_huge {
                    true => format!("`{text}` is too large a number"),
                    false => format!("`{text}` stands where {wanted} belongs"),
                };
                let error = self.diagnostics.error("unexpected-value", value.span, message);
                error
                    .label(if is_huge {
                        "more than anybody needs".to_owned()
                    } else {
                        format!("should be {wanted}")
                    })
                    .help(help);
            }
            None => {
                let message = match node.arguments.is_empty() {
                    true => format!("`{name}` says nothing yet: {wanted} is missing"),
                    false => format!("`{name}` is not complete: {wanted} is missing at its end"),
                };
                self.diagnostics
                    .error("missing-value", node.head, message)
                    .label(match node.arguments.is_empty() {
                        true => "nothing stands behind it".to_owned(),
                        false => format!("{wanted} belongs behind this"),
                    })
                    .help(help);
            }
        }
        false
    }

    /// Reports values that are too many, and leaves them out.
    fn surplus(
        &mut self,
        node: &mut Node,
        taken: usize,
        list: &[Argument],
        name: &str,
        shape: &'static Shape,
    ) {
        let span = node.arguments[taken].span;
        let text = self.source.slice(span);
        // `GREETING good morning` is one text without its quotes.
        let is_text = matches!(list, [Argument::One(Kind::Text | Kind::Value)]);
        let is_bare = |value: &Spanned<Value>| {
            matches!(value.value, Value::Text(_)) && !self.source.slice(value.span).starts_with(['"', '#'])
        };
        let last = node.arguments.last().map_or(span, |last| last.span);
        let whole = node.arguments[0].span.to(last);
        let between = |property: &Property| whole.contains(property.name.span);
        let is_one = is_text && node.arguments.iter().all(is_bare) && !node.properties.iter().any(between);
        let error = self.diagnostics.error(
            "surplus-value",
            span,
            format!("`{text}` is one value too many for `{name}`"),
        );
        error.label("nothing more may stand here");
        if is_one {
            let quoted = format!("\"{}\"", self.source.slice(whole));
            error.help(format!("a text of several words needs quotes: `{name} {quoted}`"));
            error.fix("put it in quotes", whole, quoted);
        } else {
            error.help(format!("it is written `{}`", form_of(shape, name)));
        }
        node.arguments.truncate(taken);
        self.incomplete = true;
    }

    /// Checks one value; a misspelt word is reported and taken for the nearest.
    pub(super) fn value(&mut self, value: &mut Spanned<Value>, kind: Kind, owner: &str, form: &str) -> bool {
        if is_of(&value.value, kind) {
            if let (Kind::Text | Kind::Template(_), Value::Text(text)) = (kind, &value.value)
                && text.trim().is_empty()
            {
                self.diagnostics
                    .error(
                        "missing-value",
                        value.span,
                        format!("`{owner}` says nothing yet: its text is empty"),
                    )
                    .label("nothing stands between the quotes")
                    .help(format!("it is written `{form}`"));
                return false;
            }
            return texts::fits(value, kind, &self.source.text, self.diagnostics);
        }
        let written = self.source.slice(value.span);
        if is_number_for(&value.value, kind) {
            self.diagnostics
                .error(
                    "unexpected-value",
                    value.span,
                    format!("`{owner}` takes a text, and `{written}` is a number"),
                )
                .label("needs quotes to be a text")
                .help(format!("`\"{written}\"`"))
                .fix("put it in quotes", value.span, format!("\"{written}\""));
            value.value = Value::Text(written.to_owned());
            return true;
        }
        let (Kind::OneOf(words), Value::Text(text)) = (kind, &value.value) else {
            let wanted = describe(kind);
            self.diagnostics
                .error("unexpected-value", value.span, format!("`{written}` stands where {wanted} belongs"))
                .label(format!("should be {wanted}"))
                .help(format!("it is written `{form}`"));
            return false;
        };
        let message = match are_units(words) {
            true => format!("`{text}` is no unit of time"),
            false => format!("`{owner}` cannot be `{text}`"),
        };
        let synonym = SYNONYMS.iter().find(|(written, _)| text.eq_ignore_ascii_case(written));
        let synonym = synonym.and_then(|(_, meant)| words.iter().copied().find(|word| word == meant));
        let error = self.diagnostics.error("unknown-value", value.span, message);
        error.label("not one of the words for it");
        match synonym.or_else(|| nearest::find(text, words.iter().copied())) {
            Some(nearest) => {
                error.help(format!("did you mean `{nearest}`?"));
                error.fix(format!("write `{nearest}`"), value.span, nearest);
                value.value = Value::Text(nearest.to_owned());
                true
            }
            None => {
                error.help(format!("one of {}", list(words.iter().copied())));
                false
            }
        }
    }
}
