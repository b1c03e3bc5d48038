//! What an environment is configured with, and the data that it has.

use super::{Argument, Block, Key, Kind, Names, Shape, commands, flag, left_out, node, refused, values};

pub(super) const SCHEMA: Shape = Shape {
    block: Block::Keys(
        Key::Free,
        &Shape {
            arguments: &[&[Argument::Many(Kind::Text)]],
            properties: &[
                ("min", Kind::Number),
                ("max", Kind::Number),
                ("pattern", Kind::Text),
                ("check", Kind::Text),
            ],
            ..node(
                "",
                "PORT integer min=1024",
                "One key and its type: text, integer, number, boolean, url, port, duration, or the values that it may have; `optional` at the end; `check=` is the command that says whether the value works",
            )
        },
    ),
    ..node(
        "schema",
        "schema { PORT integer; NODE_ENV development staging production }",
        "What variables and secrets have to be; checked here, and before every deployment",
    )
};

pub(super) const FLAGS: Shape = Shape {
    block: Block::Keys(
        Key::Free,
        &Shape {
            arguments: &[&[], &[Argument::One(Kind::Value)]],
            ..node("", "beta #false", "One flag; the bare name turns it on; the steps see it as FLAG_BETA")
        },
    ),
    ..node("flags", "flags { new-dashboard; beta #false }", "Feature flags of the application")
};

pub(super) const DATA: Shape = Shape {
    arguments: &[&[Argument::One(Kind::OneOf(&["mock", "seed", "synthetic", "test", "anonymized", "live"]))]],
    properties: &[
        ("from", Kind::Ref(Names::Environment)),
        ("run", Kind::Text),
        ("reset", Kind::OneOf(&["never", "by-hand", "daily", "weekly", "after-cycle"])),
    ],
    ..left_out(
        "data",
        "data anonymized from=production run=\"./ops/anonymize.sh\"",
        "Which data it has, where they come from, and how they are reset",
    )
};

pub(super) const DATABASE: Shape = Shape {
    arguments: &[
        &[Argument::One(ENGINES)],
        &[Argument::One(ENGINES), Argument::One(Kind::OneOf(&["ephemeral", "shared", "dedicated"]))],
    ],
    properties: &[("size", Kind::Memory), ("name", Kind::Text), ("server", Kind::Text)],
    ..left_out(
        "database",
        "database postgresql size=\"5GB\" name=shop-production",
        "Its database: the engine, how large it is, and its name where several could be mistaken for each other",
    )
};

const ENGINES: Kind = Kind::OneOf(&[
    "postgresql",
    "mysql",
    "mariadb",
    "sqlite",
    "sqlserver",
    "oracle",
    "mongodb",
    "redis",
    "dynamodb",
]);

const EVERY: Shape =
    Shape { arguments: values::DURATION, ..refused("every", "every 1 day", "How often it is done besides") };

pub(super) const BACKUP: Shape = Shape {
    arguments: &[&[], &[Argument::Word("none")]],
    block: Block::Of(&[
        Shape { form: "run \"./ops/backup.sh\"", sentence: "The commands that make it", ..commands::RUN },
        Shape {
            arguments: values::TEXT,
            ..node(
                "verify",
                "verify \"./ops/verify-backup.sh\"",
                "The command that proves that the backup can be read",
            )
        },
        EVERY,
        Shape {
            arguments: values::DURATION,
            ..node(
                "keep",
                "keep 7 days",
                "How long a backup is kept; the commands see it as BACKUP_KEEP_DAYS",
            )
        },
        commands::TIMEOUT,
    ]),
    needs: &["run"],
    ..node(
        "backup",
        "backup { run \"./ops/backup.sh\"; verify \"./ops/verify-backup.sh\" }",
        "A backup before anything is changed, verified before the deployment goes on",
    )
};

pub(super) const MIGRATE: Shape = Shape {
    arguments: &[&[], &[Argument::Word("none")]],
    block: Block::Of(&[
        Shape {
            arguments: values::TEXTS,
            properties: &[("in", Kind::Path)],
            ..node(
                "run",
                "run \"npm run migrate\" in=\"shared\"",
                "The commands, in this folder of the repository",
            )
        },
        Shape {
            arguments: values::TEXT,
            ..node("down", "down \"npm run migrate:down\"", "The command that takes the migration back")
        },
        flag(node(
            "two-phase",
            "two-phase",
            "The release before it works with the new schema too: what is removed is removed a release later",
        )),
        Shape {
            arguments: &[&[Argument::One(Kind::Ref(Names::Window))]],
            ..node(
                "window",
                "window maintenance",
                "Hours in which it may migrate; the windows of the gates before it have to be open as well",
            )
        },
        commands::TIMEOUT,
    ]),
    needs: &["run"],
    ..node(
        "migrate",
        "migrate { run \"npm run migrate\"; two-phase }",
        "A migration of the database before the deployment, and the way back",
    )
};

pub(super) const TEARDOWN: Shape = Shape {
    properties: &[("run", Kind::Text)],
    needs: &["run"],
    block: Block::Of(&[commands::RUN, commands::TIMEOUT]),
    ..refused(
        "teardown",
        "teardown run=\"./ops/teardown.sh\"",
        "What removes an ephemeral environment once its pull request is closed",
    )
};

pub(super) const OBJECTIVE: Shape = Shape {
    arguments: &[&[], &[Argument::Word("none")]],
    block: Block::Keys(
        Key::Free,
        &Shape {
            arguments: &[
                &[
                    Argument::One(Kind::OneOf(&["below", "above", "at-least", "at-most"])),
                    Argument::One(Kind::Number),
                    Argument::One(Kind::OneOf(&["percent", "ms", "seconds", "second"])),
                ],
                &[
                    Argument::One(Kind::OneOf(&["p50", "p75", "p90", "p95", "p99"])),
                    Argument::One(Kind::OneOf(&["below", "above"])),
                    Argument::One(Kind::Number),
                    Argument::One(Kind::OneOf(&["percent", "ms", "seconds", "second"])),
                ],
            ],
            ..node("", "latency p95 below 500 ms", "One number that users are promised")
        },
    ),
    ..left_out(
        "objective",
        "objective { uptime at-least 99.9 percent; latency p95 below 500 ms }",
        "What users are promised; alerts are held against it",
    )
};
