//! What may stand in an environment and in `defaults`.

use super::{
    ALLOW, Argument, Block, Key, Kind, Names, Shape, Times,
    commands::{RUN, TIMEOUT},
    data, flag, left_out, node, once_per_name,
    people::{ESCALATION, ITEM, NOTIFY},
    rollback, running, strategies, targets, watching,
};

/// The kinds of environment, from a developer's machine to production.
pub(in crate::syntax) const KINDS: &[&str] =
    &["local", "ephemeral", "integration", "test", "uat", "staging", "production"];

const STEP: &[Shape] = &[
    Shape { arguments: &[&[Argument::Many(Kind::Own)]], ..RUN },
    TIMEOUT,
    flag(node("optional", "optional", "A failure of this step is only a warning")),
];

const fn phase(name: &'static str, form: &'static str, sentence: &'static str) -> Shape {
    Shape {
        arguments: &[&[Argument::One(Kind::Text)]],
        properties: &[("run", Kind::Own)],
        block: Block::Of(STEP),
        times: Times::EachCounts,
        ..node(name, form, sentence)
    }
}

const STEPS: Shape = Shape {
    block: Block::Needed(&[
        phase(
            "validate",
            "validate \"Configuration\" run=\"npm run validate\"",
            "A check before anything is built",
        ),
        phase("test", "test \"Unit tests\" run=\"npm test\"", "Tests before the deployment"),
        Shape {
            properties: &[("run", Kind::Own), ("artifact", Kind::Path)],
            ..phase(
                "build",
                "build \"Application\" run=\"npm run build\"",
                "A build for this environment alone",
            )
        },
        phase(
            "plan",
            "plan \"Costs\" run=\"./ops/costs.sh\"",
            "What is shown to people before they decide: what it writes to `$GITHUB_STEP_SUMMARY` stands on the run's page",
        ),
        phase("backup", "backup \"Database\" run=\"./ops/backup.sh\"", "A backup before anything is changed"),
        phase("migrate", "migrate \"Database\" run=\"npm run migrate\"", "A migration before the deployment"),
        phase("deploy", "deploy \"Ship it\" run=\"./scripts/ship.sh\"", "The deployment itself"),
        phase("health", "health \"Health\" run=\"./scripts/health.sh\"", "Is it up?"),
        phase("smoke", "smoke \"Sign-in\" run=\"./scripts/smoke.sh\"", "Does the most important thing work?"),
        phase("switch", "switch \"Traffic\" run=\"./scripts/switch.sh\"", "Lets users reach it"),
        phase(
            "verify",
            "verify \"Live\" run=\"./scripts/verify.sh\"",
            "Is it right, now that users reach it?",
        ),
        phase("monitor", "monitor \"Error rate\" run=\"./scripts/watch.sh\"", "Watches it for a while"),
    ]),
    ..node(
        "steps",
        "steps { deploy \"Ship it\" run=\"./scripts/ship.sh\" }",
        "What is done to deploy, in phases",
    )
};

const VARIABLES: Shape = Shape {
    block: Block::Keys(
        Key::Free,
        &Shape {
            arguments: &[&[Argument::One(Kind::Value)]],
            ..node("", "LOG_LEVEL info", "One variable and its value")
        },
    ),
    ..node(
        "variables",
        "variables { LOG_LEVEL info }",
        "Values that the steps see; they stand in the generated scripts, for everybody to read",
    )
};

pub(super) const SECRETS: Shape = Shape {
    arguments: &[&[Argument::Many(Kind::Key)], &[]],
    block: Block::Keys(
        Key::Free,
        &Shape {
            properties: &[("from", Kind::Key)],
            ..node(
                "",
                "DATABASE_URL from=STAGING_DATABASE_URL",
                "One secret, and the name under which GitHub keeps it",
            )
        },
    ),
    ..node(
        "secrets",
        "secrets DATABASE_URL API_KEY",
        "Names of secrets that only the steps of this environment see; the values are stored on GitHub",
    )
};

const PLAN_SECRETS: Shape = Shape {
    arguments: SECRETS.arguments,
    block: SECRETS.block,
    ..node(
        "plan-secrets",
        "plan-secrets CLOUD_TOKEN",
        "Names of secrets that only the plan sees; it runs before anybody has approved, so they should do no more than read",
    )
};

pub(super) const ABOUT: Shape = Shape {
    block: Block::Keys(
        Key::Free,
        &Shape { arguments: &[&[Argument::Many(Kind::Value)]], ..node("", "stability Highest", "One fact") },
    ),
    ..node(
        "about",
        "about { access \"Ops team\" }",
        "Facts for people; they become columns of the generated tables",
    )
};

const MIRRORS: Shape = Shape {
    arguments: &[
        &[Argument::One(Kind::Ref(Names::Environment))],
        &[Argument::One(Kind::Ref(Names::Environment)), Argument::Word("except"), Argument::Many(Kind::Key)],
    ],
    ..node(
        "mirrors",
        "mirrors production except PAYMENT_KEY",
        "It has the same variables, secrets, schema and strategy as the other one; `except` names what may differ",
    )
};

const RUNS_ON: Shape = Shape {
    arguments: &[&[Argument::Many(Kind::Own)]],
    ..node("runs-on", "runs-on \"ubuntu-24.04\"", "The labels of the machine that its jobs run on")
};

const fn checklist(
    word: &'static [&'static [Argument]],
    form: &'static str,
    sentence: &'static str,
) -> Shape {
    Shape {
        arguments: word,
        block: Block::Needed(&[ITEM]),
        times: Times::OncePerName,
        ..left_out("checklist", form, sentence)
    }
}

/// What `defaults` may have; an environment may have it too. The order is that of the reference.
macro_rules! settings {
    ($($own:expr,)*) => {
        &[
            $($own,)*
            STEPS,
            RUNS_ON,
            TIMEOUT,
            VARIABLES,
            SECRETS,
            PLAN_SECRETS,
            data::SCHEMA,
            data::FLAGS,
            targets::TARGET_SCRIPT,
            targets::TARGET_SERVER,
            targets::TARGET_KUBERNETES,
            targets::TARGET_TERRAFORM,
            targets::TARGET_RAILWAY,
            targets::TARGET_EXTERNAL,
            targets::LOGIN_AZURE,
            targets::LOGIN_AWS,
            targets::LOGIN_GCP,
            running::REPLICAS,
            running::AUTOSCALE,
            running::RESOURCES,
            strategies::ROLLING_NOW,
            strategies::RECREATE_NOW,
            strategies::BLUE_GREEN_NOW,
            strategies::CANARY_NOW,
            once_per_name(strategies::ROLLING_PLANNED),
            once_per_name(strategies::RECREATE_PLANNED),
            once_per_name(strategies::BLUE_GREEN_PLANNED),
            once_per_name(strategies::CANARY_PLANNED),
            data::DATA,
            data::DATABASE,
            data::BACKUP,
            data::MIGRATE,
            watching::HEALTH,
            watching::METRICS,
            watching::MONITOR,
            data::OBJECTIVE,
            watching::ALERT,
            watching::PROBE,
            rollback::ROLLBACK,
            ESCALATION,
            NOTIFY,
            checklist(
                &[&[Argument::Word("before")]],
                "checklist before { - \"The change is announced\" }",
                "What people go through before every deployment here",
            ),
            checklist(
                &[&[Argument::Word("after")]],
                "checklist after { - \"No error spikes in the logs\" }",
                "What people look at after every deployment here",
            ),
            ABOUT,
            ALLOW,
        ]
    };
}

/// `defaults`.
pub static DEFAULTS: Shape = DEFAULTS_SHAPE;
pub(super) const DEFAULTS_SHAPE: Shape = Shape {
    block: Block::Needed(settings![]),
    ..node(
        "defaults",
        "defaults { timeout 20 minutes }",
        "What every environment has that does not say otherwise",
    )
};

/// `environment`.
pub static ENVIRONMENT: Shape = ENVIRONMENT_SHAPE;
pub(super) const ENVIRONMENT_SHAPE: Shape = Shape {
    arguments: &[&[Argument::One(Kind::Name(Names::Environment))]],
    block: Block::Needed(settings![
        Shape {
            arguments: &[&[Argument::One(Kind::Ref(Names::Environment))]],
            ..node(
                "like",
                "like staging",
                "Starts from what the other one resolves to, except url, kind and from=; stands first"
            )
        },
        Shape {
            arguments: &[&[Argument::One(Kind::OneOf(KINDS))]],
            ..node("kind", "kind production", "What it is for; the rules look at the kind, never at the name")
        },
        Shape {
            arguments: &[&[Argument::Many(Kind::Own)]],
            ..node(
                "url",
                "url \"https://example.com\"",
                "Where people reach it; the first one is shown on GitHub; `{number}` is the pull request of an ephemeral one"
            )
        },
        MIRRORS,
        data::TEARDOWN,
    ]),
    times: Times::OncePerName,
    ..node(
        "environment",
        "environment example { kind production; url \"https://example.com\" }",
        "A place that a release is deployed to",
    )
};
