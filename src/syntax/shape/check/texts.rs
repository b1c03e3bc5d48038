//! Texts with a grammar of their own: lengths of time, amounts, paths, patterns.

use super::{Kind, Names, Value, kinds::are_units};
use crate::{
    calendar,
    diagnostic::Diagnostics,
    source::Spanned,
    syntax::{duration, key, name, path, pattern, placeholder, quantity},
};

/// Tells whether a text is what its kind wants, and reports it if it is not.
pub(super) fn fits(value: &Spanned<Value>, kind: Kind, source: &str, diagnostics: &mut Diagnostics) -> bool {
    let text = match &value.value {
        Value::Text(text) => Spanned::new(text.as_str(), value.span),
        _ => return true,
    };
    match kind {
        // The others are read by a node of their own, which looks at their names.
        Kind::Name(names @ (Names::Window | Names::Check | Names::Service)) => {
            name::declared(text, names.word(), diagnostics);
            true
        }
        // Who names what it is declared for need not hear of it.
        Kind::Key => {
            key::is_refused(text, "secret", diagnostics);
            true
        }
        Kind::Duration => duration::check(text, diagnostics),
        Kind::Memory => quantity::check_memory(text, diagnostics),
        Kind::Cpu => quantity::check_cpu(text, diagnostics),
        Kind::Endpoint => path::check_endpoint(text, diagnostics),
        Kind::Path => path::check_inside(text, diagnostics),
        Kind::Branch => pattern::check_branch(text, diagnostics),
        Kind::Tag => pattern::check_tag(text, diagnostics),
        Kind::Hours => calendar::hours(text, source, diagnostics).is_some(),
        Kind::Day => calendar::date(text, source, diagnostics).is_some(),
        Kind::Template(known) => {
            placeholder::check(&text.map(str::to_owned), known, diagnostics);
            true
        }
        _ => true,
    }
}

/// Reports a length of time in two words that is none: `0 minutes`.
pub(super) fn lasts(values: &[Spanned<Value>], kinds: &[Kind], diagnostics: &mut Diagnostics) -> bool {
    let pairs = kinds.windows(2).zip(values.windows(2));
    let lengths =
        pairs.filter(|(kinds, _)| matches!(kinds, [Kind::Count, Kind::OneOf(words)] if are_units(words)));
    let mut fine = true;
    for (_, pair) in lengths {
        fine &= duration::check_words(pair, diagnostics);
    }
    fine
}
