//! What may stand in an environment and in `defaults`.

use super::{ALLOW, Argument, Block, DURATION, Kind, Shape, Times, later, node};

/// The kinds of environment, from a developer's machine to production.
pub(in crate::syntax) const KINDS: &[&str] =
    &["local", "ephemeral", "integration", "test", "uat", "staging", "production"];

const RUN: Shape = Shape {
    arguments: &[&[Argument::Many(Kind::Text)]],
    ..node(
        "run",
        "run \"npm ci\" \"npm test\"",
        "The commands, one after the other, each in a bash of its own",
    )
};

const TIMEOUT: Shape = Shape {
    arguments: DURATION,
    ..node("timeout", "timeout 10 minutes", "How long it may take before it counts as failed")
};

const STEP: &[Shape] = &[
    RUN,
    TIMEOUT,
    Shape {
        arguments: super::FLAG,
        ..node("optional", "optional", "A failure of this step is only a warning")
    },
];

const fn phase(name: &'static str, form: &'static str, sentence: &'static str) -> Shape {
    Shape {
        arguments: &[&[Argument::One(Kind::Text)]],
        properties: &[("run", Kind::Text)],
        block: Block::Of(STEP),
        times: Times::Often,
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
        phase("build", "build \"Application\" run=\"npm run build\"", "A build for this environment alone"),
        later(
            "plan",
            "plan \"Terraform\" run=\"./ops/plan.sh\"",
            "What is shown to people before they decide",
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
    block: Block::Keys(&Shape {
        arguments: &[&[Argument::One(Kind::Value)]],
        ..node("", "LOG_LEVEL info", "One variable and its value")
    }),
    ..node(
        "variables",
        "variables { LOG_LEVEL info }",
        "Values that the steps see; they stand in the generated scripts, for everybody to read",
    )
};

const SECRETS: Shape = Shape {
    arguments: &[&[Argument::Many(Kind::Key)], &[]],
    block: Block::Keys(&Shape {
        properties: &[("from", Kind::Key)],
        ..node(
            "",
            "DATABASE_URL from=STAGING_DATABASE_URL",
            "One secret, and the name under which GitHub keeps it",
        )
    }),
    ..node(
        "secrets",
        "secrets DATABASE_URL API_KEY",
        "Names of secrets that only the steps of this environment see; the values are stored on GitHub",
    )
};

const ABOUT: Shape = Shape {
    block: Block::Keys(&Shape {
        arguments: &[&[Argument::Many(Kind::Value)]],
        ..node("", "stability Highest", "One fact")
    }),
    ..node(
        "about",
        "about { access \"Ops team\" }",
        "Facts for people; they become columns of the generated tables",
    )
};

const MIRRORS: Shape = Shape {
    arguments: &[
        &[Argument::One(Kind::Name)],
        &[Argument::One(Kind::Name), Argument::Word("except"), Argument::Many(Kind::Key)],
    ],
    ..node(
        "mirrors",
        "mirrors prod except PAYMENT_KEY",
        "It has the same variables and secrets as the other one",
    )
};

const RUNS_ON: Shape = Shape {
    arguments: &[&[Argument::Many(Kind::Text)]],
    ..node("runs-on", "runs-on \"ubuntu-24.04\"", "The labels of the machine that its jobs run on")
};

/// What `defaults` may have; an environment may have it too.
macro_rules! settings {
    ($($own:expr,)*) => {
        &[
            $($own,)*
            RUNS_ON,
            TIMEOUT,
            VARIABLES,
            SECRETS,
            STEPS,
            ABOUT,
            ALLOW,
            later("target", "target kubernetes { namespace production }", "Where it runs"),
            later("login", "login azure client=\"…\" tenant=\"…\"", "Signs in to a cloud"),
            later("replicas", "replicas 2", "How many run"),
            later("autoscale", "autoscale 2 to 10 cpu=50", "How many run, from and to"),
            later("resources", "resources memory=\"1Gi\"", "What each may use"),
            later("schema", "schema { PORT integer }", "What the variables and secrets have to be"),
            later("flags", "flags { new-dashboard }", "Feature flags"),
            later("strategy", "strategy blue-green { keep 2 hours }", "How the new release takes over"),
            later("planned", "planned canary { steps 10 25 50 100 }", "A strategy of the future; documented only"),
            later("data", "data live", "Which data it has"),
            later("database", "database postgresql size=\"5GB\"", "Its database"),
            later("backup", "backup { run \"./ops/backup.sh\" }", "A backup, verified"),
            later("migrate", "migrate { run \"npm run migrate\" }", "A migration, and the way back"),
            later("health", "health \"/health\" { within 5 minutes }", "How it says that it is well"),
            later("metrics", "metrics { error-rate run=\"./ops/metric.sh\" }", "Where its numbers come from"),
            later("monitor", "monitor 30 minutes { error-rate below 0.1 percent }", "Watches it after the deployment"),
            later("alert", "alert critical { error-rate above 1 percent }", "When somebody is called"),
            later("probe", "probe every 15 minutes", "Looks at its health on a schedule"),
            later("rollback", "rollback { previous-release }", "The way back"),
            later("escalation", "escalation { on-call }", "Who is called, in which order"),
            later("notify", "notify developers on failure", "Who is told of what"),
            later("checklist", "checklist after { - \"Users are told\" }", "What people look at afterwards"),
        ]
    };
}

pub(super) const DEFAULTS: Shape = Shape {
    block: Block::Needed(settings![]),
    ..node(
        "defaults",
        "defaults { timeout 20 minutes }",
        "What every environment has that does not say otherwise",
    )
};

pub(super) const ENVIRONMENT: Shape = Shape {
    arguments: &[&[Argument::One(Kind::Name)]],
    block: Block::Needed(settings![
        Shape {
            arguments: &[&[Argument::One(Kind::Name)]],
            ..node(
                "like",
                "like us",
                "Starts from what the other one resolves to, except url, kind and from="
            )
        },
        Shape {
            arguments: &[&[Argument::One(Kind::OneOf(KINDS))]],
            ..node("kind", "kind production", "What it is for; the rules look at the kind, never at the name")
        },
        Shape {
            arguments: &[&[Argument::Many(Kind::Text)]],
            ..node(
                "url",
                "url \"https://example.com\"",
                "Where people reach it; the first one is shown on GitHub"
            )
        },
        MIRRORS,
    ]),
    times: Times::OncePerName,
    ..node(
        "environment",
        "environment prod { kind production; url \"https://example.com\" }",
        "A place that a release is deployed to",
    )
};
