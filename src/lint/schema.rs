//! What a schema says of a key: its type or its list of values, and what fits.

use crate::{
    model::Environment,
    nearest::{self, list},
    source::{Span, Spanned},
    syntax::{
        Node, duration,
        schema::{foreign_sign, type_of},
    },
};

pub(super) use crate::syntax::schema::TYPES;

/// One line of a schema.
pub(super) struct Entry<'a> {
    pub(super) name: &'a Spanned<String>,
    pub(super) key: &'a str,
    /// The words behind the key, without `optional` at their end.
    pub(super) words: Vec<Spanned<&'a str>>,
    pub(super) is_optional: bool,
    /// An `optional` that does not stand at the end.
    pub(super) early_optional: Option<Spanned<&'a str>>,
    /// The line.
    pub(super) span: Span,
    pub(super) node: &'a Node,
}

/// Returns the lines of the schema of an environment.
pub(super) fn entries(environment: &Environment) -> impl Iterator<Item = Entry<'_>> {
    environment.part("schema").into_iter().flat_map(Node::children).map(|node| {
        let mut words: Vec<_> = node.texts().collect();
        let is_last = words.pop_if(|word| word.value == "optional").is_some();
        let early_optional = words.iter().find(|word| word.value == "optional").copied();
        words.retain(|word| word.value != "optional");
        let is_optional = is_last || early_optional.is_some();
        let (name, span) = (&node.name, node.head);
        Entry { name, key: &name.value, words, is_optional, early_optional, span, node }
    })
}

/// Returns the lines whose key an environment cannot do without, and does not have.
pub(super) fn missing(environment: &Environment) -> impl Iterator<Item = Entry<'_>> {
    let settings = &environment.settings;
    let has = |key: &str| {
        settings.variables.entries.contains_key(key) || settings.secrets.entries.contains_key(key)
    };
    entries(environment).filter(move |entry| !entry.is_optional && !has(entry.key))
}

/// What other languages call our types.
const FOREIGN: &[(&str, &str)] = &[
    ("string", "text"),
    ("str", "text"),
    ("int", "integer"),
    ("float", "number"),
    ("double", "number"),
    ("decimal", "number"),
    ("numeric", "number"),
    ("bool", "boolean"),
    ("flag", "boolean"),
    ("uri", "url"),
    ("link", "url"),
    ("timespan", "duration"),
    ("time", "duration"),
    ("email", "text"),
    ("uuid", "text"),
    ("json", "text"),
    ("any", "text"),
];

/// Returns the type that a single word behind a key was probably meant to be.
pub(super) fn meant(word: &str) -> Option<&'static str> {
    // `test` is near to `text`, and a value more often than a type.
    if TYPES.contains(&word) || word == "test" {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    let foreign = FOREIGN.iter().find(|(name, _)| *name == lower).map(|(_, ours)| *ours);
    foreign.or_else(|| nearest::find(word, TYPES.iter().copied()))
}

impl<'a> Entry<'a> {
    /// Returns its type, if it is not a list of values.
    pub(super) fn of_type(&self) -> Option<&'a str> {
        type_of(&self.words)
    }

    pub(super) fn number(&self, property: &str) -> Option<f64> {
        self.node.property(property).and_then(|bound| bound.value.value.number())
    }

    /// Returns the values that it may have, if it is a list of them.
    pub(super) fn values(&self) -> impl Iterator<Item = &'a str> + Clone + use<'_, 'a> {
        let is_list = self.of_type().is_none();
        self.words.iter().map(|word| word.value).filter(move |_| is_list)
    }

    /// Tells whether nobody knows what the list is; that is said once, where it stands.
    fn is_unclear(&self) -> bool {
        match self.words.as_slice() {
            [word] => meant(word.value).is_some(),
            [first, ..] => TYPES.contains(&first.value),
            [] => false,
        }
    }

    /// Says what it wants, if that is not this.
    pub(super) fn wants_other_than(&self, value: &str) -> Option<String> {
        let number = |text: &str| text.parse::<f64>().ok().filter(|number| number.is_finite());
        let (fits, wanted) = match self.of_type() {
            Some("integer") => (value.parse::<i128>().is_ok(), "a whole number"),
            Some("number") => (number(value).is_some(), "a number"),
            Some("boolean") => (matches!(value, "true" | "false" | "1" | "0"), "`#true` or `#false`"),
            Some("url") => (is_address(value), "an address such as `\"https://example.com\"`"),
            Some("port") => (value.parse::<u16>().is_ok_and(|port| port > 0), "a port from 1 to 65535"),
            Some("duration") => (duration::compact(value).is_some(), "a length of time such as `\"30s\"`"),
            Some(_) => (true, ""),
            None if self.is_unclear() => (true, ""),
            None if self.values().any(|known| known == value) => (true, ""),
            None => return Some(format!("one of {}", list(self.values()))),
        };
        if !fits {
            return Some(wanted.to_owned());
        }
        let value_is = number(value).unwrap_or_default();
        let is_counted = matches!(self.of_type(), Some("integer" | "number" | "port"));
        let is_empty = self.number("min").zip(self.number("max")).is_some_and(|(least, most)| least > most);
        let bound = |name: &str| self.number(name).filter(|_| is_counted && !is_empty);
        let shown =
            |name: &str| self.node.property(name).map(|one| one.value.value.as_text()).unwrap_or_default();
        if bound("min").is_some_and(|least| value_is < least) {
            return Some(format!("at least {}", shown("min")));
        }
        if bound("max").is_some_and(|most| value_is > most) {
            return Some(format!("at most {}", shown("max")));
        }
        let pattern = self.node.property_text("pattern").map(|pattern| pattern.value)?;
        // What belongs to another dialect is reported where it stands.
        (foreign_sign(pattern).is_none() && !matches(pattern.as_bytes(), value.as_bytes()))
            .then(|| format!("something like `{pattern}`"))
    }
}

/// Anything that has a scheme and says where.
fn is_address(value: &str) -> bool {
    value.split_once("://").is_some_and(|(scheme, rest)| {
        let word = |c: char| c.is_ascii_alphanumeric() || "+-.:".contains(c);
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(word)
            && !rest.is_empty()
            && !rest.contains(char::is_whitespace)
    })
}

/// Tells whether a pattern matches, in which `*` stands for anything but `/`, and `**` for anything. Only the last star of
/// each sort is ever tried again, so it takes no longer than the two texts are long together, multiplied.
fn matches(pattern: &[u8], text: &[u8]) -> bool {
    // The states that are reachable behind each letter of the text.
    let close = |states: &mut Vec<bool>| {
        for at in 0..pattern.len() {
            if states[at] && pattern[at] == b'*' {
                states[at + 1] = true;
            }
        }
    };
    let mut states = vec![false; pattern.len() + 1];
    states[0] = true;
    close(&mut states);
    for &byte in text {
        let mut next = vec![false; pattern.len() + 1];
        for at in (0..pattern.len()).filter(|&at| states[at]) {
            let is_double = pattern[at] == b'*'
                && (pattern.get(at + 1) == Some(&b'*') || (at > 0 && pattern[at - 1] == b'*'));
            if pattern[at] == b'*' {
                next[at] |= is_double || byte != b'/';
            } else if pattern[at] == byte {
                next[at + 1] = true;
            }
        }
        close(&mut next);
        states = next;
    }
    states[pattern.len()]
}

#[cfg(test)]
mod tests {
    use super::{is_address, matches};

    #[test]
    fn a_star_stops_at_a_slash_and_two_do_not() {
        let fits = |pattern: &str, text: &str| matches(pattern.as_bytes(), text.as_bytes());
        assert!(fits("v*.*", "v1.2") && fits("*", "") && fits("a**z", "a/b/z") && fits("", ""));
        assert!(!fits("v*", "v1/2") && !fits("*x", "") && !fits("a*z", "a/z") && !fits("", "a"));
        assert!(fits("**/x", "a/b/x") && !fits("**/x", "x"));
    }

    #[test]
    fn an_address_says_how_and_where() {
        for address in
            ["https://x.example", "postgres://me@db/shop", "jdbc:postgresql://db/shop", "redis://h:1"]
        {
            assert!(is_address(address), "{address}");
        }
        for text in ["", "x.example", "https://", "https://a b", "://x", "1://x"] {
            assert!(!is_address(text), "{text}");
        }
    }
}
