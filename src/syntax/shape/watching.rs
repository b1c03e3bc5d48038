//! How it is seen that a release is well: health, numbers, thresholds.

use super::{
    Argument, Block, Key, Kind, Shape, Times, node, often,
    values::{self, UNIT_WORDS},
};

/// What an expected answer of the health endpoint may hold.
const EXPECTED: &[&str] = &["id", "version", "commit", "short-commit", "tag", "environment"];

const fn endpoint(name: &'static str, form: &'static str, sentence: &'static str) -> Shape {
    Shape { arguments: values::ENDPOINT, ..node(name, form, sentence) }
}

/// A part of the system that has a health of its own.
const fn part(name: &'static str, form: &'static str, sentence: &'static str) -> Shape {
    Shape {
        arguments: &[&[Argument::One(Kind::Endpoint)], &[]],
        properties: &[("run", Kind::Text)],
        ..node(name, form, sentence)
    }
}

pub(super) const HEALTH: Shape = Shape {
    arguments: &[&[Argument::One(Kind::Endpoint)], &[Argument::Word("none")], &[]],
    block: Block::Of(&[
        endpoint("ready", "ready \"/health/ready\"", "Says that it can take requests"),
        endpoint("live", "live \"/health/live\"", "Says that the process is alive"),
        endpoint("metrics", "metrics \"/health/metrics\"", "Numbers of its health"),
        endpoint("version", "version \"/version\"", "Says which release answers"),
        part("application", "application \"/health/app\"", "The application itself"),
        part("database", "database run=\"./ops/health.sh database\"", "Its database"),
        part("storage", "storage run=\"./ops/health.sh storage\"", "Its files"),
        part(
            "integrations",
            "integrations run=\"./ops/health.sh integrations\"",
            "The systems that it depends on",
        ),
        Shape {
            arguments: &[&[Argument::One(Kind::Key)]],
            ..node(
                "basic-auth",
                "basic-auth HEALTH_USER",
                "The secret with `user:password` that it is asked with",
            )
        },
        Shape {
            properties: &[("*", Kind::Template(EXPECTED))],
            ..node(
                "expect",
                "expect status=healthy version=\"v{version}\" uptime=any",
                "What the answer has to hold, field by field; `any` for any value, `time` for a time as in RFC 3339, and `{short-commit}` for the first digits of the commit, at least 7",
            )
        },
        Shape {
            arguments: values::DURATION,
            ..node("within", "within 5 minutes", "How long it may take until it is well")
        },
        Shape { arguments: values::DURATION, ..node("every", "every 5 seconds", "How often it is asked") },
    ]),
    ..node(
        "health",
        "health \"/health\" { within 5 minutes }",
        "How it says that it is well; asked after every deployment for 2 minutes, every 5 seconds, if it does not say otherwise; `health none` takes the default away",
    )
};

pub(super) const METRICS: Shape = Shape {
    block: Block::Keys(
        Key::Free,
        &Shape {
            properties: &[("run", Kind::Text), ("url", Kind::Endpoint)],
            ..node(
                "",
                "error-rate run=\"./ops/metric.sh errors\"",
                "One number, in the unit of its limits, and the command or the address that says it; the command finds `p95` in $QUANTILE, and an address may answer `{\"p95\": 480}`",
            )
        },
    ),
    ..node(
        "metrics",
        "metrics { error-rate run=\"./ops/metric.sh errors\" }",
        "Where the numbers come from that `monitor` looks at",
    )
};

const LIMIT: Shape = Shape {
    arguments: values::THRESHOLD,
    ..node("", "error-rate below 0.1 percent", "One number and its limit")
};

pub(super) const MONITOR: Shape = Shape {
    arguments: &[
        &[Argument::One(Kind::Count), Argument::One(Kind::OneOf(UNIT_WORDS))],
        &[Argument::One(Kind::Duration)],
        &[Argument::Word("none")],
    ],
    block: Block::Keys(Key::Free, &often(LIMIT)),
    ..node(
        "monitor",
        "monitor 30 minutes { error-rate below 0.1 percent }",
        "Watches its health and these numbers after the deployment, for so long, every 15 seconds; a limit that is passed in 3 of 5 looks is a failure, and a number that is known in less than half of them leaves it open whether it is well; against the baseline only the side counts on which the number has another limit",
    )
};

pub(super) const ALERT: Shape = Shape {
    arguments: &[&[Argument::One(Kind::OneOf(&["info", "warning", "critical"]))]],
    block: Block::Keys(Key::Free, &often(LIMIT)),
    times: Times::OncePerName,
    ..node(
        "alert",
        "alert critical { error-rate above 1 percent }",
        "When somebody is called, whether or not anything was deployed; only `target kubernetes` has something that looks at it, elsewhere your own monitoring has to",
    )
};

pub(super) const PROBE: Shape = Shape {
    arguments: &[
        &[Argument::Word("every"), Argument::One(Kind::Count), Argument::One(Kind::OneOf(UNIT_WORDS))],
        &[Argument::Word("every"), Argument::One(Kind::Duration)],
        &[Argument::Word("none")],
    ],
    ..node(
        "probe",
        "probe every 15 minutes",
        "Asks its addresses how it is, on a schedule: every 5 minutes at the most, without a password and without the commands of its parts; `soak` counts from the last time that it was not well",
    )
};
