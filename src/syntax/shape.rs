//! Every node of the language as data: its name, how it is written, what may stand in it, what it refers to, and a sentence.
//!
//! Unknown-node errors, nearest names, the check of values and references, `explain NODE` and the reference of the language
//! come from it; a node gets a decoding file only when something is generated from it.

mod around;
mod check;
mod commands;
mod data;
mod environment;
mod file;
mod gate;
mod hotfix;
pub mod names;
mod people;
mod references;
mod rollback;
mod running;
mod strategies;
mod synopsis;
mod targets;
mod values;
mod watching;

pub use check::Ahead;
pub(super) use check::check;
pub(super) use environment::KINDS;
pub use environment::{DEFAULTS, ENVIRONMENT};
pub use file::FILE;
pub use names::Names;
pub use references::Declared;
pub(super) use references::check as check_references;
pub use synopsis::synopsis;
pub(super) use values::UNITS;

/// One node. Several of one name differ in their first word: `login azure`, `login aws`.
#[derive(Debug)]
pub struct Shape {
    /// Its name as written.
    pub name: &'static str,
    /// An example: a line to copy.
    pub form: &'static str,
    /// What it says, in a sentence without its full stop.
    pub sentence: &'static str,
    /// The argument lists that it may have, each complete.
    pub arguments: &'static [&'static [Argument]],
    /// Its `key=value` pairs.
    pub properties: &'static [(&'static str, Kind)],
    /// The properties and the nodes of its block that it cannot do without.
    pub needs: &'static [&'static str],
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
    /// A name that is declared here.
    Name(Names),
    /// The name of something declared elsewhere in the file.
    Ref(Names),
    /// The name of a variable or a secret.
    Key,
    /// Any text that says something.
    Text,
    /// Any text; the file that decodes its node says what is wrong with one that is empty.
    Own,
    /// A whole number, not negative.
    Count,
    /// A part of a whole, in percent: 1 to 100.
    Percent,
    /// A port of a machine.
    Port,
    /// A number, not negative, with a fraction or without.
    Number,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// `#true` or `#false`.
    Flag,
    /// A text, a number or a flag.
    Value,
    /// A length of time in one text: `"30m"`.
    Duration,
    /// An amount of memory or of disk: `"256Mi"`, `"5GB"`.
    Memory,
    /// A share of processors: `"250m"`, `2`.
    Cpu,
    /// A path on the environment's own host, or an address: `"/health"`.
    Endpoint,
    /// A file or a folder of the repository.
    Path,
    /// A branch, or a pattern of branches.
    Branch,
    /// A pattern of tags.
    Tag,
    /// A text in which these placeholders are known.
    Template(&'static [&'static str]),
    /// Hours of the week: `"Mon-Thu 09:00-16:00"`.
    Hours,
    /// A day, or a day and a time: `"2026-12-18"`.
    Day,
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
    Keys(Key, &'static Shape),
    /// Arrows, with these conditions; and beside them, these nodes.
    Arrows(&'static [Shape], &'static [Shape]),
}

/// What the names of the user's own in a block are.
#[derive(Debug, Clone, Copy)]
pub enum Key {
    /// Names that mean something outside of the file.
    Free,
    /// Names that are declared here.
    Declares(Names),
    /// Names that are declared elsewhere in the file.
    Refers(Names),
}

/// How often a node may stand beside its like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Times {
    /// Once.
    Once,
    /// Once for each first argument, which names it.
    OncePerName,
    /// As often as wanted, no two alike.
    Often,
    /// As often as wanted: one that says the same again means something, too.
    EachCounts,
}

/// Whether something is generated from a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Support {
    /// It is built.
    Built,
    /// It protects, or changes what is deployed, and is not built yet: `build` refuses the file.
    Refused,
    /// It adds a page, a message or a file, and is not built yet: `build` leaves it out, and says so.
    LeftOut,
}

const fn node(name: &'static str, form: &'static str, sentence: &'static str) -> Shape {
    Shape {
        name,
        form,
        sentence,
        arguments: &[&[]],
        properties: &[],
        needs: &[],
        block: Block::None,
        times: Times::Once,
        support: Support::Built,
    }
}

/// A node without which the file would promise more than is built.
const fn refused(name: &'static str, form: &'static str, sentence: &'static str) -> Shape {
    Shape { support: Support::Refused, ..node(name, form, sentence) }
}

/// A node that the rest does as well without.
const fn left_out(name: &'static str, form: &'static str, sentence: &'static str) -> Shape {
    Shape { support: Support::LeftOut, ..node(name, form, sentence) }
}

/// A node once for each first argument.
const fn once_per_name(shape: Shape) -> Shape {
    Shape { times: Times::OncePerName, ..shape }
}

/// A node as often as wanted, no two alike.
const fn often(shape: Shape) -> Shape {
    Shape { times: Times::Often, ..shape }
}

/// A node of which each one counts, also where two are alike.
const fn each_counts(shape: Shape) -> Shape {
    Shape { times: Times::EachCounts, ..shape }
}

/// The bare word, or `#false` behind it to take it back.
const fn flag(shape: Shape) -> Shape {
    Shape { arguments: values::FLAG, ..shape }
}

/// `allow CODE because="…"` may stand in any block.
const ALLOW: Shape = Shape {
    arguments: &[&[Argument::One(Kind::Own)]],
    properties: &[("because", Kind::Own)],
    times: Times::Often,
    ..node(
        "allow",
        "allow no-url because=\"only robots use it\"",
        "Accepts a finding on purpose, with the reason: it counts for what is labelled in the node that it stands in",
    )
};

impl Shape {
    /// Returns the shapes of what may stand in its block, where they are known by name.
    pub fn children(&self) -> &'static [Shape] {
        match self.block {
            Block::Of(shapes) | Block::Needed(shapes) | Block::Arrows(shapes, _) => shapes,
            Block::Keys(_, shape) => std::slice::from_ref(shape),
            Block::None => &[],
        }
    }

    /// Returns the word that tells it from others of its name, if there are any.
    pub fn variant(&self) -> Option<&'static str> {
        match self.arguments {
            [[Argument::Word(word), ..], ..] => Some(word),
            _ => None,
        }
    }
}

/// Finds the shape of a node among those that may stand where it stands.
pub(crate) fn shape_of(node: &super::Node, shapes: &'static [Shape]) -> Option<&'static Shape> {
    let named = || shapes.iter().filter(|shape| shape.name == node.name.value);
    let exact = named().find(|shape| shape.variant().is_some_and(|word| node.says(word)));
    // Where names are the user's own, all are written alike.
    exact.or_else(|| named().next()).or_else(|| shapes.first().filter(|shape| shape.name.is_empty()))
}

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
            walk(shape.children(), &inner, name, found);
        }
    }
    let mut found = Vec::new();
    walk(FILE, &[], name, &mut found);
    found
}
