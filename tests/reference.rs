//! The table of the language: each example in it is a line that can be copied.

use gatewright::{
    diagnostic::Diagnostics,
    source::Source,
    syntax::{
        self,
        shape::{Block, FILE, Shape},
    },
};

use crate::common;

/// What the examples refer to; one node at the top each.
const WORLD: &[&str] = &[
    "pipeline shop { services api web }",
    "promotions { push main -> dev; pull-request main -> preview; dev -> qa; qa -> staging; staging -> production }",
    "teams { qa \"@acme/qa\"; managers \"@acme/managers\"; on-call \"@acme/on-call\" }",
    "gate production { check security \"Scan\" run=\"./scan.sh\" }",
    "window office-hours { open \"Mon-Thu 09:00-16:00\" }",
    "window maintenance { open \"Tue 22:00-24:00\" }",
    "channels { users teams USERS_WEBHOOK; developers slack DEV_WEBHOOK }",
    "environment dev { kind integration }",
    "environment preview { kind ephemeral }",
    "environment qa { kind test }",
    "environment staging { kind staging }",
    "environment production { kind production }",
];

/// A file in which a node's example stands where it may stand.
fn file(around: &[&'static Shape], shape: &'static Shape) -> String {
    let example = shape.form;
    let (mut text, mut inner) = (example.to_owned(), shape);
    for outer in around.iter().rev() {
        let mut head = outer.form.split(" {").next().expect("a form has a head");
        // A step runs what stands on its line or in its block.
        if inner.name == "run" {
            head = head.split(" run=").next().expect("a head has a name");
        }
        text = match outer.block {
            Block::Arrows(conditions, _) if conditions.iter().any(|one| std::ptr::eq(one, inner)) => {
                format!("{head} {{ dev -> qa {{ {text} }}\n}}")
            }
            _ => format!("{head} {{ {text} }}"),
        };
        inner = outer;
    }
    let root = around.first().map_or(example, |root| root.form).split(' ').next().expect("a form has a name");
    let world = WORLD.iter().filter(|node| {
        let name = node.split(' ').next().expect("a node has a name");
        name != root || matches!(name, "environment" | "gate" | "window")
    });
    world.copied().chain([text.as_str()]).collect::<Vec<_>>().join("\n") + "\n"
}

fn walk(
    shapes: &'static [Shape],
    around: &[&'static Shape],
    visit: &mut impl FnMut(&[&'static Shape], &'static Shape),
) {
    for shape in shapes {
        visit(around, shape);
        let inner = [around, &[shape]].concat();
        walk(shape.children(), &inner, visit);
        if let Block::Arrows(_, beside) = shape.block {
            walk(beside, &inner, visit);
        }
    }
}

#[test]
fn every_example_can_be_copied() {
    let (mut complaints, mut tried) = (String::new(), 0);
    walk(FILE, &[], &mut |around, shape| {
        tried += 1;
        let text = file(around, shape);
        let mut found = Diagnostics::default();
        let source = Source::new("pipelines/shop.kdl", text.as_str());
        let lookups = syntax::parse(&source, &mut found).map(|parsed| parsed.lookups);
        found.append(lookups.unwrap_or_default());
        // What has to stand beside a line is no matter of the line.
        found.retain(|one| around.is_empty() || one.code != "incomplete-block");
        let found = found.into_sorted();
        if !found.is_empty() {
            complaints += &format!("{}\n{text}\n{}\n", shape.form, common::render(&text, &found));
        }
    });
    assert!(complaints.is_empty(), "{complaints}");
    assert!(tried > 250, "only {tried} examples");
}

#[test]
fn every_shape_reads_well() {
    walk(FILE, &[], &mut |_, shape| {
        let (name, form, sentence) = (shape.name, shape.form, shape.sentence);
        let first = form.split(' ').next().unwrap_or_default();
        assert!(name.is_empty() || first == name, "{form} is no example of {name}");
        assert!(sentence.starts_with(|c: char| c.is_uppercase() || c == '`'), "{name}: {sentence}");
        assert!(!sentence.ends_with('.') && sentence.len() >= 8, "{name}: {sentence}");
        for need in shape.needs {
            let is_property = shape.properties.iter().any(|(property, _)| property == need);
            let is_child = shape.children().iter().any(|child| child.name == *need);
            assert!(is_property || is_child, "{name} needs {need}, which is not there");
        }
    });
}

#[test]
fn the_page_of_the_language_is_current() {
    let page = common::read(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src/language.md")));
    let is_current = page == gatewright::explain::reference();
    assert!(is_current, "it is written with `cargo run -- explain language > src/language.md`");
}

#[test]
fn the_page_of_the_language_begins_with_a_pipeline_that_can_be_checked() {
    let page = gatewright::explain::reference();
    let text = page.split("```kdl\n").nth(1).and_then(|text| text.split("```").next()).expect("an example");
    let found = common::check(text);
    assert!(found.is_empty(), "{}", common::render(text, &found));
}

#[test]
fn every_line_of_the_map_on_the_page_can_be_drawn() {
    let page = gatewright::explain::reference();
    let (_, section) = page.split_once("## The map\n").expect("a section about the map");
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    let mut drawn = 0;
    for row in rows.take_while(|row| row.contains("->")) {
        drawn += 1;
        let text = format!("pipeline shop\npromotions {{ {row} }}\n");
        let mut found = Diagnostics::default();
        let parsed = syntax::parse(&Source::new("", text.as_str()), &mut found);
        assert!(
            parsed.is_some() && found.as_slice().is_empty(),
            "{}",
            common::render(&text, found.as_slice())
        );
    }
    assert!(drawn >= 7, "only {drawn} lines");
}
