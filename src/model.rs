//! The file with its names looked up and its environments merged: as written, still with spans.

mod arrows;
mod between;
mod complete;
mod demands;
mod ends;
mod environments;
mod hours;
mod merge;
mod names;
mod parts;
mod resolve;
mod target;

use indexmap::IndexMap;

use crate::{
    source::{Span, Spanned},
    syntax::{
        Allow, Approvals, Build, Days, Gate, Hotfix, Kind, MergeBack, Mirrors, Node, Pipeline, Release,
        Settings, Team, Test,
    },
};

pub use between::Way;
pub(crate) use ends::Ends;
pub use hours::{Freeze, Window};
pub use resolve::resolve;
pub use target::{TARGETS, Target};

/// A whole pipeline.
#[derive(Debug, Clone)]
pub struct Model {
    /// What it is called and where it lives.
    pub pipeline: Pipeline,
    /// Its environments, in order of declaration.
    pub environments: IndexMap<String, Environment>,
    /// The map: one arrow for each source and target.
    pub arrows: Vec<Arrow>,
    /// The merges that the map draws: one for each source and branch.
    pub merges: Vec<Merge>,
    /// The short ways for an emergency.
    pub hotfixes: Vec<Hotfix>,
    /// What is brought back where.
    pub merge_backs: Vec<MergeBack>,
    /// The usual days of a release.
    pub timeline: Vec<Days>,
    /// The tests of its rules.
    pub tests: Vec<Test>,
    /// The opening hours with names.
    pub windows: IndexMap<String, Window>,
    /// The days without deployments.
    pub freezes: Vec<Freeze>,
    /// The teams.
    pub teams: IndexMap<String, Team>,
    /// The gates with names.
    pub gates: IndexMap<String, Gate>,
    /// How releases are called.
    pub release: Release,
    /// How a release is built.
    pub build: Option<Build>,
    /// Every other node at the top, as written.
    pub parts: Vec<Node>,
    /// Findings that are accepted.
    pub allows: Vec<Allow>,
}

/// An environment with everything that it gets from elsewhere.
#[derive(Debug, Clone)]
pub struct Environment {
    /// Its name.
    pub name: Spanned<String>,
    /// What it is for.
    pub kind: Spanned<Kind>,
    /// Where people reach it.
    pub urls: Vec<Spanned<String>>,
    /// The environment that it starts from.
    pub like: Option<Spanned<String>>,
    /// The environment whose configuration it shares.
    pub mirrors: Option<Mirrors>,
    /// What removes it again, as written.
    pub teardown: Option<Node>,
    /// What `defaults`, `like` and its own block say together.
    pub settings: Settings,
    /// The node without its block.
    pub head: Span,
    /// The node with its block.
    pub span: Span,
}

/// One arrow of the map.
#[derive(Debug, Clone)]
pub struct Arrow {
    /// Where it starts.
    pub from: Origin,
    /// The environment that it leads to.
    pub to: Spanned<String>,
    /// The gates that it names.
    pub gates: Vec<Spanned<String>>,
    /// Who has to approve: the lines of its gates, then its own.
    pub approvals: Vec<Line>,
    /// Where it says on purpose that nobody is asked.
    pub nobody: Option<Span>,
    /// Everything else that has to hold: the conditions of its gates, then its own.
    pub conditions: Vec<Condition>,
    /// The line of the map, without its block.
    pub head: Span,
    /// The line with its block.
    pub span: Span,
}

/// An `approvals` line on an arrow.
#[derive(Debug, Clone)]
pub struct Line {
    /// The named gate that it stands in, if it does.
    pub gate: Option<String>,
    /// How many people out of which teams.
    pub approvals: Approvals,
}

/// A condition on an arrow, other than people.
#[derive(Debug, Clone)]
pub struct Condition {
    /// The named gate that it stands in, if it does.
    pub gate: Option<String>,
    /// The condition as written.
    pub node: Node,
}

/// A merge of branches, with the gate that has to let it through.
#[derive(Debug, Clone)]
pub struct Merge {
    /// The branches that are merged.
    pub from: Spanned<String>,
    /// The branch that they are merged into.
    pub into: Spanned<String>,
    /// The gates that it names.
    pub gates: Vec<Spanned<String>>,
    /// Who has to approve.
    pub approvals: Vec<Line>,
    /// Where it says on purpose that nobody is asked.
    pub nobody: Option<Span>,
    /// Everything else that has to hold.
    pub conditions: Vec<Condition>,
    /// The line of the map, without its block.
    pub head: Span,
    /// The line with its block.
    pub span: Span,
}

/// Where an arrow starts.
#[derive(Debug, Clone)]
pub enum Origin {
    /// A push to a branch that the pattern matches.
    Push(Spanned<String>),
    /// A person who deploys a branch that the pattern matches.
    Manual(Spanned<String>),
    /// A push of a tag that the pattern matches.
    Tag(Spanned<String>),
    /// A pull request to a branch that the pattern matches.
    PullRequest(Spanned<String>),
    /// Another environment.
    Environment(Spanned<String>),
}

impl Origin {
    /// Returns the place where it is written.
    pub fn span(&self) -> Span {
        match self {
            Self::Push(name)
            | Self::Manual(name)
            | Self::Tag(name)
            | Self::PullRequest(name)
            | Self::Environment(name) => name.span,
        }
    }

    /// Says it as on the map: `push main`, `staging`.
    pub fn words(&self) -> String {
        match self {
            Self::Push(pattern) => format!("push {}", pattern.value),
            Self::Manual(pattern) => format!("manual {}", pattern.value),
            Self::Tag(pattern) => format!("tag {}", pattern.value),
            Self::PullRequest(pattern) => format!("pull-request {}", pattern.value),
            Self::Environment(name) => name.value.clone(),
        }
    }

    /// Returns the environment that it is, if it is one.
    pub fn environment(&self) -> Option<&str> {
        match self {
            Self::Environment(name) => Some(&name.value),
            Self::Push(_) | Self::Manual(_) | Self::Tag(_) | Self::PullRequest(_) => None,
        }
    }
}

impl Merge {
    /// Says it as on the map: `merge develop -> main`.
    pub fn words(&self) -> String {
        format!("merge {} -> {}", self.from.value, self.into.value)
    }

    /// Returns how many people it asks in all.
    pub fn people(&self) -> u32 {
        self.approvals.iter().map(|line| line.approvals.count.value).sum()
    }
}

impl Environment {
    /// Returns a node of its block that has no decoding of its own, merged from all that it starts from.
    pub fn part(&self, name: &str) -> Option<&Node> {
        self.settings.parts.iter().find(|part| part.name.value == name)
    }

    /// Returns the nodes of a name of its block.
    pub fn parts<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Node> {
        self.settings.parts.iter().filter(move |part| part.name.value == name)
    }

    /// Tells whether it says `none` of something on purpose.
    pub fn is_without(&self, name: &str) -> bool {
        self.settings.without.iter().any(|part| part.name.value == name)
    }

    /// Returns what the place where it runs can do.
    pub fn abilities(&self) -> &'static Target {
        Target::of(self.target())
    }

    /// Returns the word for where it runs.
    pub fn target(&self) -> &str {
        self.part("target").and_then(|target| target.text(0)).map_or("script", |word| word.value)
    }
}

impl Arrow {
    /// Returns the conditions of a name, those of its gates first.
    pub fn conditions<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Node> {
        self.conditions.iter().map(|one| &one.node).filter(move |node| node.name.value == name)
    }

    /// Tells whether a promotion starts by itself.
    pub fn is_automatic(&self) -> bool {
        self.conditions("automatic").any(Node::is_on)
    }

    /// Says it as on the map: `staging -> prod`.
    pub fn words(&self) -> String {
        format!("{} -> {}", self.from.words(), self.to.value)
    }

    /// Returns how many people it asks in all.
    pub fn people(&self) -> u32 {
        self.approvals.iter().map(|line| line.approvals.count.value).sum()
    }
}

impl Model {
    /// Returns the environment that an arrow leads to.
    pub fn target(&self, arrow: &Arrow) -> &Environment {
        self.environments.get(&arrow.to.value).expect("arrows to unknown environments are left out")
    }

    /// Returns the environment that an arrow starts from, if it starts from one.
    pub fn source(&self, arrow: &Arrow) -> Option<&Environment> {
        arrow.from.environment().and_then(|name| self.environments.get(name))
    }

    /// Returns the arrows that lead into an environment.
    pub fn into<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Arrow> {
        self.arrows.iter().filter(move |arrow| arrow.to.value == name)
    }

    /// Returns the nodes of a name at the top of the file that have no decoding of their own.
    pub fn parts<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Node> {
        self.parts.iter().filter(move |part| part.name.value == name)
    }

    /// Returns the name of the default branch.
    pub fn default_branch(&self) -> &str {
        self.pipeline.default_branch.as_ref().map_or("main", |branch| branch.value.as_str())
    }
}
