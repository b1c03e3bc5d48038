//! How long reading, checking and building take, for the flagship and for pipelines of 10, 100 and 1,000 environments.
//!
//! `cargo bench` runs it. `cargo bench -- --print 100` prints the pipeline of 100 environments, for measuring whole processes.

use std::fmt::Write;

use gatewright::{diagnostic::Diagnostics, github::Pins, source::Source, surroundings::Surroundings, syntax};

const SIX_STAGE: &str = include_str!("../../pipelines/six-stage.kdl");
const SIZES: [usize; 3] = [10, 100, 1_000];

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--print") {
        let size = arguments.get(at + 1).and_then(|size| size.parse().ok()).unwrap_or(100);
        #[allow(clippy::print_stdout, reason = "that is what it was asked for")]
        {
            print!("{}", pipeline(size).text);
        }
        return;
    }
    divan::main();
}

/// A chain of environments with what real ones have: gates, variables, secrets, steps, facts.
fn pipeline(size: usize) -> Source {
    let mut text =
        String::from("pipeline large { repository \"acme/large\" }\n\npromotions {\n    push main -> e0\n");
    for at in 1..size {
        writeln!(text, "    e{} -> e{at} {{ gate g{} }}", at - 1, at % 10)
            .expect("a string takes everything");
    }
    text.push_str("}\n\nteams {\n    qa \"@acme/qa\"\n    leads \"@acme/leads\"\n}\n\n");
    for at in 0..10.min(size) {
        writeln!(text, "gate g{at} {{ approvals {} from qa leads }}", 1 + at % 3)
            .expect("a string takes everything");
    }
    text.push_str("\nrelease { version semver from=\"package.json\" }\nbuild { run \"npm ci\"; artifact bundle \"dist/**\" }\n");
    text.push_str(
        "defaults {\n    variables { LOG_LEVEL info }\n    steps { deploy \"Ship\" run=\"./ship.sh\" }\n}\n",
    );
    for at in 0..size {
        writeln!(
            text,
            "\nenvironment e{at} {{\n    kind test\n    url \"https://e{at}.example.com\"\n    variables {{ NAME \"e{at}\" }}\n    \
             secrets {{ TOKEN from=TOKEN_{at} }}\n    steps {{ smoke \"Smoke\" run=\"./smoke.sh e{at}\" }}\n    \
             about {{ access \"Team {at}\" }}\n}}"
        )
        .expect("a string takes everything");
    }
    Source::new("pipelines/large.kdl", text)
}

fn six_stage() -> Source {
    Source::new("pipelines/six-stage.kdl", SIX_STAGE)
}

#[divan::bench_group(name = "six_stage")]
mod flagship {
    use super::*;

    #[divan::bench]
    fn parse(bencher: divan::Bencher<'_, '_>) {
        let source = six_stage();
        bencher.bench(|| syntax::parse(&source, &mut Diagnostics::default()).is_some());
    }

    #[divan::bench]
    fn check(bencher: divan::Bencher<'_, '_>) {
        let source = six_stage();
        bencher.bench(|| gatewright::check(&source, &Surroundings::default()).diagnostics.len());
    }

    #[divan::bench]
    fn build(bencher: divan::Bencher<'_, '_>) {
        let source = six_stage();
        bencher
            .bench(|| gatewright::compile(&source, &Surroundings::default(), &Pins::shipped()).outputs.len());
    }
}

#[divan::bench(args = SIZES)]
fn parse(bencher: divan::Bencher<'_, '_>, size: usize) {
    let source = pipeline(size);
    bencher
        .counter(divan::counter::ItemsCount::new(size))
        .bench(|| syntax::parse(&source, &mut Diagnostics::default()).is_some());
}

#[divan::bench(args = SIZES)]
fn check(bencher: divan::Bencher<'_, '_>, size: usize) {
    let source = pipeline(size);
    bencher
        .counter(divan::counter::ItemsCount::new(size))
        .bench(|| gatewright::check(&source, &Surroundings::default()).diagnostics.len());
}

#[divan::bench(args = SIZES)]
fn build(bencher: divan::Bencher<'_, '_>, size: usize) {
    let source = pipeline(size);
    bencher
        .counter(divan::counter::ItemsCount::new(size))
        .bench(|| gatewright::compile(&source, &Surroundings::default(), &Pins::shipped()).outputs.len());
}
