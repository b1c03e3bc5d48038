//! `health "/health" { ready "/health/ready"; expect status=healthy; within 5 minutes }`.

use super::{duration, node::Node};

/// How an environment says that it is well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health<'a> {
    /// Where it is asked how it is.
    pub path: Option<&'a str>,
    /// Where it says that the process is alive.
    pub live: Option<&'a str>,
    /// Where it says that it can take requests.
    pub ready: Option<&'a str>,
    /// Where the numbers of its health are.
    pub metrics: Option<&'a str>,
    /// Where it says which release it is.
    pub version: Option<&'a str>,
    /// What has a health of its own.
    pub parts: Vec<Part<'a>>,
    /// The secret that it is asked with.
    pub password: Option<&'a str>,
    /// What its answer has to hold, field by field, as written.
    pub expect: Vec<(&'a str, String)>,
    /// How long it may take until it is well, in milliseconds.
    pub within: u64,
    /// How often it is asked, in milliseconds.
    pub every: u64,
}

/// A part of a system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part<'a> {
    /// Its name.
    pub name: &'a str,
    /// How its health is found out.
    pub looked_at: LookedAt<'a>,
}

/// How something is found out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LookedAt<'a> {
    /// It is asked there.
    Path(&'a str),
    /// This command says it.
    Run(&'a str),
}

/// Long enough for most applications to start, and short enough to wait for.
const WITHIN: u64 = 2 * 60_000;
/// Often enough to lose no time, and seldom enough to be no load.
const EVERY: u64 = 5_000;
/// The parts of a system that have a health of their own.
const PARTS: [&str; 4] = ["application", "database", "storage", "integrations"];

impl<'a> Health<'a> {
    /// Reads the node.
    pub fn read(node: &'a Node) -> Self {
        let line = |name: &str| node.child(name).and_then(|child| child.text(0)).map(|text| text.value);
        let time = |name: &str| node.child(name).and_then(duration::of).map(|time| time.value);
        let expected = node.all("expect").flat_map(|expect| &expect.properties);
        Self {
            path: node.text(0).map(|text| text.value),
            live: line("live"),
            ready: line("ready"),
            metrics: line("metrics"),
            version: line("version"),
            parts: node.children().iter().flat_map(part).collect(),
            password: line("basic-auth"),
            expect: expected.map(|one| (one.name.value.as_str(), one.value.value.as_text())).collect(),
            within: time("within").unwrap_or(WITHIN),
            every: time("every").unwrap_or(EVERY),
        }
    }

    /// Returns every address and every path that is asked.
    pub fn paths(&self) -> impl Iterator<Item = &'a str> + use<'_, 'a> {
        let lines = [self.path, self.live, self.ready, self.metrics, self.version];
        let parts = self.parts.iter().filter_map(|part| match part.looked_at {
            LookedAt::Path(path) => Some(path),
            LookedAt::Run(_) => None,
        });
        lines.into_iter().flatten().chain(parts)
    }
}

/// A part with a path, with a command, or with both.
fn part(node: &Node) -> impl Iterator<Item = Part<'_>> {
    let path = node.text(0).map(|path| LookedAt::Path(path.value));
    let run = node.property_text("run").map(|run| LookedAt::Run(run.value));
    let is_part = PARTS.contains(&node.name.value.as_str());
    let looks = path.into_iter().chain(run).filter(move |_| is_part);
    looks.map(|looked_at| Part { name: &node.name.value, looked_at })
}
