//! The map as people read it: for every pipeline of the gallery, those too of which nothing is generated yet.

mod chart;

use std::{collections::BTreeSet, path::Path};

use gatewright::{
    map::{self, Map, Passage, Point},
    model::Model,
    report::Style,
    source::Source,
};

use crate::common;
use chart::{Chart, decoded};

const PLAIN: Style = Style { color: false, width: 100, unicode: true };

/// The pipelines whose drawings are to be read: the five teams, and what each of the others is about.
const SHOWN: [&str; 10] = [
    "storefront",
    "acs",
    "webapp",
    "studysphere",
    "forms",
    "six-stage",
    "two-gates-one-arrow",
    "unguarded",
    "local",
    "long-names",
];

fn gallery() -> Vec<(String, String)> {
    let files = common::files("pipelines", "kdl").into_iter();
    let name = |path: &Path| path.file_stem().expect("a name").to_string_lossy().into_owned();
    files.map(|path| (name(&path), common::read(&path))).collect()
}

fn map_of(text: &str) -> Map {
    let checked = gatewright::check(&Source::new("pipelines/shop.kdl", text), &Default::default());
    Map::new(&checked.model.unwrap_or_else(|| panic!("no model: {:?}", checked.diagnostics)))
}

#[test]
fn the_gallery_is_shown_whole() {
    for (name, text) in gallery() {
        let model = gatewright::check(&Source::new("shop.kdl", &*text), &Default::default()).model;
        hold(&name, &model.expect("the gallery can be made out"));
    }
}

/// Holds what people are shown of a pipeline against its model.
pub(crate) fn hold(name: &str, model: &Model) {
    let map = Map::new(model);
    assert_eq!(map.passages.len(), model.arrows.len() + model.merges.len(), "{name}");
    every_arrow_stands_in_the_matrix_exactly_once(name, &map);
    every_arrow_is_drawn_in_the_chart(name, &map);
    every_way_is_told_in_the_text(name, &map);
}

fn every_arrow_stands_in_the_matrix_exactly_once(name: &str, map: &Map) {
    let screen = map::screen(map, Style { width: 10_000, ..PLAIN });
    for (page, sign) in [(map::matrix(map), '✅'), (screen, '✔')] {
        // Where a page lists them, there is no legend.
        let cells = page.split(&format!("{sign} allowed")).next().unwrap_or_default();
        let listed =
            cells.lines().filter(|line| line.starts_with("| ")).map(|line| line.matches("`, `").count());
        let count = match page.contains("| May go to") {
            true => cells.lines().skip(2).count() + listed.sum::<usize>(),
            false => cells.matches(sign).count(),
        };
        assert_eq!(count, map.passages.len(), "{name}:\n{page}");
    }
    let rows = map::approvals(map, None).lines().filter(|line| line.contains(" → ")).count();
    assert_eq!(rows, map.passages.len() + map.hotfixes.len(), "{name}");
}

fn every_arrow_is_drawn_in_the_chart(name: &str, map: &Map) {
    let chart = Chart::read(&map::mermaid(map));
    assert_eq!(chart.edges.len(), map::edges(map), "{name}: as many lines as were counted");
    for passage in &map.passages {
        let (from, to) = (id(&chart, map, &passage.from), id(&chart, map, &passage.to));
        let leads = |from: &str, to: &str| {
            let is_between = |edge: &&(String, String, bool)| edge.0 == from && edge.1 == to && !edge.2;
            chart.edges.iter().any(|edge| is_between(&edge))
        };
        let direct = leads(&from, &to);
        let gates = chart.nodes.keys().filter(|node| node.starts_with('g'));
        let gated = gates.filter(|gate| leads(&from, gate) && leads(gate, &to)).count();
        let is_gated = passage.gate.people.asks() || passage.gate.holds().next().is_some();
        assert_eq!((direct, gated), (!is_gated, usize::from(is_gated)), "{name}: {passage:?}");
    }
}

fn every_way_is_told_in_the_text(name: &str, map: &Map) {
    let flow = map::flow(map, Style { width: 10_000, ..PLAIN });
    let is_station = |line: &&str| line.starts_with("  ") && !line.starts_with("   ");
    let stations: Vec<&str> = flow.lines().filter(is_station).collect();
    for place in &map.places {
        let is_head = |line: &&&str| line.trim().split("  ").next() == Some(&place.name);
        let again = |line: &&&str| line.ends_with(" above") || line.ends_with(" branch");
        let heads = stations.iter().filter(is_head).filter(|line| !again(line)).count();
        assert_eq!(heads, 1, "{name}: {} has one place in\n{flow}", place.name);
    }
    // One way leads straight to each station; every other one joins.
    let targets: BTreeSet<String> = map.passages.iter().map(|one| format!("{:?}", one.to)).collect();
    assert_eq!(flow.matches("├─◂").count(), map.passages.len() - targets.len(), "{name}:\n{flow}");
    assert_eq!(flow.matches('▼').count(), targets.len() + map.hotfixes.len(), "{name}:\n{flow}");
    for gated in map.passages.iter().filter(|one: &&Passage| one.gate.people.asks()) {
        assert!(flow.contains(&gated.gate.people.words()), "{name}: {:?}", gated.gate);
    }
}

/// The node of a point.
fn id(chart: &Chart, map: &Map, point: &Point) -> String {
    if let Point::Environment(name) = point {
        let at = map.places.iter().position(|place| place.name == *name).expect("arrows lead to places");
        return format!("e{at}");
    }
    let words = point.say(str::to_owned);
    let shape = |node: &&String| match point {
        Point::Branch(_) => chart.nodes[*node].starts_with("(["),
        Point::Manual(_) => chart.nodes[*node].starts_with("[/"),
        Point::Tag(_) => chart.nodes[*node].starts_with('>'),
        _ => chart.nodes[*node].starts_with("{{"),
    };
    let mut found = chart.nodes.keys().filter(|node| node.starts_with('b')).filter(shape);
    let found = found.find(|node| decoded(&chart.nodes[*node]).contains(&format!("\"{words}\"")));
    found.unwrap_or_else(|| panic!("{words} is not drawn")).clone()
}

#[test]
fn hostile_words_are_data() {
    const HOSTILE: [&str; 12] = [
        "end",
        "a\"] --> b[\"c",
        "`**bold** _it_`",
        "<script>alert(1)</script>",
        "#quot; &amp; #35;",
        "style x:y#z; classDef a:b#c;",
        "%%{init: {\"theme\": \"dark\"}}%%",
        "1. one",
        "- two",
        "fa:fa-car $$x^2$$ | ::: ~~~",
        "Grüße, 世界 🚀\u{202e}\u{7}\n    four",
        "\\ ' ; { } ( )",
    ];
    for words in HOSTILE {
        let quoted = words
            .replace('\\', "\\\\")
            .replace('"', "\\\"")
            .replace('\n', "\\n")
            .replace('\u{7}', "\\u{7}")
            .replace('\u{202e}', "\\u{202e}");
        let text = format!(
            "pipeline \"{quoted}\" {{ repository \"a/b\" }}\n\
             promotions {{ push main -> \"{quoted}\"; \"{quoted}\" -> prod {{ check \"{quoted}\" \"{quoted}\" {{ run x }}; \
             approvals 2 from \"{quoted}\"; blocked-by issue label=\"{quoted}\" }} }}\n\
             hotfix \"{quoted}\" -> \"{quoted}\" -> prod {{ approvals 1 from \"{quoted}\"; ask a \"{quoted}\" }}\n\
             merge-back \"{quoted}\" -> main\n\
             teams {{ \"{quoted}\" \"@a/b\" }}\n\
             environment \"{quoted}\" {{ kind test }}\nenvironment prod {{ kind production }}\n"
        );
        let checked = gatewright::check(&Source::new("pipelines/shop.kdl", &*text), &Default::default());
        // Where the reader itself does not take such a name, there is nothing to draw.
        let Some(model) = checked.model else { continue };
        let map = Map::new(&model);
        Chart::read(&map::mermaid(&map));
        let obeyed = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}');
        for page in [map::flow(&map, PLAIN), map::screen(&map, PLAIN), map::markdown(&map)] {
            assert_eq!(page.find(obeyed), None, "{page:?}");
        }
        for line in map::markdown(&map).lines() {
            assert!(line.is_empty() || line.starts_with(['|', '#', '✅', 'W', '✔']), "{line}");
        }
    }
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for (name, text) in gallery().iter().filter(|(name, _)| name != "long-names") {
        let map = map_of(text);
        for width in [60, 80, 100, 160] {
            let style = Style { width, ..PLAIN };
            for page in [map::screen(&map, style), map::flow(&map, style)] {
                let widest = page.lines().map(|line| line.chars().count()).max().unwrap_or(0);
                assert!(widest <= width, "{name}: {widest} columns in {width}\n{page}");
            }
        }
    }
}

#[test]
fn colours_change_nothing_but_colours() {
    for (name, text) in gallery() {
        let map = map_of(&text);
        let colored = Style { color: true, ..PLAIN };
        for (plain, colored) in [
            (map::screen(&map, PLAIN), map::screen(&map, colored)),
            (map::flow(&map, PLAIN), map::flow(&map, colored)),
        ] {
            let bare =
                ["\x1b[1m", "\x1b[2m", "\x1b[0m"].iter().fold(colored, |text, code| text.replace(code, ""));
            let trimmed = |text: &str| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
            assert_eq!(trimmed(&plain), trimmed(&bare), "{name}");
        }
    }
}

#[test]
fn a_circle_is_drawn_once_around() {
    let text = "pipeline a { repository \"a/b\" }\npromotions { push main -> x; x -> y; y -> z; z -> x }\n\
        environment x { kind test }\nenvironment y { kind test }\nenvironment z { kind test }\n";
    let flow = map::flow(&map_of(text), PLAIN);
    assert_eq!(flow.matches("├─◂ z").count(), 1, "{flow}");
    assert_eq!(flow.matches('▼').count(), 3, "{flow}");
}

#[test]
fn many_places_are_listed_instead() {
    let mut text = String::from("pipeline a { repository \"a/b\" }\npromotions {\n push main -> e0\n");
    text.extend((1..40).map(|at| format!(" e{} -> e{at}\n", at - 1)));
    text.push_str("}\n");
    text.extend((0..40).map(|at| format!("environment e{at} {{ kind test }}\n")));
    let map = map_of(&text);
    assert!(map::matrix(&map).contains("| From "), "{}", map::matrix(&map));
    assert!(map::screen(&map, PLAIN).contains("e38\n  → e39 ✔\n"), "{}", map::screen(&map, PLAIN));
}

#[test]
fn drawings() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/map"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for (name, text) in gallery().iter().filter(|(name, _)| SHOWN.contains(&name.as_str())) {
            let map = map_of(text);
            let page = [
                ("matrix", map::screen(&map, PLAIN)),
                ("matrix --format markdown", map::markdown(&map)),
                ("graph", map::flow(&map, PLAIN)),
                ("graph --format mermaid", map::mermaid(&map)),
            ];
            let page: Vec<String> = page.map(|(command, text)| format!("──── {command}\n{text}")).into();
            insta::assert_snapshot!(name.as_str(), page.join("\n"));
        }
    });
}
