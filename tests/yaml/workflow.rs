//! A whole workflow, as the emitters build one.

use gatewright::emit::yaml::{Node, print};
use gatewright::github::comment::zizmor_ignore;
use gatewright::github::{
    Commented, Concurrency, Defaults, Dispatch, Environment, Input, Job, Permission, Pins, PullRequest, Push,
    Schedule, Scope, Step, Triggers, Workflow,
};
use indexmap::IndexMap;

use super::{bare, read};

#[test]
fn a_workflow_looks_as_people_write_it() {
    let workflow = workflow();
    let printed =
        print("Written by gatewright from pipeline.kdl: change that file, not this one.", &workflow);
    assert_eq!(words(&read(&printed)), words(&bare(&Node::of(&workflow).expect("it is a tree"))));
    insta::with_settings!({ snapshot_path => "../../snapshots/yaml", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("promote", printed);
    });
}

#[test]
fn the_smallest_workflow_has_no_rights() {
    let workflow = Workflow { name: "Nothing".into(), ..Workflow::default() };
    assert_eq!(print("", &workflow), "name: Nothing\n\non: {}\n\npermissions: {}\n\njobs: {}\n");
}

#[test]
fn a_scope_is_allowed_once() {
    let mut job = Job::default();
    let wide = Permission::write(Scope::Contents, "the tag of the release");
    for permission in [Permission::contents(), wide.clone(), Permission::contents()] {
        job.allow(permission);
    }
    assert_eq!(job.permissions, [wide]);
}

/// Makes booleans and numbers text, since `print` and the reader may only differ in how they hold those.
fn words(node: &Node) -> Node {
    match node {
        Node::Plain(word) => Node::Text(word.to_string()),
        Node::List(items) => Node::List(items.iter().map(words).collect()),
        Node::Map(entries) => {
            Node::Map(entries.iter().map(|(key, value)| (key.clone(), words(value))).collect())
        }
        other => other.clone(),
    }
}

fn workflow() -> Workflow {
    let only_deploys_lock = "only a deploy job may lock its environment: people are waited for outside of it";
    let triggers = Triggers {
        push: Some(Push { branches: vec!["main".into(), "release/**".into()], ..Push::default() }),
        pull_request: Some(PullRequest {
            paths: vec![".github/**".into(), "pipelines/*.kdl".into(), "**/*.tf".into()],
            ..PullRequest::default()
        }),
        workflow_dispatch: Some(Dispatch {
            inputs: IndexMap::from([
                ("release_id".into(), Input::required("The release, for example release-20250103-120000")),
                ("target_environment".into(), Input::choice("Where it goes", ["future", "prod"])),
                ("override".into(), Input::optional("Reason to ignore a closed window: recorded")),
                ("dry_run".into(), Input::boolean("Only say what would happen")),
            ]),
        }),
        schedule: vec![Schedule { cron: "*/30 * * * *".into() }],
        ..Triggers::default()
    };
    Workflow {
        name: "Promote release".into(),
        run_name: Some("Promote ${{ inputs.release_id }} to ${{ inputs.target_environment }}".into()),
        on: Commented::new(triggers, zizmor_ignore("concurrency-limits", only_deploys_lock)),
        defaults: Some(Defaults::bash()),
        env: IndexMap::from([("MAX_AGE".into(), "086400".into())]),
        jobs: IndexMap::from([
            ("guard".into(), guard()),
            ("approve-production-1".into(), approval()),
            ("deploy-prod".into(), deploy()),
        ]),
        ..Workflow::default()
    }
}

fn checkout() -> Step {
    Step::uses("Check out the pipeline's scripts", Pins::shipped().pin("actions/checkout"))
        .with("persist-credentials", false)
        .with("fetch-depth", 1)
}

fn job(name: &str, minutes: u32) -> Job {
    Job { name: name.into(), runs_on: "ubuntu-24.04".into(), timeout_minutes: minutes, ..Job::default() }
}

fn guard() -> Job {
    let check = Step::run(
        "The path, the release and the machine checks",
        "source deploy/lib.sh\nrequire_release_id \"$RELEASE_ID\"\nif [[ $TARGET == prod ]]; then\n\trequire_soak 86400\nfi\noutput release \"$RELEASE_ID\"\n",
    )
    .id("check")
    .env("GH_TOKEN", "${{ github.token }}")
    .env("RELEASE_ID", "${{ inputs.release_id }}")
    .env("TARGET", "${{ inputs.target_environment }}");
    let list = Step::run("What the approvers confirm", "cat deploy/confirm.md >> \"$GITHUB_STEP_SUMMARY\"")
        .when("inputs.target_environment == 'prod'");
    Job {
        permissions: vec![
            Permission::contents(),
            Permission::read(Scope::Deployments, "what runs in the source"),
        ],
        outputs: IndexMap::from([("release".into(), "${{ steps.check.outputs.release }}".into())]),
        steps: vec![checkout(), check, list],
        ..job("Check the promotion", 10)
    }
}

fn approval() -> Job {
    Job {
        needs: vec!["guard".into()],
        r#if: Some("inputs.target_environment == 'prod'".into()),
        environment: Some(Environment {
            name: Commented::new("production-approval-1".into(), "reviewers: senior-engineers, managers"),
            url: None,
        }),
        steps: vec![
            Step::run("Approved", "echo \"$RELEASE_ID: it may go to prod\"")
                .env("RELEASE_ID", "${{ needs.guard.outputs.release }}"),
        ],
        ..job("Approval 1 of 1 (production)", 5)
    }
}

fn deploy() -> Job {
    let mut announce = Step::run("Tell people", "./deploy/announce.sh prod # nobody waits for this");
    announce.continue_on_error = Some(true);
    announce.timeout_minutes = Some(2);
    Job {
        needs: vec!["guard".into(), "approve-production-1".into()],
        permissions: vec![
            Permission::contents(),
            Permission::write(Scope::Deployments, "the record of what runs where"),
            Permission::write(Scope::IdToken, "signs in to the cloud without a stored secret"),
        ],
        environment: Some(Environment {
            name: Commented::new("prod".into(), "reviewers: managers"),
            url: Some("https://example.com".into()),
        }),
        concurrency: Some(Concurrency { group: "deploy-prod".into(), cancel_in_progress: false }),
        env: IndexMap::from([("RELEASE_ID".into(), "${{ needs.guard.outputs.release }}".into())]),
        steps: vec![checkout(), Step::run("Deploy", "./deploy/deploy-prod.sh \"$RELEASE_ID\""), announce],
        ..job("Deploy to prod", 30)
    }
}
