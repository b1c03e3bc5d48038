//! The map as text that reads from top to bottom: each place under the one that a release comes from.

use indexmap::IndexSet;

use super::{
    Gate, Hotfix, Map, Passage, Point,
    screen::{said, strong},
};
use crate::text::{Style, wrap};

/// Draws the map.
pub fn flow(map: &Map, style: Style) -> String {
    let mut flow = Flow { map, style, done: IndexSet::new(), text: String::new() };
    let mut left: IndexSet<&Point> = map.passages.iter().map(|passage| &passage.to).collect();
    let mut last: Option<&Point> = None;
    while let Some(next) = flow.next(&left, last) {
        left.shift_remove(next);
        flow.station(next, last);
        last = Some(next);
    }
    for hotfix in &map.hotfixes {
        flow.hotfix(hotfix);
    }
    flow.rest();
    flow.text
}

struct Flow<'a> {
    map: &'a Map,
    style: Style,
    /// What stands on the page already.
    done: IndexSet<&'a Point>,
    text: String,
}

impl<'a> Flow<'a> {
    /// What comes next: where the last place leads, if nothing before it is missing; else whatever can come.
    fn next(&self, left: &IndexSet<&'a Point>, last: Option<&Point>) -> Option<&'a Point> {
        let is_ready = |to: &&&Point| !self.ways_to(to).any(|passage| left.contains(&passage.from));
        let behind = |to: &&&Point| last.is_some_and(|last| self.map.passage(last, to).is_some());
        let ready = || left.iter().filter(is_ready);
        ready().find(behind).or_else(|| ready().next()).or_else(|| left.first()).copied()
    }

    fn ways_to(&self, to: &Point) -> impl Iterator<Item = &'a Passage> {
        self.map.passages.iter().filter(move |passage| passage.to == *to)
    }

    fn line(&mut self, mark: &str, words: &str) {
        let room = self.style.width.saturating_sub(4 + mark.chars().count() + 1);
        let lines = wrap(&said(words), 0, room.max(20));
        let bar = mark
            .chars()
            .next()
            .filter(|bar| *bar != '▼')
            .map_or(' ', |bar| if bar == '├' { '│' } else { bar });
        for (at, line) in lines.iter().enumerate() {
            let mark = if at == 0 { mark.to_owned() } else { format!("{bar}  ") };
            self.text.push_str(format!("    {mark} {line}").trim_end());
            self.text.push('\n');
        }
        if lines.is_empty() {
            self.text.push_str(&format!("    {mark}\n"));
        }
    }

    fn head(&mut self, words: &str, behind: &str) {
        let words = strong(&said(words), self.style);
        self.text.push_str(format!("  {words}{behind}").trim_end());
        self.text.push('\n');
    }

    /// A place, with everything that leads to it above it.
    fn station(&mut self, to: &'a Point, last: Option<&Point>) {
        let ways: Vec<&Passage> = self.ways_to(to).collect();
        let main = ways.iter().find(|way| Some(&way.from) == last).or(ways.first());
        let Some(main) = main.copied() else { return };
        if last != Some(&main.from) {
            self.start(&main.from);
        }
        let is_short = main.gate.is_closed() || ways.len() > 1;
        if !(verb(main).is_empty() && is_short) {
            self.line("│", verb(main));
        }
        let others = || ways.iter().filter(|way| way.from != main.from);
        for other in others().filter(|other| other.gate == main.gate) {
            self.joins(other);
        }
        self.gate("│", &main.gate);
        for other in others().filter(|other| other.gate != main.gate) {
            self.joins(other);
            self.gate("│    ", &other.gate);
        }
        self.line("▼", "");
        self.name(to, "");
    }

    /// Begins a new line of the drawing.
    fn start(&mut self, from: &'a Point) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let is_place = self.map.passages.iter().any(|passage| passage.to == *from);
        let behind = match (is_place, self.done.contains(from)) {
            (true, true) => "  ↑ above",
            (true, false) => "  ↓ below",
            (false, _) => "",
        };
        self.name(from, behind);
    }

    fn joins(&mut self, other: &Passage) {
        let words = match (&other.from, other.is_merge()) {
            (Point::Branch(_), true) => other.from.say(str::to_owned),
            _ => other.start(str::to_owned),
        };
        let automatic = if other.automatic { ", by itself" } else { "" };
        self.line("├─◂", &format!("{words}{automatic}"));
    }

    fn gate(&mut self, mark: &str, gate: &Gate) {
        if let Some(locked) = gate.locked() {
            self.line(mark, &locked);
        }
        for words in gate.holds() {
            self.line(mark, words);
        }
    }

    fn name(&mut self, point: &'a Point, behind: &str) {
        let place = self.map.places.iter().find(|place| point.is_environment() && place.name == point.name());
        let kind = match (point, place) {
            (Point::Branch(pattern), _) if pattern.contains('*') => "",
            (Point::Branch(_), _) => "branch",
            (_, place) => place.map_or("", |place| place.kind.name()),
        };
        let is_news = behind.is_empty() && !kind.is_empty() && kind != point.name();
        let kind = if is_news { format!("  {kind}") } else { String::new() };
        self.head(&point.say(str::to_owned), &format!("{kind}{behind}"));
        self.done.insert(point);
    }

    fn hotfix(&mut self, hotfix: &'a Hotfix) {
        self.text.push('\n');
        self.name(&hotfix.from, "");
        self.line("║", "hotfix");
        self.gate("║", &hotfix.gate);
        self.line("▼", "");
        let stations: Vec<String> = hotfix.stations.iter().map(|one| one.say(said)).collect();
        self.head(&stations.join(" ══▶ "), "");
    }

    /// What no way leads to.
    fn rest(&mut self) {
        let back =
            |(from, to): &(Point, Point)| format!("{} ┄┄▶ {}  brought back", from.say(said), to.say(said));
        let mut lines: Vec<String> = self.map.merge_backs.iter().map(back).collect();
        let is_on = |name: &str| self.done.iter().any(|point| point.is_environment() && point.name() == name);
        let alone = self.map.places.iter().filter(|place| !is_on(&place.name));
        lines.extend(alone.map(|place| format!("{}  not on the map", said(&place.name))));
        lines.extend(self.map.local.iter().map(|name| format!("{}  a developer's machine", said(name))));
        if !lines.is_empty() {
            self.text.push_str(if self.text.is_empty() { "" } else { "\n" });
            lines.iter().for_each(|line| self.text.push_str(&format!("  {line}\n")));
        }
    }
}

/// What makes a release go this way.
fn verb(passage: &Passage) -> &'static str {
    match (&passage.from, passage.is_merge()) {
        (_, true) => "merge",
        (Point::Branch(_), false) => "push",
        (Point::Environment(_), _) if passage.automatic => "goes on by itself",
        (Point::Environment(_), _) => "promote",
        _ => "",
    }
}
