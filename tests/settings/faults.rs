//! Every kind of fault at every request: each ends well, and the next run does the rest.

use gatewright::{
    settings::{Applied, Outcome, Wanted, apply, compare, read, steps},
    source::Source,
};
use serde_json::json;

use super::{
    SHOP,
    world::{ADMIN, World},
};

fn wanted() -> Wanted {
    let decided = gatewright::decide(&Source::new("pipelines/shop.kdl", SHOP), &Default::default());
    Wanted::new(&decided.plan.expect("a plan"), &decided.model.expect("a model"))
}

/// Reads, compares and applies, as the command does; returns why it stopped, if it did.
fn run(world: &World) -> Result<usize, String> {
    let (client, wanted) = (world.client(ADMIN), wanted());
    let found = read(&client, "acme/shop", &wanted).map_err(|error| error.to_string())?;
    let steps = steps(&wanted, &found, &compare(&wanted, &found));
    match apply(&client, &found.repository, &found.state, &steps, |_| {}) {
        Applied { done, outcome: Outcome::Complete } => Ok(done),
        Applied { done, outcome: Outcome::Stopped(stopped) } => {
            Err(gatewright::settings::outcome::stopped(&stopped, &found.repository, &steps, done))
        }
    }
}

/// A repository on which everything has to change: made, tightened, loosened, let in, let out.
fn world() -> World {
    let world = World::shop();
    world.given(json!([
        ["environment", "prod", "ann,acme/leads", "prevented", "30", "dev,old", "v*", "yes"],
        ["environment", "staging", "", "kept", "0", "any", "", "yes"],
        ["ruleset", r#"{"name":"shop (gatewright)","enforcement":"disabled","conditions":{},"rules":[{"type":"creation"}]}"#],
    ]));
    world
}

fn differences(world: &World) -> usize {
    let (client, wanted) = (world.client(ADMIN), wanted());
    let found = read(&client, "acme/shop", &wanted).expect("nothing is wrong any more");
    compare(&wanted, &found).differences.len()
}

#[test]
fn every_fault_at_every_request_ends_well() {
    let whole = world();
    run(&whole).expect("without a fault");
    let requests = whole.requests().iter().filter(|(_, path)| !path.starts_with("/_")).count();
    assert!(requests > 40, "{requests}");
    // What passes is passed over; what stays is said.
    let passing = [("500", 1), ("502", 2), ("cut", 1), ("429", 1), ("limit", 1), ("secondary", 1)];
    let staying = [
        ("503", 9),
        ("cut", 9),
        ("lost", 1),
        ("lost", 9),
        ("denied", 1),
        ("401", 1),
        ("404", 1),
        ("422", 1),
        ("page", 1),
        ("malformed", 1),
    ];
    for (index, (kind, times)) in passing.iter().chain(&staying).enumerate() {
        // Each kind meets other requests, and all of them together meet every one.
        for nth in (1..=requests).skip(index % 9).step_by(9) {
            let world = world();
            world.given(json!([["fault", kind, times.to_string(), "*", "^/[^_]*/[^_]", nth.to_string()]]));
            let first = run(&world);
            if let Err(said) = &first {
                assert!(!said.contains(ADMIN) && said.len() > 40, "{said}");
                if index < passing.len() {
                    // A request that must not be done twice is the one that is not repeated.
                    assert!(said.contains("POST /repos/acme/shop/rulesets"), "{kind} at {nth}: {said}");
                }
            }
            world.given(json!([["no_fault"]]));
            run(&world).unwrap_or_else(|said| panic!("{kind} at {nth}, and the second run: {said}"));
            assert_eq!(differences(&world), 0, "{kind} at {nth}");
        }
    }
}

#[test]
fn what_changes_between_two_steps_is_not_overwritten() {
    for (fact, said) in [
        (
            json!([["environment", "staging", "eve", "kept", "7", "main"]]),
            "somebody changed it since the plan was shown",
        ),
        (json!([["no_environment", "staging"]]), "it is gone"),
    ] {
        let world = world();
        let (client, wanted) = (world.client(ADMIN), wanted());
        let found = read(&client, "acme/shop", &wanted).expect("GitHub answers");
        let steps = steps(&wanted, &found, &compare(&wanted, &found));
        // Somebody else is faster.
        world.given(fact);
        let before = world.state()["environments"]["staging"].clone();
        let applied = apply(&client, &found.repository, &found.state, &steps, |_| {});
        let Outcome::Stopped(stopped) = &applied.outcome else { panic!("it has to stop") };
        let words = gatewright::settings::outcome::stopped(stopped, &found.repository, &steps, applied.done);
        assert!(words.contains(said) && words.contains("staging"), "{words}");
        assert!(words.contains("run `gatewright apply` again"), "{words}");
        assert_eq!(world.state()["environments"]["staging"], before);
        run(&world).expect("the next run looks again");
        assert_eq!(differences(&world), 0);
    }
}

#[test]
fn what_somebody_does_half_way_is_noticed() {
    let deleted = ["no_environment", "dev"];
    let changed = ["environment", "dev", "eve", "kept"];
    for (fact, said) in [(&deleted[..], "it is gone"), (&changed[..], "somebody changed it")] {
        let world = world();
        let after = ["after", "2", "GET", "/environments/dev$"];
        world.given(json!([after.iter().chain(fact).collect::<Vec<_>>()]));
        let stopped = run(&world).expect_err("it has to stop");
        assert!(
            stopped.contains("failed  dev: let branch `main` in\n") && stopped.contains(said),
            "{stopped}"
        );
        assert!(stopped.contains("not tried  staging: "), "{stopped}");
        run(&world).expect("the next run looks again");
        assert_eq!(differences(&world), 0);
    }
}

#[test]
fn two_runs_at_once_do_no_harm() {
    let world = world();
    std::thread::scope(|scope| {
        let runs: Vec<_> = (0..2).map(|_| scope.spawn(|| run(&world))).collect();
        for one in runs {
            // One may stop, and says so; what is there is what both want.
            let _ = one.join().expect("no panic");
        }
    });
    run(&world).expect("alone again");
    assert_eq!(differences(&world), 0);
    assert_eq!(world.state()["rulesets"].as_object().map(|all| all.len()), Some(1));
}
