//! A thousand environments, in every shape in which a rule could compare everything with everything.

use std::fmt::Write;

use gatewright::{diagnostic::Diagnostics, lint, model, source::Source, surroundings::Surroundings, syntax};

const MANY: usize = 1_000;

/// Applies the rules to a text twice: they come to an end, and to the same end.
fn is_no_burden(shape: &str, text: &str) {
    let source = Source::new("pipelines/shop.kdl", text);
    let mut found = Diagnostics::default();
    let parsed = syntax::parse(&source, &mut found).expect("the shape is readable");
    let model =
        model::resolve(parsed.file, parsed.declared, &source, &mut found).expect("the shape has a map");
    assert_eq!(found.as_slice(), [], "{shape}");
    let ruled = || {
        let mut found = Diagnostics::default();
        lint::lint(&model, &Surroundings::default(), &mut found);
        found.into_sorted()
    };
    assert_eq!(ruled(), ruled(), "{shape}");
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
    is_no_burden("a chain", &shop(&format!("push main -> e0\n{chain}"), &variables));
    is_no_burden("a circle", &shop(&format!("{chain}\ne{} -> e0", MANY - 1), ""));
    is_no_burden(
        "a ladder down",
        &shop(&format!("{chain}\n{}", lines(&|at| format!("e{} -> e{at}", at + 1))), ""),
    );
    let all: Vec<String> = (1..MANY).map(|at| format!("e{at}")).collect();
    is_no_burden("a star", &shop(&format!("push main -> e0\ne0 -> {}", all.join(" ")), ""));
    is_no_burden("a funnel", &shop(&format!("push main -> {0}\n{0} -> e0", all.join(" ")), ""));
    let asked =
        lines(&|at| format!("e{at} -> e{} {{ passed e0 e{}; soak 1 hour in e{at} }}", at + 1, at.max(1)));
    is_no_burden("a chain of conditions", &shop(&format!("push main -> e0\n{asked}"), ""));
    let merges = lines(&|at| format!("merge b{at} -> b{} {{ gate g; passed e{at} }}", at + 1));
    let pushes = lines(&|at| format!("push b{at} \"r{at}/*\" -> e{at}"));
    is_no_burden("merges", &shop(&format!("{merges}\n{pushes}"), ""));
    is_no_burden("nothing", &shop("push main -> e0", ""));
    let running = "rollback { revert trunk; promote-from e0; platform; after-failure-of smoke switch monitor }; strategy canary { steps 10 5 }; backup { run \"b\" }";
    is_no_burden("a chain of rollbacks", &shop(&format!("push main -> e0\n{chain}"), running));
}
