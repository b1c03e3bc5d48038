//! The map as people read it: places, the ways between them, and what each way asks for.
//!
//! The matrix, the table of approvals and both drawings come from here alone, on the page of a pipeline and on the
//! command line: also for what is not generated yet.

mod approvals;
mod flow;
mod gate;
mod matrix;
mod mermaid;
mod page;
mod screen;
mod terms;

pub use flow::flow;
pub use gate::{Gate, People, Term};
pub use mermaid::{MOST_EDGES, edges, mermaid};
pub use page::{Extra, approvals, markdown, matrix};
pub use screen::screen;
pub(crate) use screen::{said, strong};
pub(crate) use terms::consequences;
pub(crate) use terms::words;

use crate::{
    model::{Merge, Model, Origin},
    syntax::{self, Kind},
};

/// Where releases can go, and how.
#[derive(Debug, Clone)]
pub struct Map {
    /// The environments that a release can reach, in order of declaration.
    pub places: Vec<Place>,
    /// Developers' machines, which no release reaches.
    pub local: Vec<String>,
    /// Every arrow and every merge, in order of the file.
    pub passages: Vec<Passage>,
    /// The short ways for an emergency.
    pub hotfixes: Vec<Hotfix>,
    /// From which branch to which one a release is brought back.
    pub merge_backs: Vec<(Point, Point)>,
}

/// An environment.
#[derive(Debug, Clone)]
pub struct Place {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub kind: Kind,
}

/// Where a way starts or ends.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Point {
    /// An environment.
    Environment(String),
    /// A branch, or the branches that a pattern matches.
    Branch(String),
    /// A person with such a branch.
    Manual(String),
    /// A tag.
    Tag(String),
    /// A pull request to such a branch.
    PullRequest(String),
}

/// One arrow, or one merge.
#[derive(Debug, Clone)]
pub struct Passage {
    /// Where it starts.
    pub from: Point,
    /// Where it ends: in an environment, or, if it is a merge, in a branch.
    pub to: Point,
    /// What it asks for.
    pub gate: Gate,
    /// Whether a promotion starts by itself.
    pub automatic: bool,
    /// Where its line of the file begins.
    at: usize,
}

/// A short way for an emergency.
#[derive(Debug, Clone)]
pub struct Hotfix {
    /// The branches that it starts from.
    pub from: Point,
    /// Where it passes, in order.
    pub stations: Vec<Point>,
    /// What it asks for.
    pub gate: Gate,
}

impl Map {
    /// Draws the map of a model, whatever of it can be generated.
    pub fn new(model: &Model) -> Self {
        let arrows = model.arrows.iter().map(|arrow| Passage {
            from: Point::of(&arrow.from),
            to: Point::Environment(arrow.to.value.clone()),
            gate: Gate::new(model, &arrow.approvals, arrow.nobody.is_some(), &arrow.conditions),
            automatic: arrow.is_automatic(),
            at: arrow.head.start,
        });
        let merges = model.merges.iter().map(|merge| Passage::merge(model, merge));
        let mut passages: Vec<Passage> = arrows.chain(merges).collect();
        passages.sort_by_key(|passage| passage.at);
        let (local, places): (Vec<_>, Vec<_>) =
            model.environments.values().partition(|one| one.kind.value == Kind::Local);
        let branch = |name: &str| Point::Branch(name.to_owned());
        Self {
            places: places
                .iter()
                .map(|one| Place { name: one.name.value.clone(), kind: one.kind.value })
                .collect(),
            local: local.iter().map(|one| one.name.value.clone()).collect(),
            passages,
            hotfixes: model.hotfixes.iter().map(|hotfix| Hotfix::new(model, hotfix)).collect(),
            merge_backs: model
                .merge_backs
                .iter()
                .map(|back| (branch(&back.from.value), branch(&back.to.value)))
                .collect(),
        }
    }

    /// Returns the ways into environments.
    pub fn arrows(&self) -> impl Iterator<Item = &Passage> {
        self.passages.iter().filter(|passage| !passage.is_merge())
    }

    /// Returns the merges of branches.
    pub fn merges(&self) -> impl Iterator<Item = &Passage> {
        self.passages.iter().filter(|passage| passage.is_merge())
    }

    /// Returns the way between two points, if it is drawn.
    fn passage(&self, from: &Point, to: &Point) -> Option<&Passage> {
        self.passages.iter().find(|passage| passage.from == *from && passage.to == *to)
    }
}

impl Point {
    pub(crate) fn of(origin: &Origin) -> Self {
        match origin {
            Origin::Environment(name) => Self::Environment(name.value.clone()),
            Origin::Push(pattern) => Self::Branch(pattern.value.clone()),
            Origin::Manual(pattern) => Self::Manual(pattern.value.clone()),
            Origin::Tag(pattern) => Self::Tag(pattern.value.clone()),
            Origin::PullRequest(pattern) => Self::PullRequest(pattern.value.clone()),
        }
    }

    /// Returns the name or the pattern that stands in the file.
    pub fn name(&self) -> &str {
        match self {
            Self::Environment(name)
            | Self::Branch(name)
            | Self::Manual(name)
            | Self::Tag(name)
            | Self::PullRequest(name) => name,
        }
    }

    /// Says it in words; `name` says how a name is set in them.
    pub fn say(&self, name: impl Fn(&str) -> String) -> String {
        let branch = |pattern: &str| if pattern == "**" { "any branch".to_owned() } else { name(pattern) };
        match self {
            Self::Environment(environment) => name(environment),
            Self::Branch(pattern) => branch(pattern),
            Self::Manual(pattern) => format!("{} by hand", branch(pattern)),
            Self::Tag(pattern) => format!("tag {}", name(pattern)),
            Self::PullRequest(pattern) => format!("pull request to {}", branch(pattern)),
        }
    }

    fn is_environment(&self) -> bool {
        matches!(self, Self::Environment(_))
    }
}

impl Passage {
    fn merge(model: &Model, merge: &Merge) -> Self {
        Self {
            from: Point::Branch(merge.from.value.clone()),
            to: Point::Branch(merge.into.value.clone()),
            gate: Gate::new(model, &merge.approvals, merge.nobody.is_some(), &merge.conditions),
            automatic: false,
            at: merge.head.start,
        }
    }

    /// Tells whether it leads into a branch.
    pub fn is_merge(&self) -> bool {
        !self.to.is_environment()
    }

    /// Says where an arrow starts, in words.
    fn start(&self, name: impl Fn(&str) -> String) -> String {
        match (&self.from, self.is_merge()) {
            (Point::Branch(_), true) => format!("merge {}", self.from.say(name)),
            (Point::Branch(_), false) => format!("push to {}", self.from.say(name)),
            _ => self.from.say(name),
        }
    }
}

impl Hotfix {
    fn new(model: &Model, hotfix: &syntax::Hotfix) -> Self {
        let station = |name: &str| match model.environments.contains_key(name) {
            true => Point::Environment(name.to_owned()),
            false => Point::Branch(name.to_owned()),
        };
        Self {
            from: Point::Branch(hotfix.branch.value.clone()),
            stations: hotfix.stations.iter().map(|name| station(&name.value)).collect(),
            gate: Gate::of_hotfix(model, &hotfix.conditions),
        }
    }
}
