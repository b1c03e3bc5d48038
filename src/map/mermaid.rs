//! The map as a Mermaid flow chart: branches and places as boxes, gates as diamonds.
//!
//! Every id is a letter and a number, since a name such as `end` means something to Mermaid; every text of the user's
//! stands in quotes, with a code for each sign that could mean anything.

use std::fmt::Write;

use indexmap::IndexMap;

use super::{Gate, Hotfix, Map, Passage, Point};
use crate::{markdown::seen, syntax::Kind};

/// Mermaid draws no chart with more lines than this, unless its configuration says so.
pub const MOST_EDGES: usize = 500;

/// Draws the map.
pub fn mermaid(map: &Map) -> String {
    let mut chart = Chart { text: String::from("flowchart TD\n"), ids: IndexMap::new(), edges: 0 };
    chart.places(map);
    chart.passages(map);
    for (index, hotfix) in map.hotfixes.iter().enumerate() {
        chart.hotfix(index, hotfix);
    }
    for (from, to) in &map.merge_backs {
        let (from, to) = (chart.node(from), chart.node(to));
        chart.edge(&from, "-. merge back .->", &to);
    }
    chart.text
}

/// Counts the lines that the chart has.
pub fn edges(map: &Map) -> usize {
    let mut chart = Chart { text: String::new(), ids: IndexMap::new(), edges: 0 };
    chart.passages(map);
    chart.edges + map.hotfixes.iter().map(|one| one.stations.len() + 1).sum::<usize>() + map.merge_backs.len()
}

struct Chart<'a> {
    text: String,
    ids: IndexMap<&'a Point, String>,
    edges: usize,
}

impl<'a> Chart<'a> {
    fn line(&mut self, line: &str) {
        let _ = writeln!(self.text, "    {line}");
    }

    fn edge(&mut self, from: &str, arrow: &str, to: &str) {
        self.edges += 1;
        self.line(&format!("{from} {arrow} {to}"));
    }

    /// The environments; several of a kind stand together, unless a gate would have to stand between them.
    fn places(&mut self, map: &'a Map) {
        let mut kinds: IndexMap<Kind, Vec<usize>> = IndexMap::new();
        for (index, place) in map.places.iter().enumerate() {
            kinds.entry(place.kind).or_default().push(index);
        }
        for (number, (kind, indices)) in kinds.iter().enumerate() {
            let box_of = |index: usize| format!("e{index}[{}]", label(&map.places[index].name));
            let is_member = |point: &Point| {
                point.is_environment() && indices.iter().any(|&index| map.places[index].name == point.name())
            };
            let is_split = map
                .passages
                .iter()
                .any(|one| one.gate.is_closed() && is_member(&one.from) && is_member(&one.to));
            match is_split || indices.len() == 1 {
                true => indices.iter().for_each(|&index| self.line(&box_of(index))),
                false => {
                    self.line(&format!("subgraph k{number}[{}]", label(kind.name())));
                    indices.iter().for_each(|&index| self.line(&format!("    {}", box_of(index))));
                    self.line("end");
                }
            }
        }
        for (index, name) in map.local.iter().enumerate() {
            self.line(&format!("l{index}[{}]", lines(&[name.as_str(), "a developer's machine"])));
        }
        self.classes(map);
    }

    /// A thick line around what users see, a dashed one around what does not stay or is not reached.
    fn classes(&mut self, map: &Map) {
        let of = |kind: Kind| {
            let places = map.places.iter().enumerate().filter(move |(_, place)| place.kind == kind);
            places.map(|(index, _)| format!("e{index}"))
        };
        let live: Vec<String> = of(Kind::Production).collect();
        let local = (0..map.local.len()).map(|index| format!("l{index}"));
        let passing: Vec<String> = of(Kind::Ephemeral).chain(local).collect();
        for (class, style, members) in
            [("live", "stroke-width:4px", live), ("passing", "stroke-dasharray:5 5", passing)]
        {
            if !members.is_empty() {
                self.line(&format!("classDef {class} {style}"));
                self.line(&format!("class {} {class}", members.join(",")));
            }
        }
    }

    /// The id of a point; one that is no environment is drawn at its first use.
    fn node(&mut self, point: &'a Point) -> String {
        if let Some(id) = self.ids.get(point) {
            return id.clone();
        }
        let id = format!("b{}", self.ids.len());
        let words = label(&point.say(str::to_owned));
        let shape = match point {
            Point::Environment(_) => format!("[{words}]"),
            Point::Branch(_) => format!("([{words}])"),
            Point::Manual(_) => format!("[/{words}/]"),
            Point::Tag(_) => format!(">{words}]"),
            Point::PullRequest(_) => format!("{{{{{words}}}}}"),
        };
        self.line(&format!("{id}{shape}"));
        self.ids.insert(point, id.clone());
        id
    }

    /// Ways to one place that ask for the same go through one gate.
    fn passages(&mut self, map: &'a Map) {
        for (index, place) in map.places.iter().enumerate() {
            let known = map.passages.iter().flat_map(|one| [&one.from, &one.to]);
            let known = known.chain(map.hotfixes.iter().flat_map(|one| &one.stations));
            let point = known
                .into_iter()
                .find(|point| matches!(point, Point::Environment(name) if *name == place.name));
            if let Some(point) = point {
                self.ids.insert(point, format!("e{index}"));
            }
        }
        let mut gates: Vec<(&Point, &Gate)> = Vec::new();
        for passage in &map.passages {
            let from = self.node(&passage.from);
            let to = self.node(&passage.to);
            let arrow = arrow(passage);
            if !passage.gate.is_closed() {
                self.edge(&from, arrow, &to);
                continue;
            }
            let key = (&passage.to, &passage.gate);
            let known = gates.iter().position(|gate| *gate == key);
            let id = format!("g{}", known.unwrap_or(gates.len()));
            if known.is_some() {
                self.edge(&from, arrow, &id);
                continue;
            }
            gates.push(key);
            self.line(&format!("{id}{{{}}}", gate(&passage.gate, None)));
            self.edge(&from, arrow, &id);
            self.edge(&id, "-->", &to);
        }
    }

    /// A thick line from station to station, behind what the hotfix itself asks for.
    fn hotfix(&mut self, index: usize, hotfix: &'a Hotfix) {
        let mut at = self.node(&hotfix.from);
        let gate = gate(&hotfix.gate, Some("hotfix"));
        self.line(&format!("h{index}{{{gate}}}"));
        self.edge(&at, "==>", &format!("h{index}"));
        at = format!("h{index}");
        for station in &hotfix.stations {
            let to = self.node(station);
            self.edge(&at, "==>", &to);
            at = to;
        }
    }
}

fn arrow(passage: &Passage) -> &'static str {
    match (&passage.from, passage.is_merge()) {
        (_, true) => "-- merge -->",
        (Point::Branch(_), false) => "-- push -->",
        _ if passage.automatic => "-- by itself -->",
        _ => "-->",
    }
}

/// Who approves, and what else has to hold.
fn gate(gate: &Gate, title: Option<&str>) -> String {
    let (locked, briefs) = (gate.locked(), gate.briefs().collect::<Vec<_>>().join(", "));
    let briefs = if locked.is_some() { format!("+ {briefs}") } else { briefs };
    let briefs = Some(briefs.as_str()).filter(|_| gate.briefs().next().is_some());
    let words: Vec<&str> = title.into_iter().chain(locked.as_deref()).chain(briefs).collect();
    lines(&words)
}

fn label(text: &str) -> String {
    lines(&[text])
}

/// A text in quotes.
fn lines(texts: &[&str]) -> String {
    format!("\"{}\"", texts.iter().map(|text| escaped(text)).collect::<Vec<_>>().join("<br/>"))
}

/// Letters, digits and blanks stand for themselves everywhere; of the other signs only those that mean nothing, where
/// they stand, to Mermaid, to the Markdown that it reads in labels, or to HTML.
fn escaped(text: &str) -> String {
    let text = seen(text);
    let text = text.trim();
    let mut escaped = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let behind = &text[at + c.len_utf8()..];
        let inside = at > 0 && !behind.is_empty() && !behind.starts_with(' ');
        let plain = match c {
            '-' | '.' => inside,
            ':' => behind.starts_with(' '),
            _ => c.is_alphanumeric() || matches!(c, ' ' | ',' | '/' | '?' | '🔒' | '\''),
        };
        if plain {
            escaped.push(c);
        } else {
            let _ = write!(escaped, "#{};", u32::from(c));
        }
    }
    escaped
}
