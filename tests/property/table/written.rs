//! Nodes as the table says that they are written.

use gatewright::syntax::shape::{Argument, Block, Key, Kind, Shape, Times};
use indexmap::IndexSet;

use super::{Choices, world};
use crate::property::texts::{GLOBS, command, quoted};

/// Writes nodes, and keeps in mind which.
pub(super) struct Writer<'a, 'b> {
    pub(super) choices: &'a mut Choices<'b>,
    pub(super) written: &'a mut IndexSet<String>,
    /// How many names were made up.
    pub(super) fresh: usize,
}

/// The paths of all nodes of the table, a slash between two names; the second of two alike counts apart.
pub(super) fn paths(shapes: &'static [Shape]) -> IndexSet<String> {
    fn walk(shapes: &'static [Shape], around: &str, found: &mut IndexSet<String>) {
        for shape in shapes {
            let path = path(around, shape);
            walk(shape.children(), &path, found);
            if let Block::Arrows(_, beside) = shape.block {
                walk(beside, &path, found);
            }
            found.insert(path);
        }
    }
    let mut found = IndexSet::new();
    walk(shapes, "", &mut found);
    found
}

fn path(around: &str, shape: &Shape) -> String {
    format!("{around}/{} {}", shape.name, shape.variant().unwrap_or_default()).trim_end().to_owned()
}

impl Writer<'_, '_> {
    /// A node of this shape.
    pub(super) fn node(&mut self, shape: &'static Shape, around: &str) -> String {
        let path = path(around, shape);
        let name = if shape.name.is_empty() { self.fresh() } else { shape.name.to_owned() };
        self.named(&name, shape, path)
    }

    fn named(&mut self, name: &str, shape: &'static Shape, path: String) -> String {
        let list = shape.arguments[self.choices.below(shape.arguments.len())];
        let mut text = name.to_owned();
        let mut places = Vec::new();
        for argument in list {
            match argument {
                Argument::Word(word) => text += &format!(" {word}"),
                Argument::One(kind) => text += &format!(" {}", self.other(*kind, name, &mut places)),
                Argument::Many(kind) => {
                    for _ in 0..self.choices.between(1, 2) {
                        text += &format!(" {}", self.other(*kind, name, &mut places));
                    }
                }
            }
        }
        let is_none = matches!(list, [Argument::Word("none")]);
        let mut on_the_line = Vec::new();
        for (key, kind) in shape.properties {
            let may_stand_in_the_block = shape.children().iter().any(|child| child.name == *key);
            let is_needed = shape.needs.contains(key) && !may_stand_in_the_block;
            if (is_needed || self.choices.once_in(2)) && !is_none {
                on_the_line.push(*key);
                let key = if *key == "*" { "status" } else { key };
                text += &format!(" {key}={}", self.other(*kind, key, &mut Vec::new()));
            }
        }
        let wants = match shape.block {
            Block::None => false,
            Block::Of(_) => {
                !shape.needs.iter().all(|need| on_the_line.contains(need)) || self.choices.once_in(2)
            }
            Block::Needed(_) => true,
            Block::Keys(..) | Block::Arrows(..) => list.is_empty() || self.choices.once_in(2),
        };
        if wants && !is_none {
            text += &format!(" {{\n{}\n}}", self.block(shape, &path, &on_the_line).join("\n"));
        }
        self.written.insert(path);
        text
    }

    fn block(&mut self, shape: &'static Shape, path: &str, on_the_line: &[&str]) -> Vec<String> {
        match shape.block {
            Block::None => Vec::new(),
            Block::Of(shapes) | Block::Needed(shapes) => self.some(shapes, shape.needs, on_the_line, path),
            Block::Keys(key, inner) => {
                let keys: Vec<String> = match key {
                    Key::Free => vec!["KEY_A".to_owned(), "KEY_B".to_owned()],
                    Key::Declares(names) => {
                        let known = world::names(names).iter().map(|name| (*name).to_owned());
                        known.chain([self.fresh()]).collect()
                    }
                    Key::Refers(names) => world::names(names).iter().map(|name| (*name).to_owned()).collect(),
                };
                let path = self::path(path, inner);
                keys.iter().map(|key| self.named(key, inner, path.clone())).collect()
            }
            Block::Arrows(conditions, beside) => {
                let mut lines = Vec::new();
                for (from, to) in [("push main", "dev"), ("dev", "staging"), ("staging", "prod")] {
                    let block = match conditions {
                        [] => String::new(),
                        _ => format!(" {{\n{}\n}}", self.some(conditions, &[], &[], path).join("\n")),
                    };
                    lines.push(format!("{from} -> {to}{block}"));
                }
                lines.extend(beside.iter().map(|one| self.node(one, path)));
                lines
            }
        }
    }

    /// Some nodes of these shapes, each name once, and those that are needed.
    fn some(
        &mut self,
        shapes: &'static [Shape],
        needs: &[&str],
        without: &[&str],
        path: &str,
    ) -> Vec<String> {
        let mut names: Vec<&str> = shapes.iter().map(|shape| shape.name).collect();
        names.dedup();
        names.retain(|name| !without.contains(name));
        if names.is_empty() {
            return Vec::new();
        }
        let always = self.choices.below(names.len());
        let mut lines = Vec::new();
        for (index, name) in names.iter().enumerate() {
            if index != always && !needs.contains(name) && !self.choices.once_in(3) {
                continue;
            }
            let variants: Vec<&'static Shape> = shapes.iter().filter(|shape| shape.name == *name).collect();
            let shape = variants[self.choices.below(variants.len())];
            // `like` stands first.
            let at = if *name == "like" { 0 } else { lines.len() };
            lines.insert(at, self.node(shape, path));
            if shape.times == Times::EachCounts {
                lines.push(self.node(shape, path));
            }
        }
        lines
    }

    /// A value that does not stand on this line yet.
    fn other(&mut self, kind: Kind, owner: &str, there: &mut Vec<String>) -> String {
        for _ in 0..20 {
            let value = self.value(kind, owner);
            if !there.contains(&value)
                || matches!(kind, Kind::Text | Kind::Own | Kind::Count | Kind::Value | Kind::Number)
            {
                there.push(value.clone());
                return value;
            }
        }
        // The choices are used up, or there are no more words: any that is left.
        let all: Vec<&str> = match kind {
            Kind::Ref(names) => world::names(names).to_vec(),
            Kind::OneOf(words) => words.to_vec(),
            _ => vec!["other"],
        };
        let left = all.into_iter().find(|one| !there.iter().any(|value| value == one));
        let left = left.unwrap_or("other").to_owned();
        there.push(left.clone());
        left
    }

    fn value(&mut self, kind: Kind, owner: &str) -> String {
        let choices = &mut *self.choices;
        match kind {
            Kind::Name(_) => self.fresh(),
            Kind::Ref(names) => choices.one(world::names(names)).to_owned(),
            Kind::Key => choices.one(&["KEY_A", "KEY_B", "key_c", "_D"]).to_owned(),
            // These are read by files of their own.
            Kind::Own if owner == "from" => quoted("package.json"),
            Kind::Own if owner == "time-zone" => quoted("Europe/London"),
            Kind::Own if owner == "node" => quoted("22"),
            Kind::Own if owner == "artifact" => quoted(choices.one(GLOBS)),
            Kind::Text | Kind::Own => quoted(command(choices)),
            Kind::Count => choices.between(1, 99).to_string(),
            Kind::Percent => choices.between(1, 100).to_string(),
            Kind::Port => choices.between(1, 65_535).to_string(),
            Kind::Number => choices.one(&["0", "0.5", "99.9", "100", "1e3", "1_000"]).to_owned(),
            Kind::OneOf(words) => choices.one(words).to_owned(),
            Kind::Flag => choices.one(&["#true", "#false"]).to_owned(),
            Kind::Value => choices.one(&["word", "\"\"", "1", "1.10", "#true", "\"a b\""]).to_owned(),
            Kind::Duration => choices.one(&["\"30m\"", "\"1h30m\"", "\"2 days\""]).to_owned(),
            Kind::Memory => choices.one(&["\"256Mi\"", "\"5GB\"", "\"0.5Gi\""]).to_owned(),
            Kind::Cpu => choices.one(&["\"250m\"", "2", "0.5", "\"1.5\""]).to_owned(),
            Kind::Endpoint => choices.one(&["\"/health\"", "\"https://status.example.com\""]).to_owned(),
            Kind::Path => choices.one(&["\"services/api\"", "README.md", "\"a b/**\""]).to_owned(),
            Kind::Branch => choices
                .one(&["main", "develop", "\"release/*\"", "\"hotfix/**\"", "staging", "prod"])
                .to_owned(),
            Kind::Tag => choices.one(&["\"v*.*.*\"", "v1"]).to_owned(),
            Kind::Template(known) => {
                let known = known.iter().map(|name| format!("{{{name}}}")).collect::<Vec<_>>().join("-");
                quoted(&format!("v{known}"))
            }
            Kind::Hours => choices
                .one(&["\"Mon-Thu 09:00-16:00\"", "\"daily 20:00-24:00\"", "\"Mon,Wed 00:00-24:00\""])
                .to_owned(),
            Kind::Day => choices.one(&["\"2026-12-18\"", "\"2027-01-04 10:00\""]).to_owned(),
        }
    }

    fn fresh(&mut self) -> String {
        self.fresh += 1;
        format!("new-{}", self.fresh)
    }
}
