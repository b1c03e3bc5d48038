//! The map: one arrow for each source and target of a line.

use indexmap::{IndexMap, IndexSet};

use super::{Arrow, Condition, Environment, Line, Merge, Origin, demands::demands, names::Names};
use crate::{
    source::{Span, Spanned},
    syntax::{self, File, Kind, Node, Way, pattern},
};

/// More arrows than that on one line are no map that people read.
const MOST: usize = 1_000;

/// What the map draws.
pub(super) struct Drawn {
    pub(super) arrows: Vec<Arrow>,
    pub(super) merges: Vec<Merge>,
}

pub(super) fn drawn(
    file: &File,
    environments: &IndexMap<String, Environment>,
    names: &mut Names<'_>,
) -> Drawn {
    let drawn = Drawn { arrows: Vec::new(), merges: Vec::new() };
    let mut map = Map { environments, names, drawn, seen: IndexMap::new() };
    for line in &file.arrows {
        map.draw(line);
    }
    map.drawn
}

struct Map<'a, 'b> {
    environments: &'a IndexMap<String, Environment>,
    names: &'a mut Names<'b>,
    drawn: Drawn,
    /// Where each arrow stands that is drawn already.
    seen: IndexMap<(String, String), Span>,
}

/// What has to hold on a line of the map.
struct Asked {
    gates: Vec<Spanned<String>>,
    approvals: Vec<Line>,
    nobody: Option<Span>,
    conditions: Vec<Condition>,
}

impl Map<'_, '_> {
    fn draw(&mut self, line: &syntax::Arrow) {
        let asked = self.asked(line);
        if let Way::Merge(patterns) = &line.way {
            self.draw_merges(line, patterns, &asked);
            return;
        }
        let sources = self.sources(&line.way);
        let targets: Vec<_> =
            line.targets.iter().filter_map(|to| self.place(to, "an arrow leads here")).collect();
        if !self.can_be_read(line, sources.len(), targets.len()) {
            return;
        }
        for from in &sources {
            for to in &targets {
                let own = self.environments.get(&to.value).map(demands).unwrap_or_default();
                let arrow = Arrow {
                    from: from.clone(),
                    to: to.clone(),
                    gates: asked.gates.clone(),
                    approvals: asked.approvals.clone(),
                    nobody: asked.nobody,
                    conditions: asked.conditions.iter().cloned().chain(own).collect(),
                    head: line.head,
                    span: line.span,
                };
                if self.is_new(&arrow.from.words(), &arrow.to, arrow.head) {
                    self.drawn.arrows.push(arrow);
                }
            }
        }
    }

    fn draw_merges(&mut self, line: &syntax::Arrow, patterns: &[Spanned<String>], asked: &Asked) {
        let from: Vec<_> = patterns.iter().filter_map(|one| self.branch(one)).collect();
        let into: Vec<_> = line.targets.iter().filter_map(|one| self.held_branch(one)).collect();
        if !self.can_be_read(line, from.len(), into.len()) {
            return;
        }
        for from in &from {
            for into in &into {
                let merge = Merge {
                    from: from.clone(),
                    into: into.clone(),
                    gates: asked.gates.clone(),
                    approvals: asked.approvals.clone(),
                    nobody: asked.nobody,
                    conditions: asked.conditions.clone(),
                    head: line.head,
                    span: line.span,
                };
                if self.is_new(&format!("merge {}", from.value), into, line.head) {
                    self.drawn.merges.push(merge);
                }
            }
        }
    }

    fn can_be_read(&mut self, line: &syntax::Arrow, sources: usize, targets: usize) -> bool {
        let fits = sources.saturating_mul(targets) <= MOST;
        if !fits {
            self.names
                .diagnostics
                .error("too-many-arrows", line.head, "this line stands for more arrows than anybody can read")
                .label(format!("{sources} names before the arrow, {targets} behind it"))
                .help(format!("{MOST} arrows are the most for one line"));
        }
        fits
    }

    fn is_new(&mut self, from: &str, to: &Spanned<String>, head: Span) -> bool {
        let key = (from.to_owned(), to.value.clone());
        let Some(&first) = self.seen.get(&key) else {
            self.seen.insert(key, to.span);
            return true;
        };
        let help = match head.contains(first) {
            true => "once is enough",
            false => "one arrow has all its gates in one block: `{ gate release second-region }`",
        };
        self.names
            .diagnostics
            .error("declared-twice", to.span, format!("the arrow `{from} -> {}` is drawn twice", to.value))
            .label("the second time")
            .also(first, "the first time")
            .help(help);
        false
    }

    /// Where the arrows of a line start.
    fn sources(&mut self, way: &Way) -> Vec<Origin> {
        let (patterns, origin): (_, fn(Spanned<String>) -> Origin) = match way {
            Way::Push(patterns) => (patterns, Origin::Push),
            Way::Manual(patterns) => (patterns, Origin::Manual),
            Way::PullRequest(patterns) => (patterns, Origin::PullRequest),
            Way::Tag(patterns) => {
                let fits =
                    |one: &&Spanned<String>| pattern::check_tag(one.as_deref(), self.names.diagnostics);
                return patterns.iter().filter(fits).cloned().map(Origin::Tag).collect();
            }
            Way::From(names) => {
                let places = names.iter().filter_map(|name| self.place(name, "an arrow starts here"));
                return places.map(Origin::Environment).collect();
            }
            Way::Merge(_) => return Vec::new(),
        };
        patterns.iter().filter_map(|one| self.branch(one)).map(origin).collect()
    }

    /// What a line asks for: what its gates do, then what it does itself.
    fn asked(&mut self, line: &syntax::Arrow) -> Asked {
        let is_known = |gate: &&Spanned<String>| self.names.gates.contains_key(&gate.value);
        let gates: Vec<_> = line.gates.iter().filter(is_known).cloned().collect();
        let (mut approvals, mut conditions) = (Vec::new(), Vec::new());
        let mut nobodies: Vec<_> = line.conditions.nobody.map(|span| (None, span)).into_iter().collect();
        let mut named = IndexSet::new();
        for gate in gates.iter().filter_map(|gate| self.names.gates.get(&gate.value)) {
            if !named.insert(gate.name.value.as_str()) {
                continue;
            }
            let name = Some(gate.name.value.clone());
            nobodies.extend(gate.conditions.nobody.map(|span| (name.clone(), span)));
            let of_gate =
                |approvals: &syntax::Approvals| Line { gate: name.clone(), approvals: approvals.clone() };
            approvals.extend(gate.conditions.approvals.iter().map(of_gate));
            let of_gate = |node: &Node| Condition { gate: name.clone(), node: node.clone() };
            conditions.extend(gate.conditions.parts.iter().map(of_gate));
        }
        let own = |approvals: &syntax::Approvals| Line { gate: None, approvals: approvals.clone() };
        approvals.extend(line.conditions.approvals.iter().map(own));
        let own = |node: &Node| Condition { gate: None, node: node.clone() };
        conditions.extend(line.conditions.parts.iter().map(own));
        self.contradicting(&nobodies, &approvals);
        let nobody = nobodies.first().map(|(_, span)| *span);
        Asked { gates, approvals, nobody, conditions }
    }

    /// Reports an arrow on which one block says that nobody is asked, and another one asks people.
    fn contradicting(&mut self, nobodies: &[(Option<String>, Span)], approvals: &[Line]) {
        let pairs = nobodies.iter().flat_map(|nobody| approvals.iter().map(move |line| (nobody, line)));
        // Within one block it was said there.
        let mut apart = pairs.filter(|((gate, _), line)| *gate != line.gate);
        let Some(((_, nobody), line)) = apart.next() else { return };
        self.names
            .diagnostics
            .error(
                "contradicting-approvals",
                *nobody,
                "nobody is asked here, and somebody is on the same arrow",
            )
            .label("says that nobody is asked")
            .also(line.approvals.span, "asks people")
            .help(
                "a gate and the arrow's own lines hold together: leave this line out, or the gate that asks",
            );
    }

    /// An environment that can be on the map.
    fn place(&mut self, name: &Spanned<String>, label: &str) -> Option<Spanned<String>> {
        let name = self.names.environment(name, label)?;
        // One whose block could not be used was reported there.
        let environment = self.environments.get(&name.value)?;
        if environment.kind.value != Kind::Local {
            return Some(name);
        }
        let message = format!("`{}` is a developer's machine: no release travels there", name.value);
        self.names
            .diagnostics
            .error("local-on-map", name.span, message)
            .label(label)
            .also(environment.kind.span, "of kind local")
            .help("leave it out of the map, or give it another kind");
        None
    }

    /// A branch with a ruleset, in which each `**` becomes two patterns.
    fn held_branch(&mut self, pattern: &Spanned<String>) -> Option<Spanned<String>> {
        const MOST: usize = 3;
        let pattern = self.branch(pattern)?;
        if pattern.value.matches("**").count() <= MOST {
            return Some(pattern);
        }
        self.names
            .diagnostics
            .error(
                "name-github-refuses",
                pattern.span,
                "no ruleset on GitHub holds branches with so many stars",
            )
            .label("merges lead here")
            .help(format!("{MOST} times `**` is the most"));
        None
    }

    fn branch(&mut self, pattern: &Spanned<String>) -> Option<Spanned<String>> {
        pattern::check_branch(pattern.as_deref(), self.names.diagnostics).then(|| pattern.clone())
    }
}
