//! Any node that the table knows, written as the table says, is accepted by the table; and nothing that can be done to
//! such a text makes the compiler panic.

mod world;
mod written;

use gatewright::{
    explain,
    github::Pins,
    map::{self, Map},
    report::Style,
    source::Source,
    syntax::shape::FILE,
};
use indexmap::IndexSet;
use proptest::{prelude::*, test_runner::RngSeed};

use super::choices::Choices;
use crate::common;

/// What the table itself finds. All else is a matter of what the nodes mean together.
const OF_THE_TABLE: &[&str] = &[
    "block-without-name",
    "declared-twice",
    "empty-block",
    "incomplete-block",
    "missing-block",
    "missing-line-break",
    "missing-value",
    "not-a-date",
    "not-a-duration",
    "not-a-quantity",
    "not-an-endpoint",
    "not-kdl",
    "not-opening-hours",
    "path-leaves-repository",
    "self-reference",
    "surplus-value",
    "type-annotation",
    "unexpected-block",
    "unexpected-value",
    "unknown-channel",
    "unknown-check",
    "unknown-environment",
    "unknown-gate",
    "unknown-node",
    "unknown-placeholder",
    "unknown-property",
    "unknown-service",
    "unknown-team",
    "unknown-value",
    "unknown-window",
    "value-needs-quotes",
    "word-as-property",
];

/// Enough for the largest node.
const DECISIONS: usize = 2_000;

fn settings(cases: u32, seed: u64) -> ProptestConfig {
    ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(seed),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(settings(200, 20_261_122))]

    #[test]
    fn what_the_table_says_is_what_it_accepts(decisions in prop::collection::vec(any::<u16>(), 1..DECISIONS)) {
        let text = world::text(&mut Choices::new(&decisions), &mut IndexSet::new());
        let found = common::check(&text);
        let refused: Vec<_> = found.iter().filter(|one| OF_THE_TABLE.contains(&one.code)).cloned().collect();
        prop_assert!(refused.is_empty(), "{text}\n{}", common::render(&text, &refused));
        everything_can_be_done_with(&text);
    }
}

proptest! {
    #![proptest_config(settings(150, 20_261_123))]

    #[test]
    fn nothing_that_is_done_to_it_is_too_much(
        decisions in prop::collection::vec(any::<u16>(), 1..DECISIONS),
        changes in prop::collection::vec(any::<u16>(), 1..40),
    ) {
        let text = world::text(&mut Choices::new(&decisions), &mut IndexSet::new());
        everything_can_be_done_with(&changed(text, &mut Choices::new(&changes)));
    }
}

#[test]
fn every_code_of_the_table_is_one() {
    let strangers: Vec<_> = OF_THE_TABLE.iter().filter(|code| explain::code(code).is_none()).collect();
    assert!(strangers.is_empty(), "no rule is called so: {strangers:?}");
}

#[test]
fn every_node_of_the_table_is_written_sooner_or_later() {
    const ROUNDS: usize = 100_000;
    let (all, mut written, mut state) = (written::paths(FILE), IndexSet::new(), 1_u64);
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u16::try_from(state >> 48).expect("the upper quarter")
    };
    for _ in 0..ROUNDS {
        let decisions: Vec<u16> = (0..DECISIONS).map(|_| next()).collect();
        world::text(&mut Choices::new(&decisions), &mut written);
        if written.len() == all.len() {
            break;
        }
    }
    let never: Vec<_> = all.iter().filter(|path| !written.contains(*path)).collect();
    assert!(never.is_empty(), "never written: {never:?}");
    assert!(all.len() > 250, "only {} nodes", all.len());
}

/// Checks, compiles, explains and draws a text.
fn everything_can_be_done_with(text: &str) {
    let source = Source::new("pipelines/shop.kdl", text);
    let compiled = gatewright::compile(&source, &Default::default(), &Pins::shipped());
    let Some(model) = &compiled.model else { return };
    for name in model.environments.keys() {
        assert!(explain::environment(model, &source, name).is_some(), "{name}\n{text}");
    }
    for arrow in model.arrows.iter().take(5) {
        explain::arrow(model, &source, arrow.from.words().as_str(), &arrow.to.value);
    }
    let map = Map::new(model);
    let style = Style { color: false, width: 80, unicode: true };
    let drawn = [map::screen(&map, style), map::markdown(&map), map::flow(&map, style), map::mermaid(&map)];
    let is_drawn = drawn.iter().all(|page| !page.is_empty()) || model.arrows.is_empty();
    assert!(is_drawn, "{text}");
}

/// Words, signs and lines change places, are doubled, or are gone.
fn changed(mut text: String, choices: &mut Choices<'_>) -> String {
    const SIGNS: &[&str] = &[
        "{",
        "}",
        ";",
        "\n",
        "\"",
        " -> ",
        " none",
        " #false",
        " -1",
        " 0",
        " \"\"",
        "=",
        " x=1",
        "//",
        "/-",
        "\\",
        "ü",
        " { }",
        " 99999999999",
        " 1.5",
        " every",
        " percent",
        " from",
        "like ",
        " prod",
        "kind local;",
    ];
    for _ in 0..choices.between(1, 8) {
        let cuts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let at = cuts[choices.below(cuts.len())];
        let end = cuts[cuts.partition_point(|cut| *cut <= at).saturating_sub(1)..]
            .get(choices.below(30))
            .copied()
            .unwrap_or(text.len());
        match choices.below(4) {
            0 => text.replace_range(at..end, ""),
            1 => text.insert_str(at, choices.one(SIGNS)),
            2 => {
                let piece = text[at..end].to_owned();
                text.insert_str(cuts[choices.below(cuts.len())], &piece);
            }
            _ => text.replace_range(at..end, choices.one(SIGNS)),
        }
    }
    text
}
