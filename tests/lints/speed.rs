//! A thousand environments, in every shape that could make a rule slow.

use std::{fmt::Write, time::Instant};

use gatewright::{diagnostic::Diagnostics, lint, model, source::Source, surroundings::Surroundings, syntax};

const MANY: usize = 1_000;

/// Applies the rules to a text, again and again; one that compares everything with everything takes far longer than
/// this allows.
#[expect(clippy::disallowed_methods, reason = "the time is what is tested")]
fn is_quick(shape: &str, text: &str) {
    let source = Source::new("pipelines/shop.kdl", text);
    let mut found = Diagnostics::default();
    let file = syntax::parse(&source, &mut found).expect("the shape is readable").file;
    let model = model::resolve(file, &mut found).expect("the shape has a map");
    assert_eq!(found.as_slice(), [], "{shape}");
    let best = (0..3).map(|_| {
        let start = Instant::now();
        lint::lint(&model, &Surroundings::default(), &mut Diagnostics::default());
        start.elapsed()
    });
    let best = best.min().expect("three runs");
    assert!(best.as_millis() < 500, "{shape}: {best:?}");
}

fn shop(map: &str, lines: &str) -> String {
    let mut text = format!(
        "pipeline shop\npromotions {{\n{map}\n}}\nteams {{ t \"@o/t\" {{ members \"@a\" \"@b\" \"@c\" }} }}\ngate g {{ approvals 2 from t }}\ndefaults {{ {lines}\nsteps {{ deploy \"Ship\" run=\"./ship.sh $KEY_5 ${{KEY_9}}\" }} }}\n"
    );
    for at in 0..MANY {
        writeln!(text, "environment e{at} {{ kind test; url \"https://e{at}.example\"; secrets KEY_{at} }}")
            .expect("a text grows");
    }
    text
}

#[test]
fn a_thousand_environments_are_no_burden() {
    let lines = |line: &dyn Fn(usize) -> String| (0..MANY - 1).map(line).collect::<Vec<_>>().join("\n");
    let chain = lines(&|at| format!("e{at} -> e{} {{ gate g }}", at + 1));
    let variables: String = (0..50).map(|at| format!("V{at} x;")).collect();
    let variables = format!("variables {{ {variables} }}");
    is_quick("a chain", &shop(&format!("push main -> e0\n{chain}"), &variables));
    is_quick("a circle", &shop(&format!("{chain}\ne{} -> e0", MANY - 1), ""));
    is_quick(
        "a ladder down",
        &shop(&format!("{chain}\n{}", lines(&|at| format!("e{} -> e{at}", at + 1))), ""),
    );
    let all: Vec<String> = (1..MANY).map(|at| format!("e{at}")).collect();
    is_quick("a star", &shop(&format!("push main -> e0\ne0 -> {}", all.join(" ")), ""));
    is_quick("a funnel", &shop(&format!("push main -> {0}\n{0} -> e0", all.join(" ")), ""));
    is_quick("nothing", &shop("push main -> e0", ""));
}
