//! Every node of the language as data: its name, how it is written, what may stand in it, and a sentence.
//!
//! The table knows the whole language, also what cannot be built yet. Unknown-node errors, nearest names, `explain NODE`
//! and the check of arguments come from it; a node gets a decoding file only when something is generated from it.

mod check;
mod environment;
mod file;
mod gate;

pub(super) use check::check;
pub(super) use environment::KINDS;
pub use file::FILE;

/// One node.
#[derive(Debug)]
pub struct Shape {
    /// Its name as written.
    pub name: &'static str,
    /// How it is written, as a line to copy.
    pub form: &'static str,
    /// What it says, in a sentence.
    pub sentence: &'static str,
    /// The argument lists that it may have, each complete.
    pub arguments: &'static [&'static [Argument]],
    /// Its `key=value` pairs.
    pub properties: &'static [(&'static str, Kind)],
    /// What may stand in its block.
    pub block: Block,
    /// How often it may stand beside its like.
    pub times: Times,
    /// Whether something is generated from it.
    pub support: Support,
}

/// One place in an argument list.
#[derive(Debug, Clone, Copy)]
pub enum Argument {
    /// This very word.
    Word(&'static str),
    /// One value.
    One(Kind),
    /// One value or more.
    Many(Kind),
}

/// What a value is.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// The name of something declared in the file, or being declared.
    Name,
    /// The name of a variable or a secret.
    Key,
    /// Any text.
    Text,
    /// A whole number, not negative.
    Count,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// `#true` or `#false`.
    Flag,
    /// A text, a number or a flag.
    Value,
}

/// What may stand in a block.
#[derive(Debug, Clone, Copy)]
pub enum Block {
    /// No block.
    None,
    /// These nodes; others are unknown. The block may be left out.
    Of(&'static [Shape]),
    /// These nodes, and without the block the node says nothing.
    Needed(&'static [Shape]),
    /// Nodes with names of the user's own, all written alike.
    Keys(&'static Shape),
    /// Arrows.
    Arrows(&'static [Shape]),
}

/// How often a node may stand beside its like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Times {
    /// Once.
    Once,
    /// Once for each first argument, which names it.
    OncePerName,
    /// As often as wanted.
    Often,
}

/// Whether something is generated from a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Support {
    /// It is built.
    Now,
    /// It is part of the language, and not built yet.
    Later,
}

const fn node(name: &'static str, form: &'static str, sentence: &'static str) -> Shape {
    Shape {
        name,
        form,
        sentence,
        arguments: &[&[]],
        properties: &[],
        block: Block::None,
        times: Times::Once,
        support: Support::Now,
    }
}

const fn later(name: &'static str, form: &'static str, sentence: &'static str) -> Shape {
    Shape { support: Support::Later, ..node(name, form, sentence) }
}

/// The units of time, with their length in milliseconds.
pub(super) const UNITS: &[(&str, u64)] = &[
    ("ms", 1),
    ("second", 1_000),
    ("seconds", 1_000),
    ("minute", 60_000),
    ("minutes", 60_000),
    ("hour", 3_600_000),
    ("hours", 3_600_000),
    ("day", 86_400_000),
    ("days", 86_400_000),
    ("week", 604_800_000),
    ("weeks", 604_800_000),
];

/// `10 minutes` or `"10m"`.
const DURATION: &[&[Argument]] =
    &[&[Argument::One(Kind::Count), Argument::One(Kind::OneOf(UNIT_WORDS))], &[Argument::One(Kind::Text)]];

/// The bare word, or `#false` behind it to take it back.
const FLAG: &[&[Argument]] = &[&[], &[Argument::One(Kind::Flag)]];

const UNIT_WORDS: &[&str] =
    &["seconds", "minutes", "hours", "days", "weeks", "ms", "second", "minute", "hour", "day", "week"];

/// `allow CODE because="…"` may stand in any block.
const ALLOW: Shape = Shape {
    arguments: &[&[Argument::One(Kind::Text)]],
    properties: &[("because", Kind::Text)],
    times: Times::Often,
    ..node(
        "allow",
        "allow no-url because=\"only robots use it\"",
        "Accepts a finding on purpose, with the reason: it counts for what is labelled in the node that it stands in",
    )
};

/// Finds a node of the language by its name, wherever it may stand: with the names of the nodes around it.
pub fn find(name: &str) -> Vec<(Vec<&'static str>, &'static Shape)> {
    fn walk(
        shapes: &'static [Shape],
        around: &[&'static str],
        name: &str,
        found: &mut Vec<(Vec<&'static str>, &'static Shape)>,
    ) {
        for shape in shapes {
            if shape.name == name {
                found.push((around.to_vec(), shape));
            }
            let inner = [around, &[shape.name]].concat();
            match shape.block {
                Block::Of(shapes) | Block::Needed(shapes) | Block::Arrows(shapes) => {
                    walk(shapes, &inner, name, found)
                }
                Block::Keys(shape) => walk(std::slice::from_ref(shape), &inner, name, found),
                Block::None => {}
            }
        }
    }
    let mut found = Vec::new();
    walk(FILE, &[], name, &mut found);
    found
}
