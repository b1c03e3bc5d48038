//! What may stand at the top of a file.

use super::{
    ALLOW, Argument, Block, Key, Kind, Names, Shape, Times, around, environment, gate, hotfix, node, often,
    once_per_name,
    people::{self, NOTIFY_NOW, OPEN_ISSUE},
    refused, running, targets, values,
};

const PIPELINE: Shape = Shape {
    arguments: &[&[Argument::One(Kind::Name(Names::Pipeline))]],
    block: Block::Of(&[
        Shape {
            arguments: &[&[Argument::One(Kind::Own)]],
            properties: &[
                ("default-branch", Kind::Own),
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
            arguments: &[&[Argument::One(Kind::Own)]],
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
                    arguments: &[&[Argument::One(Kind::Own)]],
                    ..node("node", "node \"22\"", "The version of Node.js that build and steps run with")
                },
                Shape {
                    arguments: values::TEXT,
                    ..node(
                        "install",
                        "install \"npm ci\"",
                        "Fetches what the commands need: at the start of every job that runs commands of the team",
                    )
                },
                Shape {
                    arguments: values::TEXT,
                    ..refused("python", "python \"3.13\"", "The version of Python")
                },
                Shape { arguments: values::TEXT, ..refused("go", "go \"1.26\"", "The version of Go") },
                Shape { arguments: values::TEXT, ..refused("java", "java \"21\"", "The version of Java") },
            ]),
            ..node("tools", "tools { node \"22\" }", "What is set up before build and steps run")
        },
        Shape {
            arguments: &[&[Argument::One(Kind::Own)]],
            ..node(
                "file-prefix",
                "file-prefix \"billing-\"",
                "Stands before every generated file's name: for a second pipeline in one repository",
            )
        },
        running::SERVICES,
        Shape {
            form: "about { wiki \"https://wiki.example.com/shop\" }",
            sentence: "Facts for people about the whole pipeline; they stand at the top of the generated page",
            support: super::Support::LeftOut,
            ..environment::ABOUT
        },
        ALLOW,
    ]),
    ..node(
        "pipeline",
        "pipeline shop { repository \"acme/shop\" }",
        "What this pipeline is called, and where it lives",
    )
};

const TEAMS: Shape = Shape {
    block: Block::Keys(
        Key::Declares(Names::Team),
        &Shape {
            arguments: &[&[Argument::One(Kind::Own)]],
            block: Block::Of(&[
                Shape {
                    arguments: &[&[Argument::Many(Kind::Own)]],
                    ..node(
                        "members",
                        "members \"@ann\" \"@bo\"",
                        "Who is in the team, so that the compiler can count",
                    )
                },
                ALLOW,
            ]),
            ..node("", "qa \"@acme/qa\"", "A team, or one person, as GitHub knows them")
        },
    ),
    ..node("teams", "teams { qa \"@acme/qa\"; lead \"@dora\" }", "The teams that gates ask")
};

const GATE: Shape = Shape {
    arguments: &[&[Argument::One(Kind::Name(Names::Gate))]],
    block: Block::Needed(gate::GATE),
    times: Times::OncePerName,
    ..node(
        "gate",
        "gate example { approvals 2 from managers }",
        "Conditions under a name; arrows refer to it",
    )
};

const AFTER: Shape = Shape {
    arguments: &[&[Argument::One(Kind::OneOf(&[
        "deploy", "health", "smoke", "switch", "verify", "monitor",
    ]))]],
    block: Block::Needed(&[
        Shape {
            arguments: &[&[Argument::One(Kind::Template(&["version", "id"]))]],
            ..node("tag-as", "tag-as \"v{version}\"", "The tag that the release gets")
        },
        Shape {
            arguments: values::PATH,
            ..node("changelog", "changelog \"CHANGELOG.md\"", "The file that says what is new")
        },
        Shape {
            arguments: &[&[], &[Argument::One(Kind::Branch)]],
            ..node(
                "merge-back",
                "merge-back",
                "Brings the release back, as `merge-back` says at the top of the file",
            )
        },
        OPEN_ISSUE,
        NOTIFY_NOW,
    ]),
    ..refused(
        "after",
        "after monitor { tag-as \"v{version}\"; changelog \"CHANGELOG.md\" }",
        "What happens once a release is in production and this phase is over",
    )
};

const RELEASE: Shape = Shape {
    block: Block::Needed(&[
        Shape {
            arguments: &[&[Argument::One(Kind::Own)]],
            ..node("id", "id \"release-{date}-{time}\"", "How a release is called; date and time are UTC")
        },
        Shape {
            arguments: &[&[Argument::One(Kind::Own)]],
            ..node("branch", "branch \"release/v{version}\"", "How a release branch is called")
        },
        Shape {
            arguments: &[&[Argument::Word("semver")]],
            properties: &[("from", Kind::Own)],
            needs: &["from"],
            ..node(
                "version",
                "version semver from=\"package.json\"",
                "Where the version of a release comes from: branch, tag, changelog, or a JSON file such as \"package.json\"",
            )
        },
        AFTER,
        ALLOW,
    ]),
    ..node(
        "release",
        "release { version semver from=\"package.json\" }",
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
            arguments: &[&[Argument::Word("bundle"), Argument::Many(Kind::Own)]],
            ..node(
                "artifact",
                "artifact bundle \"dist/**\"",
                "The files that are the release; every environment gets these very bytes",
            )
        },
        Shape {
            arguments: values::DURATION,
            ..node("timeout", "timeout 30 minutes", "How long the build may take")
        },
        once_per_name(Shape {
            arguments: &[&[Argument::One(Kind::Ref(Names::Service)), Argument::One(Kind::Text)]],
            properties: &[("from", Kind::Path)],
            ..node(
                "image",
                "image api \"registry.example/api\"",
                "A container image of this service, built once and promoted by its digest: the commands push it as $IMAGE_API, or `from=` names the folder of its Dockerfile",
            )
        }),
        targets::LOGIN_AZURE,
        targets::LOGIN_AWS,
        targets::LOGIN_GCP,
        ALLOW,
    ]),
    ..node("build", "build { run \"npm ci\"; artifact bundle \"dist/**\" }", "Builds a release once")
};

const REHEARSE: Shape = often(Shape {
    arguments: &[&[
        Argument::One(Kind::Ref(Names::Environment)),
        Argument::Word("in"),
        Argument::One(Kind::Ref(Names::Environment)),
    ]],
    block: Block::Of(&[ALLOW]),
    ..node(
        "rehearse",
        "rehearse production in staging",
        "Tries the deployment, and the way back, where it does not hurt",
    )
});

/// The nodes that may stand at the top of a file, in the order in which a newcomer needs them.
pub static FILE: &[Shape] = &[
    PIPELINE,
    gate::PROMOTIONS,
    TEAMS,
    GATE,
    environment::ENVIRONMENT_SHAPE,
    environment::DEFAULTS_SHAPE,
    BUILD,
    RELEASE,
    around::WINDOW,
    around::FREEZE,
    REHEARSE,
    hotfix::HOTFIX,
    hotfix::MERGE_BACK,
    running::SERVICE,
    people::CHANNELS,
    people::NOTIFY,
    around::INCIDENT,
    around::TIMELINE,
    around::KPI,
    people::PRACTICE,
    around::TEST,
];
