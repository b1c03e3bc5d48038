//! Merges: what a pull request into a branch needs, and who holds it: GitHub's ruleset, or our own check.
//!
//! What is not drawn is forbidden here, too: a branch that merges are drawn into takes no others. GitHub has one ruleset for
//! a branch, wherever a pull request comes from; so the ruleset asks what the strictest way into the branch asks, and what
//! differs from way to way is held by the check.

mod way;

use std::collections::BTreeSet;

use indexmap::{IndexMap, IndexSet};

use super::{Command, Names, Person, environment::minutes, slug::slug};
use crate::{
    model::Model,
    pattern::Pattern,
    syntax::{Node, duration},
};
pub(crate) use way::members;
pub use way::{Asked, Item, MergeWay, WayKind};

/// Everything about merges; empty if none has to be held.
#[derive(Debug, Clone, Default)]
pub struct Merges {
    /// The branches that have a gate.
    pub branches: Vec<MergeBranch>,
    /// Every way into one of them that is drawn.
    pub ways: Vec<MergeWay>,
    /// The machine checks on these ways.
    pub checks: Vec<MergeCheck>,
}

/// A branch that pull requests get into only through a gate, or the branches that a pattern matches.
#[derive(Debug, Clone)]
pub struct MergeBranch {
    /// Which.
    pub pattern: Pattern,
    /// A part of a file's name.
    pub slug: String,
    /// The name of the status that has to be good.
    pub context: String,
    /// How many people approve, as the strictest way asks.
    pub reviews: u32,
    /// The teams that GitHub itself has to ask, because only it knows their members.
    pub teams: Vec<(Person, u32)>,
    /// The checks that some way asks for.
    pub checks: Vec<BranchCheck>,
}

/// A machine check of the pull requests into a branch.
#[derive(Debug, Clone)]
pub struct BranchCheck {
    /// Its name.
    pub name: String,
    /// The name of its job, which the ruleset requires.
    pub context: String,
    /// The branches whose pull requests are checked; none stands for all.
    pub from: Vec<Pattern>,
}

/// A machine check of a pull request.
#[derive(Debug, Clone)]
pub struct MergeCheck {
    /// Its name.
    pub name: String,
    /// What people read in the log.
    pub title: Command,
    /// The commands.
    pub run: Vec<Command>,
    /// How long they may take together; 0 for as long as the job.
    pub timeout_seconds: u64,
    /// How long the job may take.
    pub timeout_minutes: u32,
}

/// As long as a build may take.
const CHECK_MINUTES: u32 = 30;
/// What a job does before and after the commands of its check.
const AROUND_MINUTES: u32 = 5;

impl Merges {
    /// Tells whether there is nothing to hold.
    pub fn is_empty(&self) -> bool {
        self.branches.is_empty()
    }

    /// Returns the ways into a branch, or into the same pattern of branches.
    pub fn into<'a>(&'a self, branch: &'a MergeBranch) -> impl Iterator<Item = &'a MergeWay> {
        self.ways.iter().filter(|way| way.into == branch.pattern)
    }

    /// Returns a check of some branch.
    pub fn check(&self, name: &str) -> &MergeCheck {
        self.checks.iter().find(|check| check.name == name).expect("each check of a branch stands on a way")
    }

    /// Returns the gate of the default branch, if it has one of its own.
    pub fn of_branch(&self, name: &str) -> Option<&MergeBranch> {
        self.branches.iter().find(|branch| branch.pattern.is_exactly(name))
    }
}

pub(super) fn merges(model: &Model, names: &Names) -> Merges {
    let drawn = way::ways(model);
    let mut patterns: IndexSet<&str> = IndexSet::new();
    patterns.extend(drawn.iter().filter(|way| way.kind == WayKind::Merge).map(|way| way.into.text.as_str()));
    patterns.extend(drawn.iter().flat_map(|way| &way.closes).map(|branch| branch.text.as_str()));
    let mut taken = Taken::default();
    let branches: Vec<MergeBranch> = patterns
        .into_iter()
        .map(|pattern| (pattern, drawn.iter().filter(|way| way.into.text == pattern).collect::<Vec<_>>()))
        .filter(|(pattern, ways)| is_held(pattern, ways, &drawn))
        .map(|(pattern, ways)| branch(pattern, &ways, names, &mut taken))
        .collect();
    let is_held = |way: &MergeWay| branches.iter().any(|branch| branch.pattern == way.into);
    let ways: Vec<MergeWay> = drawn.iter().filter(|way| is_held(way)).cloned().collect();
    let checks = checks(model, &ways);
    Merges { branches, ways, checks }
}

/// A branch that takes everything from everywhere at any time needs nobody who looks.
fn is_held(pattern: &str, ways: &[&MergeWay], all: &[MergeWay]) -> bool {
    let is_open = |way: &&MergeWay| way.from.text == "**" && !way.asks();
    let is_closed_at_times = all.iter().flat_map(|way| &way.closes).any(|closed| closed.text == pattern);
    is_closed_at_times || ways.iter().any(|way| way.asks()) || !ways.iter().any(is_open)
}

fn branch(pattern: &str, ways: &[&MergeWay], names: &Names, taken: &mut Taken) -> MergeBranch {
    let mut teams: IndexMap<Person, u32> = IndexMap::new();
    for way in ways {
        for (team, count) in way.asked_of_github() {
            let most = teams.entry(team).or_default();
            *most = count.max(*most);
        }
    }
    let names_of_checks: IndexSet<&String> = ways.iter().flat_map(|way| &way.checks).collect();
    let context = taken.name(&names.title(&format!("Merge into {pattern}")), "Merge into another branch");
    MergeBranch {
        slug: taken.name(&format!("merge-into-{}", slug(pattern)), "merge-into-branch"),
        checks: names_of_checks.into_iter().map(|name| of_branch(name, ways, &context)).collect(),
        context,
        reviews: ways.iter().map(|way| way.people()).max().unwrap_or_default(),
        teams: teams.into_iter().collect(),
        pattern: Pattern::new(pattern),
    }
}

/// A check is skipped for branches whose ways do not ask for it, which counts as good on GitHub.
fn of_branch(name: &str, ways: &[&MergeWay], context: &str) -> BranchCheck {
    let asks = |way: &&&MergeWay| way.checks.iter().any(|check| check == name);
    let from = match ways.iter().all(|way| asks(&way)) {
        true => Vec::new(),
        false => ways.iter().filter(asks).map(|way| way.from.clone()).collect(),
    };
    BranchCheck { name: name.to_owned(), context: format!("{context}: {name}"), from }
}

/// Names that differ although GitHub compares them without case, and no longer than GitHub and disks take them.
#[derive(Default)]
struct Taken(BTreeSet<String>);

impl Taken {
    fn name(&mut self, wanted: &str, otherwise: &str) -> String {
        const LONGEST: usize = 100;
        let first = if wanted.len() > LONGEST || wanted.ends_with('-') { otherwise } else { wanted };
        std::iter::once(first.to_owned())
            .chain((2..).map(|number| format!("{first}-{number}")))
            .find(|name| self.0.insert(name.to_ascii_lowercase()))
            .unwrap_or_default()
    }
}

/// Every check once: where one stands on several ways, it does the same on each.
fn checks(model: &Model, ways: &[MergeWay]) -> Vec<MergeCheck> {
    let mut checks: IndexMap<String, MergeCheck> = IndexMap::new();
    for node in way::check_nodes(model) {
        let Some(name) = node.text(0) else { continue };
        let is_asked = ways.iter().any(|way| way.checks.iter().any(|check| check == name.value));
        if is_asked && !checks.contains_key(name.value) {
            checks.insert(name.value.to_owned(), check(name.value, node));
        }
    }
    checks.into_values().collect()
}

fn check(name: &str, node: &Node) -> MergeCheck {
    let run = node.property_text("run").into_iter().chain(node.all("run").flat_map(Node::texts));
    let timeout = node.child("timeout").and_then(duration::of).map(|timeout| timeout.value);
    MergeCheck {
        name: name.to_owned(),
        title: Command::new(node.text(1).map_or(name, |title| title.value)),
        run: run.map(|run| Command::new(run.value)).collect(),
        timeout_seconds: timeout.map_or(0, |timeout| timeout.div_ceil(1_000)),
        timeout_minutes: timeout.map_or(CHECK_MINUTES, |timeout| minutes(timeout) + AROUND_MINUTES).min(360),
    }
}
