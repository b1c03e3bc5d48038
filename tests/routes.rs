//! The ways to an environment: each is drawn, none is missing, and the first asks the fewest people.

use std::{collections::BTreeSet, path::Path};

use gatewright::{
    model::{Model, Origin},
    report::Style,
    routes::{self, Facts, Routes},
    source::Source,
};
use proptest::{prelude::*, test_runner::RngSeed};

use crate::common;

const TEAMS: [&str; 5] = ["storefront", "acs", "webapp", "studysphere", "forms"];
const PLAIN: Style = Style { color: false, width: 100, unicode: true };

fn model(text: &str) -> Model {
    let checked = gatewright::check(&Source::new("pipelines/shop.kdl", text), &Default::default());
    checked.model.unwrap_or_else(|| panic!("no model: {:?}", checked.diagnostics))
}

fn team(name: &str) -> Model {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("pipelines/{name}.kdl"));
    model(&common::read(&path))
}

/// Every way with what is said of it.
fn listed(routes: &Routes) -> impl Iterator<Item = (&Vec<String>, &Facts)> {
    routes.groups.iter().flat_map(|group| group.chains.iter().map(|chain| (chain, &group.facts)))
}

/// Tells whether a step from one station to the next stands on the map.
fn is_drawn(model: &Model, from: &str, to: &str) -> bool {
    let branch = |pattern: &str| if pattern == "**" { "any branch".to_owned() } else { pattern.to_owned() };
    let arrow = model.arrows.iter().filter(|arrow| arrow.to.value == to).any(|arrow| match &arrow.from {
        Origin::Environment(name) => name.value == from,
        Origin::Push(name) => from == name.value || from == format!("push to {}", branch(&name.value)),
        Origin::Manual(name) => from == format!("{} by hand", branch(&name.value)),
        Origin::Tag(name) => from == format!("tag {}", name.value),
        Origin::PullRequest(name) => from == format!("pull request to {}", branch(&name.value)),
    });
    let merge = model
        .merges
        .iter()
        .filter(|merge| merge.into.value == to)
        .any(|merge| from == merge.from.value || from == format!("merge {}", branch(&merge.from.value)));
    arrow || merge
}

#[test]
fn each_step_of_each_way_is_drawn() {
    for name in TEAMS {
        let model = team(name);
        for to in model.environments.keys() {
            let routes = routes::routes(&model, to);
            assert_eq!(routes.total, Some(routes.listed() as u64), "{name}: {to}");
        }
        hold(name, &model);
    }
}

/// Holds the ways of a pipeline against its map.
pub(crate) fn hold(name: &str, model: &Model) {
    for to in model.environments.keys() {
        for (chain, facts) in listed(&routes::routes(model, to)) {
            assert_eq!(chain.last(), Some(to), "{name}: {chain:?}");
            assert!(facts.people <= facts.answers, "{name}: {chain:?}");
            if facts.is_hotfix {
                let is_there = |one: &gatewright::syntax::Hotfix| {
                    let stations: Vec<&String> = one.stations.iter().map(|station| &station.value).collect();
                    stations == chain[1..].iter().collect::<Vec<_>>()
                };
                assert!(model.hotfixes.iter().any(is_there), "{name}: {chain:?}");
                continue;
            }
            let stations: BTreeSet<&String> = chain[1..].iter().collect();
            assert_eq!(stations.len() + 1, chain.len(), "{name}: {chain:?} goes in a circle");
            for step in chain.windows(2) {
                assert!(is_drawn(model, &step[0], &step[1]), "{name}: {step:?} of {chain:?}");
            }
        }
    }
}

#[test]
fn the_numbers_of_the_teams() {
    let numbers = |name: &str, to: &str| -> Vec<(usize, u32, u32, u64)> {
        let routes = routes::routes(&team(name), to);
        let numbers = routes.groups.iter().map(|group| {
            let facts = &group.facts;
            (group.chains.len(), facts.people, facts.answers, facts.least.milliseconds / 3_600_000)
        });
        numbers.collect()
    };
    assert_eq!(
        numbers("storefront", "prod"),
        [(1, 2, 3, 0), (2, 2, 3, 24), (2, 2, 3, 24), (2, 2, 4, 24), (2, 2, 4, 24)]
    );
    assert_eq!(numbers("acs", "production"), [(1, 1, 1, 0), (1, 2, 3, 72)]);
    assert_eq!(numbers("webapp", "production"), [(1, 1, 1, 0), (3, 2, 4, 0)]);
    assert_eq!(numbers("studysphere", "production"), [(1, 1, 3, 0)]);
    assert_eq!(numbers("forms", "production"), [(1, 2, 2, 0)]);
    assert_eq!(numbers("acs", "local"), []);
}

const ENDS: &str = "environment a { kind test; monitor 10 minutes { error-rate below 1 percent } }
    environment b { kind test }
    environment prod { kind production; monitor 1 hour { error-rate below 1 percent } }
    teams { leads \"@acme/leads\" { members \"@ann\" \"@bo\" }; dora \"@dora\"; eve \"@eve\"; ops \"@acme/ops\" }
    window w { open \"Mon 09:00-10:00\" }
    freeze peak from \"2026-12-18\" until \"2027-01-04\" on prod
    freeze elsewhere from \"2026-12-18\" until \"2027-01-04\" on a\n";

fn first(map: &str) -> Facts {
    let text = format!("pipeline x {{ repository \"a/b\" }}\npromotions {{\n{map}\n}}\n{ENDS}");
    let routes = routes::routes(&model(&text), "prod");
    routes.groups.first().unwrap_or_else(|| panic!("no way: {map}")).facts.clone()
}

#[test]
fn time_is_what_has_to_be_waited_for() {
    const MINUTE: u64 = 60_000;
    let least = |map: &str| first(map).least.milliseconds / MINUTE;
    assert_eq!(least("push main -> prod"), 0, "it is watched when it is live");
    assert_eq!(first("push main -> prod").least.watched, 60 * MINUTE);
    assert_eq!(least("push main -> a; a -> prod"), 10, "it has to be verified first");
    assert_eq!(least("push main -> a; a -> prod { soak 2 hours in a; wait 30 minutes }"), 160);
    assert_eq!(least("merge x -> main { age 3 days }; push main -> prod"), 3 * 24 * 60);
    let beside =
        "push main -> a; a -> b { soak 2 hours in a }; b -> prod { soak 3 hours in a; soak 1 hours in b }";
    assert_eq!(least(beside), 10 + 180, "one soak passes while the other does");
    assert_eq!(least("push main -> a b; b -> prod { soak 3 hours in a }"), 180, "beside the way");
    let hours = first("push main -> prod { window w }");
    assert_eq!(hours.least.hours, ["w", "the freeze peak"]);
}

#[test]
fn who_is_left_is_named() {
    let alone = |map: &str| -> Vec<String> { first(map).alone.iter().map(|one| one.words()).collect() };
    assert_eq!(alone("push main -> prod"), ["whoever starts it, alone: nobody is asked"]);
    assert_eq!(
        alone("push main -> prod { approvals 1 from dora }"),
        [
            "@dora is the only one who can say yes for prod",
            "two people are enough: one who starts it, one who says yes"
        ]
    );
    assert_eq!(
        alone("push main -> prod { approvals 1 from leads }")[0],
        "of @ann and @bo, whoever does not start it is the only one left for prod"
    );
    assert!(alone("push main -> prod { approvals 2 from ops }").is_empty());
    assert_eq!(
        alone("push main -> a { approvals 1 from ops }; a -> prod { approvals 1 from ops }"),
        ["two people are enough, where each may say yes to what the other starts"]
    );
    let gates = |last: &str| {
        format!(
            "push main -> a {{ approvals 1 from leads }}; a -> b {{ approvals 1 from dora }}; b -> prod {{ approvals 1 from {last} }}"
        )
    };
    let two = "two people are enough, where each may say yes to what the other starts".to_owned();
    assert!(alone(&gates("ops")).contains(&two), "somebody of ops may be @dora");
    assert!(!alone(&gates("eve")).contains(&two), "neither of @ann and @bo is @dora or @eve");
}

#[test]
fn a_branch_that_is_only_merged_into_starts_at_its_merges() {
    let ways = |map: &str| -> Vec<String> {
        let text = format!("pipeline x {{ repository \"a/b\" }}\npromotions {{\n{map}\n}}\n{ENDS}");
        let routes = routes::routes(&model(&text), "prod");
        listed(&routes).map(|(chain, _)| chain.join(" → ")).collect()
    };
    assert_eq!(ways("merge x -> main; push main -> prod"), ["merge x → main → prod"]);
    assert_eq!(
        ways("merge x -> develop; merge develop -> main; push main -> prod"),
        ["merge x → develop → main → prod"]
    );
    assert_eq!(ways("manual main -> prod; merge x -> main"), ["main by hand → prod"]);
    // Two branches that are only merged into each other: each merge may be the first.
    assert_eq!(
        ways("merge develop -> main; merge main -> develop; push main -> prod"),
        ["merge develop → main → prod"]
    );
    assert_eq!(ways("push main -> a; a -> b; b -> a; a -> prod"), ["push to main → a → prod"]);
    assert_eq!(ways("a -> prod"), [""; 0], "nothing gets to a");
}

#[test]
fn very_many_ways_are_counted_and_not_all_looked_at() {
    let mut text = String::from("pipeline x { repository \"a/b\" }\npromotions {\npush main -> a0 b0\n");
    for at in 1..40 {
        text += &format!("a{0} b{0} -> a{at} {{ approvals 1 from ops }}\na{0} b{0} -> b{at}\n", at - 1);
    }
    text += "a39 b39 -> prod\n}\nteams { ops \"@a/ops\" }\nenvironment prod { kind production }\n";
    text.extend(
        (0..40).map(|at| format!("environment a{at} {{ kind test }}\nenvironment b{at} {{ kind test }}\n")),
    );
    let routes = routes::routes(&model(&text), "prod");
    assert_eq!((routes.listed(), routes.total), (routes::MOST, Some(1 << 40)));
    assert_eq!(routes.groups[0].facts.answers, 0, "all along the b");
    assert!(listed(&routes).all(|(_, facts)| facts.answers <= 2), "and those next to it");
    let page = routes::screen(&routes, PLAIN);
    assert!(page.starts_with("1099511627776 ways lead to prod, the weakest first.\n"), "{page}");
    assert!(page.ends_with("\nand 1099511627576 more, none of which asks fewer people\n"), "{page}");
}

#[test]
fn a_map_of_circles_says_that_there_are_more() {
    let names: Vec<String> = (0..12).map(|at| format!("e{at}")).collect();
    let mut text = String::from("pipeline x { repository \"a/b\" }\npromotions {\npush main -> e0\n");
    for from in &names {
        let others = names.iter().filter(|to| *to != from).map(String::as_str).collect::<Vec<_>>();
        text += &format!("{from} -> {}\n", others.join(" "));
    }
    text += "}\n";
    text.extend(names.iter().map(|name| format!("environment {name} {{ kind test }}\n")));
    let routes = routes::routes(&model(&text), "e11");
    assert_eq!((routes.listed(), routes.total), (routes::MOST, None));
    assert!(
        routes::screen(&routes, PLAIN)
            .ends_with("\nand more, on a map that goes in too many circles to count them\n")
    );
}

/// A small map: which place each arrow starts at, where it leads, and how many people it asks.
fn map_of(arrows: &BTreeSet<(usize, usize)>, people: &[u32]) -> String {
    let mut text = String::from("pipeline x { repository \"a/b\" }\npromotions {\n");
    for (at, (from, to)) in arrows.iter().enumerate() {
        let from = if *from == 0 { "push main".to_owned() } else { format!("e{from}") };
        let gate = match people[at % people.len()] {
            0 => String::new(),
            people => format!(" {{ approvals {people} from ops }}"),
        };
        text += &format!("{from} -> e{to}{gate}\n");
    }
    text += "}\nteams { ops \"@a/ops\" }\n";
    text.extend((1..7).map(|at| format!("environment e{at} {{ kind test }}\n")));
    text
}

/// Every way without a circle, walked forwards: how many people its gates ask at the most, and how many answers in all.
fn walked(
    arrows: &[(usize, usize, u32)],
    at: usize,
    been: &mut Vec<usize>,
    asked: (u32, u32),
    out: &mut Vec<(u32, u32)>,
) {
    if at == 6 {
        out.push(asked);
        return;
    }
    been.push(at);
    for &(_, to, people) in arrows.iter().filter(|(from, ..)| *from == at) {
        if !been.contains(&to) {
            walked(arrows, to, been, (asked.0.max(people), asked.1 + people), out);
        }
    }
    been.pop();
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 200,
        rng_seed: RngSeed::Fixed(20_261_121),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_ways_are_those_that_can_be_walked(
        arrows in prop::collection::btree_set((0_usize..6, 1_usize..7).prop_filter("onwards", |(from, to)| from != to), 1..16),
        people in prop::collection::vec(0_u32..4, 1..16),
    ) {
        let drawn: Vec<_> =
            arrows.iter().enumerate().map(|(at, (from, to))| (*from, *to, people[at % people.len()])).collect();
        let mut expected = Vec::new();
        walked(&drawn, 0, &mut Vec::new(), (0, 0), &mut expected);
        expected.sort_unstable();
        let model = model(&map_of(&arrows, &people));
        let routes = routes::routes(&model, "e6");
        let found: Vec<_> = listed(&routes).map(|(_, facts)| (facts.people, facts.answers)).collect();
        prop_assert_eq!(found, expected, "{}", map_of(&arrows, &people));
    }
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for name in TEAMS {
        let model = team(name);
        for to in routes::productions(&model) {
            for width in [60, 80, 160] {
                let page = routes::screen(&routes::routes(&model, to), Style { width, ..PLAIN });
                let widest = page.lines().map(|line| line.chars().count()).max().unwrap_or(0);
                assert!(widest <= width, "{name}: {widest} columns in {width}\n{page}");
            }
        }
    }
}
