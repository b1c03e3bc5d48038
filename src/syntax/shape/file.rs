//! What may stand at the top of a file.

use super::{ALLOW, Argument, Block, Kind, Shape, Times, environment, gate, later, node};

const PIPELINE: Shape = Shape {
    arguments: &[&[Argument::One(Kind::Name)]],
    block: Block::Of(&[
        Shape {
            arguments: &[&[Argument::One(Kind::Text)]],
            properties: &[
                ("default-branch", Kind::Text),
                ("visibility", Kind::OneOf(&["public", "private", "internal"])),
                ("plan", Kind::OneOf(&["free", "pro", "team", "enterprise"])),
            ],
            ..node(
                "repository",
                "repository \"acme/shop\" default-branch=main visibility=private plan=enterprise",
                "The repository on GitHub; the default branch is `main` unless it says otherwise",
            )
        },
        Shape {
            arguments: &[&[Argument::One(Kind::Text)]],
            ..node(
                "time-zone",
                "time-zone \"Europe/Berlin\"",
                "The IANA time zone in which its hours are meant",
            )
        },
        Shape {
            arguments: &[&[Argument::One(Kind::Text)]],
            ..node("description", "description \"From main to production\"", "One sentence for the pages")
        },
        Shape {
            block: Block::Needed(&[
                Shape {
                    arguments: &[&[Argument::One(Kind::Text)]],
                    ..node("node", "node \"22\"", "The version of Node.js that build and steps run with")
                },
                later("python", "python \"3.13\"", "The version of Python"),
                later("go", "go \"1.26\"", "The version of Go"),
                later("java", "java \"21\"", "The version of Java"),
            ]),
            ..node("tools", "tools { node \"22\" }", "What is set up before build and steps run")
        },
        Shape {
            arguments: &[&[Argument::One(Kind::Text)]],
            ..node(
                "file-prefix",
                "file-prefix \"billing-\"",
                "Stands before every generated file's name: for a second pipeline in one repository",
            )
        },
        ALLOW,
        later("services", "services api web", "The services of this repository"),
    ]),
    ..node(
        "pipeline",
        "pipeline shop { repository \"acme/shop\" }",
        "What this pipeline is called, and where it lives",
    )
};

const TEAMS: Shape = Shape {
    block: Block::Keys(&Shape {
        arguments: &[&[Argument::One(Kind::Text)]],
        block: Block::Of(&[
            Shape {
                arguments: &[&[Argument::Many(Kind::Text)]],
                ..node(
                    "members",
                    "members \"@ann\" \"@bo\"",
                    "Who is in the team, so that the compiler can count",
                )
            },
            ALLOW,
        ]),
        ..node("", "qa \"@acme/qa\"", "A team, or one person, as GitHub knows them")
    }),
    ..node("teams", "teams { qa \"@acme/qa\"; lead \"@dora\" }", "The teams that gates ask")
};

const GATE: Shape = Shape {
    arguments: &[&[Argument::One(Kind::Name)]],
    block: Block::Needed(gate::GATE),
    times: Times::OncePerName,
    ..node(
        "gate",
        "gate production { approvals 2 from managers }",
        "Conditions under a name; arrows refer to it",
    )
};

const RELEASE: Shape = Shape {
    block: Block::Needed(&[
        Shape {
            arguments: &[&[Argument::One(Kind::Text)]],
            ..node("id", "id \"release-{date}-{time}\"", "How a release is called; date and time are UTC")
        },
        Shape {
            arguments: &[&[Argument::One(Kind::Text)]],
            ..node("branch", "branch \"release/v{version}\"", "How a release branch is called")
        },
        Shape {
            arguments: &[&[Argument::Word("semver")]],
            properties: &[("from", Kind::Text)],
            ..node(
                "version",
                "version semver from=branch",
                "Where the version of a release comes from: branch, changelog, or a JSON file such as \"package.json\"",
            )
        },
        ALLOW,
        later(
            "after",
            "after monitor { tag-as \"v{version}\" }",
            "What happens once a release is in production",
        ),
    ]),
    ..node(
        "release",
        "release { version semver from=branch }",
        "What a release is called, and which version it has",
    )
};

const BUILD: Shape = Shape {
    block: Block::Needed(&[
        Shape {
            arguments: &[&[Argument::Many(Kind::Text)]],
            ..node(
                "run",
                "run \"npm ci\" \"npm run build\"",
                "The commands that build it, once for all environments",
            )
        },
        Shape {
            arguments: &[&[Argument::Word("bundle"), Argument::Many(Kind::Text)]],
            ..node(
                "artifact",
                "artifact bundle \"dist/**\"",
                "The files that are the release; every environment gets these very bytes",
            )
        },
        Shape {
            arguments: super::DURATION,
            ..node("timeout", "timeout 30 minutes", "How long the build may take")
        },
        ALLOW,
        later("image", "image api \"registry.example/api\"", "A container image, promoted by digest"),
        later("login", "login azure client=\"…\" tenant=\"…\"", "Signs in to a cloud"),
    ]),
    ..node("build", "build { run \"npm ci\"; artifact bundle \"dist/**\" }", "Builds a release once")
};

const fn often(shape: Shape) -> Shape {
    Shape { times: Times::Often, ..shape }
}

/// The nodes that may stand at the top of a file.
pub static FILE: &[Shape] = &[
    PIPELINE,
    gate::PROMOTIONS,
    TEAMS,
    GATE,
    RELEASE,
    BUILD,
    environment::DEFAULTS,
    environment::ENVIRONMENT,
    often(later("merge-back", "merge-back main -> develop", "Brings back what was released")),
    often(later("hotfix", "hotfix \"hotfix/*\" -> staging -> production", "The short way for an emergency")),
    often(later(
        "window",
        "window office-hours { open \"Mon-Fri 09:00-16:00\" }",
        "Opening hours under a name",
    )),
    often(later(
        "freeze",
        "freeze \"peak season\" from \"2026-12-18\" until \"2027-01-04\"",
        "Days without deployments",
    )),
    later("channels", "channels { developers slack DEV_WEBHOOK }", "Where people are told"),
    often(later("notify", "notify users on release", "Who is told of what")),
    often(later("rehearse", "rehearse production in staging", "Tries the deployment where it does not hurt")),
    later("incident", "incident { critical { rollback } }", "What happens in an incident"),
    later(
        "timeline",
        "timeline { day 14 \"Release\" { staging -> prod } }",
        "The usual days of a release; documented only",
    ),
    often(later("kpi", "kpi lead-time at-most 2 hours", "A number to reach; documented only")),
    often(later("practice", "practice qa { - \"Test in development\" }", "Good practice; documented only")),
    often(later("test", "test \"no Friday evening\" { … }", "A test of the rules themselves")),
    often(later("service", "service auth { path \"services/auth\" }", "A service of this repository")),
];
