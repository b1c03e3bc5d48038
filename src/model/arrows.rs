//! The map: one arrow for each source and target of a line.

use indexmap::{IndexMap, IndexSet};

use super::{Arrow, Environment, Line, Origin, names::Names};
use crate::{
    source::{Span, Spanned},
    syntax::{self, File, Kind, Way},
};

/// More arrows than that on one line are no map that people read.
const MOST: usize = 1_000;

pub(super) fn drawn(
    file: &File,
    environments: &IndexMap<String, Environment>,
    names: &mut Names<'_>,
) -> Vec<Arrow> {
    let mut map = Map { environments, names, arrows: Vec::new(), seen: IndexMap::new() };
    for line in &file.arrows {
        map.draw(line);
    }
    map.arrows
}

struct Map<'a, 'b> {
    environments: &'a IndexMap<String, Environment>,
    names: &'a mut Names<'b>,
    arrows: Vec<Arrow>,
    /// Where each arrow stands that is drawn already.
    seen: IndexMap<(String, String), Span>,
}

impl Map<'_, '_> {
    fn draw(&mut self, line: &syntax::Arrow) {
        self.names.check_teams(&line.conditions);
        let gates: Vec<_> = line.gates.iter().filter_map(|gate| self.names.gate(gate)).collect();
        let (approvals, nobody) = self.lines(line, &gates);
        let sources = self.sources(&line.way);
        let targets: Vec<_> =
            line.targets.iter().filter_map(|to| self.place(to, "an arrow leads here")).collect();
        if sources.len().saturating_mul(targets.len()) > MOST {
            self.names
                .diagnostics
                .error("too-many-arrows", line.head, "this line stands for more arrows than anybody can read")
                .label(format!("{} names before the arrow, {} behind it", sources.len(), targets.len()))
                .help(format!("{MOST} arrows are the most for one line"));
            return;
        }
        for from in &sources {
            for to in &targets {
                let arrow = Arrow {
                    from: from.clone(),
                    to: to.clone(),
                    gates: gates.clone(),
                    approvals: approvals.clone(),
                    nobody,
                    head: line.head,
                    span: line.span,
                };
                self.add(arrow);
            }
        }
    }

    fn add(&mut self, arrow: Arrow) {
        let key = (arrow.from.words(), arrow.to.value.clone());
        let Some(&first) = self.seen.get(&key) else {
            self.seen.insert(key, arrow.to.span);
            self.arrows.push(arrow);
            return;
        };
        let help = match arrow.head.contains(first) {
            true => "once is enough",
            false => "one arrow has all its gates in one block: `{ gate release second-region }`",
        };
        self.names
            .diagnostics
            .error("declared-twice", arrow.to.span, format!("the arrow `{}` is drawn twice", arrow.words()))
            .label("the second time")
            .also(first, "the first time")
            .help(help);
    }

    /// Where the arrows of a line start.
    fn sources(&mut self, way: &Way) -> Vec<Origin> {
        match way {
            Way::Push(patterns) => {
                patterns.iter().filter_map(|one| self.pattern(one)).map(Origin::Push).collect()
            }
            Way::Manual(patterns) => {
                patterns.iter().filter_map(|one| self.pattern(one)).map(Origin::Manual).collect()
            }
            Way::From(names) => {
                let places = names.iter().filter_map(|name| self.place(name, "an arrow starts here"));
                places.map(Origin::Environment).collect()
            }
        }
    }

    /// The approvals on an arrow: those of its gates, then its own.
    fn lines(&self, line: &syntax::Arrow, gates: &[Spanned<String>]) -> (Vec<Line>, Option<Span>) {
        let mut lines = Vec::new();
        let mut nobody = line.conditions.nobody;
        let mut named = IndexSet::new();
        for gate in gates.iter().filter_map(|gate| self.names.gates.get(&gate.value)) {
            if !named.insert(gate.name.value.as_str()) {
                continue;
            }
            nobody = nobody.or(gate.conditions.nobody);
            let of_gate = |approvals: &syntax::Approvals| Line {
                gate: Some(gate.name.value.clone()),
                approvals: approvals.clone(),
            };
            lines.extend(gate.conditions.approvals.iter().map(of_gate));
        }
        let own = |approvals: &syntax::Approvals| Line { gate: None, approvals: approvals.clone() };
        lines.extend(line.conditions.approvals.iter().map(own));
        (lines, nobody)
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

    /// A branch pattern becomes a regular expression and a filter on GitHub: it has to be one that both understand.
    fn pattern(&mut self, pattern: &Spanned<String>) -> Option<Spanned<String>> {
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_./*@+#".contains(c);
        let fits = !pattern.value.is_empty()
            && pattern.value.chars().all(plain)
            && !pattern.value.contains("***")
            && !pattern.value.starts_with(['/', '-', '.'])
            && !pattern.value.ends_with('/');
        if !fits {
            self.names
                .diagnostics
                .error("name-github-refuses", pattern.span, format!("no branch is called `{}`", pattern.value))
                .label("a branch, or a pattern of branches")
                .help("letters, digits, `-`, `_`, `.` and `/`; `*` stands for anything but `/`, `**` for anything");
        }
        fits.then(|| pattern.clone())
    }
}
