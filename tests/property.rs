//! Any valid pipeline compiles to files that hold every rule; the first of them stay for the validators of `tests/run`.

mod choices;
mod pipeline;
mod table;
mod texts;

use std::{
    path::Path,
    sync::atomic::{AtomicUsize, Ordering},
};

use gatewright::{Compiled, diagnostic::Severity, lint, output::Output, source::Source};
use proptest::{prelude::*, test_runner::RngSeed};

use crate::{gallery::compiled, invariants, map, routes};
use choices::Choices;

/// How many trees other people's validators look at.
const TREES: usize = 24;

/// Enough for the largest pipeline; a shorter list makes a smaller one.
const DECISIONS: usize = 1_500;

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 64,
        rng_seed: RngSeed::Fixed(20_261_121),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_pipeline_holds_every_rule(decisions in prop::collection::vec(any::<u16>(), 0..DECISIONS)) {
        static TREE: AtomicUsize = AtomicUsize::new(0);
        let (source, compiled) = accepted(&decisions);
        invariants::hold(&compiled);
        let model = compiled.model.as_ref().expect("what compiles has a model");
        map::hold("a random pipeline", model);
        routes::hold("a random pipeline", model);
        prop_assert_eq!(&compiled.outputs, &self::compiled(&source).outputs, "the same text gives the same files");
        let tree = TREE.fetch_add(1, Ordering::Relaxed);
        if tree < TREES {
            leave(tree, &source, &compiled.outputs);
        }
    }
}

/// Compiles a random pipeline; what rules find in it is a matter of judgement, and accepted.
fn accepted(decisions: &[u16]) -> (Source, Compiled) {
    let path = pipeline::path(&mut Choices::new(decisions));
    let mut allowed: Vec<&str> = Vec::new();
    loop {
        let text = pipeline::text(&mut Choices::new(decisions), &allowed);
        let source = Source::new(path, text);
        let compiled = compiled(&source);
        let errors = compiled.diagnostics.iter().filter(|one| one.severity == Severity::Error);
        let Some(error) = errors.min_by_key(|error| lint::can_be_allowed(error)) else {
            return (source, compiled);
        };
        let acceptable = lint::can_be_allowed(error) && !allowed.contains(&error.code);
        assert!(acceptable, "{}: {}\n{}", error.code, error.message, source.text);
        allowed.push(error.code);
    }
}

#[expect(clippy::disallowed_methods, reason = "the validators read files")]
fn leave(tree: usize, source: &Source, outputs: &[Output]) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("target/generated/{tree:02}"));
    let write = |path: &str, text: &str| {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().expect("a file is in a directory"))
            .expect("target can be written");
        std::fs::write(path, text).expect("target can be written");
    };
    let _ = std::fs::remove_dir_all(&root);
    write("pipeline.kdl", &source.text);
    for output in outputs {
        write(&output.path, &output.text);
    }
}
