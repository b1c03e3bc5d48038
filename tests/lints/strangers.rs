//! Rules about workflows that somebody else wrote.

use gatewright::{
    check,
    diagnostic::{Diagnostic, Severity},
    source::Source,
    surroundings::Surroundings,
};

use super::{findings, pipeline, places};
use crate::common;

const PATH: &str = ".github/workflows/old.yml";

fn shop() -> String {
    let map =
        "push main -> dev-int\ndev-int -> prod { gate production }\ndev-int -> uat { approvals 1 from t }";
    let rest = "teams { t \"@o/t\" }\ngate production { approvals 2 from t }\nrelease { version semver from=changelog }\nenvironment laptop { kind local }";
    pipeline(map, &["dev-int test", "prod production", "uat uat"], rest)
}

/// What is found if a job has this environment.
fn job(environment: &str) -> Vec<Diagnostic> {
    let workflow = format!(
        "on: push\njobs:\n  test:\n    runs-on: x\n  ship:\n    runs-on: x\n    environment: {environment}\n    steps: []\n"
    );
    findings(&shop(), &[(PATH, &workflow)])
}

#[test]
fn a_job_may_not_name_an_environment_of_ours() {
    for environment in [
        "prod",
        "PROD",
        "'prod' # live",
        "\n      name: Prod\n      url: https://x.example",
        "{ name: prod }",
    ] {
        let found = job(environment);
        assert_eq!(found.len(), 1, "{environment}: {found:#?}");
        assert_eq!((found[0].code, found[0].severity), ("foreign-environment-job", Severity::Error));
        assert_eq!(places(&shop(), &found[0]), ["prod"]);
        assert!(found[0].message.contains("`ship` in `.github/workflows/old.yml:7`"), "{}", found[0].message);
    }
}

#[test]
fn nor_one_where_only_approvals_are_given() {
    for (environment, place) in [
        ("production-approval-1", "production"),
        ("Production-Approval-2", "production"),
        ("dev-int-to-uat-approval-1", "uat"),
    ] {
        let found = job(environment);
        assert_eq!(found.len(), 1, "{environment}");
        assert_eq!(places(&shop(), &found[0]), [place], "{environment}");
    }
}

#[test]
fn a_name_that_is_known_only_at_run_time_may_be_any_that_looks_like_it() {
    for environment in [
        "${{ inputs.environment }}",
        "\"${{ inputs.where }}\"",
        "p${{ inputs.rest }}",
        "${{ a }}-${{ b }}-int",
        "{ name: '${{ matrix.environment }}' }",
    ] {
        let found = job(environment);
        assert_eq!(found.len(), 1, "{environment}");
        assert_eq!(found[0].severity, Severity::Warning, "{environment}");
    }
    assert_eq!(places(&shop(), &job("${{ inputs.environment }}")[0]), ["prod"], "the gravest of all");
    assert_eq!(job("pr-${{ github.event.number }}"), []);
    assert_eq!(job("preview"), []);
    assert_eq!(job("laptop"), []);
    assert_eq!(job("production-approval-x"), []);
    assert_eq!(job("other-approval-1"), []);
}

#[test]
fn what_is_generated_is_not_foreign() {
    let workflow = "jobs:\n  ship:\n    environment: prod\n";
    let surroundings = Surroundings {
        workflows: vec![Source::new(PATH, workflow)],
        ours: vec![PATH.to_owned()],
        ..Surroundings::default()
    };
    let checked = check(&Source::new("pipelines/shop.kdl", shop()), &surroundings);
    assert_eq!(common::without_advice(checked.diagnostics), []);
}

#[test]
fn odd_workflows_are_no_trouble() {
    for workflow in [
        "",
        "[]",
        "jobs: 1",
        "jobs:\n  a: 1",
        "jobs:\n  1: {}",
        "jobs:\n  a:\n    environment: [prod]",
        "jobs: { a: { environment: { url: x } } }",
    ] {
        assert_eq!(findings(&shop(), &[(PATH, workflow)]), [], "{workflow}");
    }
    let found = findings(&shop(), &[(PATH, "jobs: {a: {environment: prod}}")]);
    assert!(
        found[0].message.contains("`.github/workflows/old.yml`"),
        "no line is better than a wrong one: {}",
        found[0].message
    );
    for broken in ["jobs: [", "a: b: c", "\t- x", "a: &a [*a]", "a: 1\na: 2"] {
        let found = findings(&shop(), &[(PATH, broken)]);
        assert_eq!(found.iter().map(|one| one.code).collect::<Vec<_>>(), ["unreadable-workflow"], "{broken}");
    }
}
