//! The order of the steps: whatever GitHub has, no moment lets anybody pass whom both the start and the end would stop.

use gatewright::{
    github::{
        BranchPolicy, EnvironmentSettings, RefKind, Reviewer, ReviewerKind, Ruleset, ruleset::PullRequestRule,
    },
    settings::{
        Action, Branches, Environment, Found, Identity, Names, Policy, Repository, Reviewing, RulesetFound,
        State, Step, Wanted, WantedEnvironment, WantedRuleset, compare, steps,
    },
    source::Span,
};
use proptest::prelude::*;

const PEOPLE: [&str; 3] = ["ann", "bo", "acme/qa"];
const BRANCHES: [&str; 3] = ["main", "dev", "old"];
const NAMES: [&str; 3] = ["prod", "staging", "gate"];

/// Somebody who tries to get past: on a branch, with somebody's approval or none.
#[derive(Debug, Clone, Copy)]
struct Attempt {
    branch: &'static str,
    approval: Option<&'static str>,
    own: bool,
    administrator: bool,
    waited: u32,
}

fn attempts() -> Vec<Attempt> {
    let approvals = [None, Some(PEOPLE[0]), Some(PEOPLE[1]), Some(PEOPLE[2])];
    let mut all = Vec::new();
    for branch in ["main", "dev", "old", "other"] {
        for approval in approvals {
            for (own, administrator) in [(false, false), (true, false), (false, true)] {
                for waited in [0, 10, 30] {
                    all.push(Attempt { branch, approval, own, administrator, waited });
                }
            }
        }
    }
    all
}

/// Whether GitHub lets an attempt pass. An environment that there is not is made without protection.
fn passes(environment: Option<&Environment>, attempt: Attempt) -> bool {
    let Some(environment) = environment else { return true };
    let branch = match &environment.branches {
        Branches::Any | Branches::Protected => true,
        Branches::Listed(policies) => policies.iter().any(|one| one.policy.name == attempt.branch),
    };
    let asked = environment.reviewers.is_empty()
        || attempt.approval.is_some_and(|by| environment.reviewers.iter().any(|one| one.handle == by))
            && !(attempt.own && environment.prevent_self_review);
    let bypassed = attempt.administrator && environment.can_admins_bypass != Some(false);
    branch && (bypassed || asked && attempt.waited >= environment.wait_timer)
}

/// The first moment, after so many steps, in which somebody passes whom the start and the end would stop.
fn hole(start: &State, steps: &[Step]) -> Option<(usize, &'static str, Attempt)> {
    let mut moments = vec![start.clone()];
    for step in steps {
        let mut next = moments.last().expect("there is a start").clone();
        next.perform(&step.action);
        moments.push(next);
    }
    let end = moments.last().expect("there is a start");
    for (number, moment) in moments.iter().enumerate() {
        for name in NAMES {
            let (before, now, after) =
                (start.environment(name), moment.environment(name), end.environment(name));
            let through = |one: &Attempt| passes(now, *one) && !passes(before, *one) && !passes(after, *one);
            if let Some(attempt) = attempts().into_iter().find(through) {
                return Some((number, name, attempt));
            }
        }
    }
    None
}

fn reviewing(handle: &str) -> Reviewing {
    let id = PEOPLE.iter().position(|one| *one == handle).map_or(99, |at| at as u64 + 1);
    Reviewing { is_team: handle.contains('/'), id, handle: handle.to_owned() }
}

fn policy(name: &str, id: u64) -> Policy {
    Policy { id, policy: BranchPolicy { name: name.to_owned(), kind: RefKind::Branch } }
}

prop_compose! {
    fn environment(name: &'static str)(
        reviewers in proptest::sample::subsequence(PEOPLE.to_vec(), 0..=3),
        wait_timer in proptest::sample::select(vec![0, 10, 30]),
        prevent: bool,
        bypass in proptest::option::of(any::<bool>()),
        branches in prop_oneof![
            Just(Branches::Any),
            Just(Branches::Protected),
            proptest::sample::subsequence(BRANCHES.to_vec(), 0..=3)
                .prop_map(|names| Branches::Listed(names.iter().zip(1..).map(|(name, id)| policy(name, id)).collect())),
        ],
    ) -> Environment {
        let reviewers: Vec<_> = reviewers.into_iter().map(reviewing).collect();
        Environment {
            name: name.to_owned(), wait_timer, prevent_self_review: prevent && !reviewers.is_empty(), reviewers,
            can_admins_bypass: bypass, branches,
        }
    }
}

prop_compose! {
    fn wanted_environment(name: &'static str)(
        reviewers in proptest::sample::subsequence(PEOPLE.to_vec(), 0..=3),
        wait_timer in proptest::sample::select(vec![0, 10, 30]),
        branches in proptest::sample::subsequence(BRANCHES.to_vec(), 1..=3),
        gate: bool,
    ) -> WantedEnvironment {
        let kind = |handle: &str| if handle.contains('/') { ReviewerKind::Team } else { ReviewerKind::User };
        let policy = |name: &&str| BranchPolicy { name: (*name).to_owned(), kind: RefKind::Branch };
        WantedEnvironment {
            settings: EnvironmentSettings {
                wait_timer,
                prevent_self_review: !reviewers.is_empty(),
                reviewers: reviewers.iter().map(|one| Reviewer { kind: kind(one), name: (*one).to_owned() }).collect(),
                branch_policies: branches.iter().map(policy).collect(),
                ..EnvironmentSettings::new(name, "main")
            },
            place: Span::new(1, 2),
            is_gate: gate,
            approvals: Vec::new(),
            people: 1,
            secrets: Vec::new(),
            variables: Vec::new(),
        }
    }
}

pub(super) fn wanted(environments: Vec<WantedEnvironment>, rulesets: Vec<WantedRuleset>) -> Wanted {
    Wanted {
        pipeline: "shop".into(),
        head: Span::default(),
        repository: Span::default(),
        default_branch: "main".into(),
        environments,
        rulesets,
        people: PEOPLE.iter().map(|one| ((*one).to_owned(), Span::default())).collect(),
        owners: Vec::new(),
        guarded_paths: Vec::new(),
    }
}

pub(super) fn found(state: State) -> Found {
    let known = |handle: &str| (handle.to_owned(), Identity::Known { id: reviewing(handle).id });
    Found {
        repository: Repository {
            name: "acme/shop".into(),
            private: false,
            of_organization: true,
            default_branch: "main".into(),
        },
        state,
        knows_rulesets: true,
        people: PEOPLE.into_iter().map(known).collect(),
        secrets: Names::default(),
        variables: Names::default(),
        codeowners: None,
        immutable_releases: None,
        not_checked: Vec::new(),
    }
}

pub(super) fn reviews(count: u8) -> Ruleset {
    let reviews = PullRequestRule {
        required_approving_review_count: count,
        dismiss_stale_reviews_on_push: count > 0,
        require_code_owner_review: count > 0,
        require_last_push_approval: count > 0,
        required_review_thread_resolution: false,
        required_reviewers: Vec::new(),
    };
    Ruleset::default_branch("shop (gatewright)", reviews)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_moment_is_weaker_than_both_ends(
        asked in (wanted_environment("prod"), wanted_environment("staging"), wanted_environment("gate")),
        there in (
            proptest::option::of(environment("prod")),
            proptest::option::of(environment("Staging")),
            proptest::option::of(environment("gate")),
        ),
        count in 0_u8..3,
        had in proptest::option::of(0_u8..3),
    ) {
        let ruleset = WantedRuleset { ruleset: reviews(count), place: Span::default() };
        let wanted = wanted(vec![asked.0, asked.1, asked.2], vec![ruleset]);
        let rulesets = had.map(|count| RulesetFound {
            id: 7,
            name: "shop (gatewright)".into(),
            body: serde_json::to_value(reviews(count)).expect("a ruleset"),
        });
        let environments = [there.0, there.1, there.2].into_iter().flatten().collect();
        let mut found = found(State { environments, rulesets: rulesets.into_iter().collect() });
        let steps = steps(&wanted, &found, &compare(&wanted, &found));
        let hole = hole(&found.state, &steps);
        prop_assert!(hole.is_none(), "{:?}\n{:#?}", hole, steps);

        // The rules of the branch come before everything that they guard, and are loosened behind all of it.
        let at = steps.iter().position(|step| matches!(step.action, Action::PutRuleset { .. }));
        let stricter = had.is_none_or(|had| had < count);
        let expected = if stricter { 0 } else { steps.len().saturating_sub(1) };
        prop_assert!(at.is_none_or(|at| at == expected));

        // In the end everything is as it should be, and a second run has nothing to do.
        steps.iter().for_each(|step| found.state.perform(&step.action));
        let left = compare(&wanted, &found);
        prop_assert_eq!(left.applied().count(), 0, "{:#?}", left);
        prop_assert!(steps_again_are_none(&wanted, &found));
    }
}

fn steps_again_are_none(wanted: &Wanted, found: &Found) -> bool {
    steps(wanted, found, &compare(wanted, found)).is_empty()
}

impl PartialEq for Attempt {
    fn eq(&self, other: &Self) -> bool {
        format!("{self:?}") == format!("{other:?}")
    }
}

#[test]
fn the_test_of_the_order_can_fail() {
    // Dev was let in by ann only. If bo is asked before dev is shut out, bo lets dev in, which nobody ever wanted.
    let start = Environment {
        name: "prod".into(),
        wait_timer: 0,
        reviewers: vec![reviewing("ann")],
        prevent_self_review: true,
        can_admins_bypass: Some(false),
        branches: Branches::Listed(vec![policy("dev", 1), policy("main", 2)]),
    };
    let asked = WantedEnvironment {
        settings: EnvironmentSettings {
            prevent_self_review: true,
            reviewers: vec![Reviewer { kind: ReviewerKind::User, name: "bo".into() }],
            ..EnvironmentSettings::new("prod", "main")
        },
        place: Span::default(),
        is_gate: false,
        approvals: Vec::new(),
        people: 1,
        secrets: Vec::new(),
        variables: Vec::new(),
    };
    let (wanted, found) =
        (wanted(vec![asked], Vec::new()), found(State { environments: vec![start], rulesets: Vec::new() }));
    let mut steps = steps(&wanted, &found, &compare(&wanted, &found));
    assert!(matches!(steps[0].action, Action::RemovePolicy { .. }), "{steps:#?}");
    assert_eq!(hole(&found.state, &steps), None);
    steps.reverse();
    assert!(hole(&found.state, &steps).is_some());
}
