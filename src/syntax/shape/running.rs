//! Where a release runs, how it gets there, and how much of it.

use super::{
    Argument, Block, Kind, Names, Shape, Support, Times, environment, left_out, node, refused,
    values::{self, UNIT_WORDS},
};

const fn text(name: &'static str, form: &'static str, sentence: &'static str) -> Shape {
    Shape { arguments: values::TEXT, ..node(name, form, sentence) }
}

const fn target(
    word: &'static [&'static [Argument]],
    form: &'static str,
    sentence: &'static str,
    block: &'static [Shape],
    needs: &'static [&'static str],
) -> Shape {
    Shape { arguments: word, block: Block::Of(block), needs, ..refused("target", form, sentence) }
}

const fn login(
    name: &'static str,
    word: &'static [&'static [Argument]],
    properties: &'static [(&'static str, Kind)],
    needs: &'static [&'static str],
    form: &'static str,
    sentence: &'static str,
) -> Shape {
    Shape { arguments: word, properties, needs, times: Times::OncePerName, ..refused(name, form, sentence) }
}

const AZURE: &[&[Argument]] = &[&[Argument::Word("azure")]];
const AWS: &[&[Argument]] = &[&[Argument::Word("aws")]];
const GCP: &[&[Argument]] = &[&[Argument::Word("gcp")]];
const FOR_AZURE: &[(&str, Kind)] =
    &[("client", Kind::Key), ("tenant", Kind::Key), ("subscription", Kind::Key)];
const FOR_AWS: &[(&str, Kind)] = &[("role", Kind::Key), ("region", Kind::Text)];
const FOR_GCP: &[(&str, Kind)] = &[("provider", Kind::Key), ("account", Kind::Key)];

pub(super) const LOGIN_AZURE: Shape = login(
    "login",
    AZURE,
    FOR_AZURE,
    &["client", "tenant"],
    "login azure client=AZURE_CLIENT_ID tenant=AZURE_TENANT_ID",
    "Signs in to Azure without a password; the names are those of variables or secrets on GitHub",
);
pub(super) const LOGIN_AWS: Shape = login(
    "login",
    AWS,
    FOR_AWS,
    &["role", "region"],
    "login aws role=DEPLOY_ROLE_ARN region=\"eu-west-1\"",
    "Signs in to AWS without a password, with this role",
);
pub(super) const LOGIN_GCP: Shape = login(
    "login",
    GCP,
    FOR_GCP,
    &["provider", "account"],
    "login gcp provider=GCP_PROVIDER account=GCP_ACCOUNT",
    "Signs in to Google Cloud without a password",
);

const KUBERNETES: &[Shape] = &[
    Shape {
        arguments: values::TEXT,
        properties: &[("resource-group", Kind::Text), ("region", Kind::Text)],
        ..node(
            "cluster",
            "cluster \"shop-aks\" resource-group=\"shop-rg\"",
            "The cluster, and the group or the region that it is in",
        )
    },
    text("namespace", "namespace production", "The namespace; each environment has one of its own"),
    Shape {
        arguments: &[&[Argument::Word("config-map"), Argument::One(Kind::Text)]],
        ..node(
            "variables-in",
            "variables-in config-map app-config",
            "The config map that the variables are written to",
        )
    },
    Shape {
        arguments: &[&[Argument::Word("secret"), Argument::One(Kind::Text)]],
        ..node("secrets-in", "secrets-in secret app-secrets", "The secret that the secrets are written to")
    },
    Shape {
        arguments: &[&[Argument::One(Kind::OneOf(&["istio", "linkerd", "none"]))]],
        ..node("mesh", "mesh istio", "What can split the traffic by weights")
    },
    Shape {
        arguments: values::PATH,
        ..node("manifests", "manifests \"k8s\"", "The folder with manifests of the team's own")
    },
];

const SERVER: &[Shape] = &[
    Shape {
        arguments: values::TEXTS,
        ..node(
            "host",
            "host \"web-1.example.com\" \"web-2.example.com\"",
            "The machines, reached over ssh; without this line the machine of the runner",
        )
    },
    text("user", "user deploy", "Who signs in there"),
    text("directory", "directory \"/srv/shop\"", "Where the releases are kept, each in a folder of its own"),
    text("start", "start \"./bin/start\"", "The command that starts a release"),
    Shape {
        arguments: &[
            &[Argument::One(Kind::Count)],
            &[Argument::One(Kind::Count), Argument::One(Kind::Count)],
        ],
        ..node("port", "port 8001 8002", "The ports that the old one and the new one listen on")
    },
    Shape {
        arguments: &[&[Argument::One(Kind::OneOf(&["nginx"])), Argument::One(Kind::Text)]],
        ..node(
            "proxy",
            "proxy nginx \"/etc/nginx/conf.d/shop.conf\"",
            "What sends the requests to it, and the file that is rewritten to switch",
        )
    },
    Shape {
        arguments: values::COUNT,
        ..node("keep", "keep 5", "How many releases are kept for the way back")
    },
];

const TERRAFORM: &[Shape] = &[
    Shape {
        arguments: values::PATH,
        ..node("directory", "directory \"infra/production\"", "The folder of the configuration")
    },
    text("version", "version \"1.13\"", "The version of the tool"),
    Shape {
        arguments: &[&[Argument::One(Kind::OneOf(&["terraform", "tofu"]))]],
        ..node("tool", "tool tofu", "Terraform, or OpenTofu")
    },
    text("workspace", "workspace production", "The workspace"),
    login(
        "plan-login",
        AZURE,
        FOR_AZURE,
        &["client", "tenant"],
        "plan-login azure client=PLAN_CLIENT_ID tenant=AZURE_TENANT_ID",
        "An identity that only reads; it is used before anybody has approved",
    ),
    login(
        "plan-login",
        AWS,
        FOR_AWS,
        &["role", "region"],
        "plan-login aws role=PLAN_ROLE_ARN region=\"eu-west-1\"",
        "An identity that only reads; it is used before anybody has approved",
    ),
    login(
        "plan-login",
        GCP,
        FOR_GCP,
        &["provider", "account"],
        "plan-login gcp provider=GCP_PROVIDER account=GCP_PLAN_ACCOUNT",
        "An identity that only reads; it is used before anybody has approved",
    ),
    LOGIN_AZURE,
    LOGIN_AWS,
    LOGIN_GCP,
];

const RAILWAY: &[Shape] = &[
    text("project", "project \"shop\"", "The project on Railway"),
    Shape {
        arguments: &[&[Argument::One(Kind::Key)]],
        ..node("token", "token RAILWAY_TOKEN", "The secret that holds its token")
    },
    Shape {
        arguments: &[&[Argument::One(Kind::OneOf(&["webhook", "workflow"]))]],
        ..node(
            "deployed-by",
            "deployed-by webhook",
            "Whether Railway deploys by itself on a push, or the workflow does",
        )
    },
    Shape {
        arguments: &[&[Argument::Word("service")]],
        ..node("variables-in", "variables-in service", "Writes the variables into the services on Railway")
    },
    Shape {
        arguments: &[&[Argument::Word("service")]],
        ..node("secrets-in", "secrets-in service", "Writes the secrets into the services on Railway")
    },
];

const EXTERNAL: &[Shape] = &[
    text("platform", "platform \"Vercel\"", "What deploys, for the pages"),
    Shape {
        arguments: values::DURATION,
        ..node("within", "within 15 minutes", "How long it may take until the release answers")
    },
];

pub(super) const TARGET_SCRIPT: Shape = Shape {
    support: Support::Built,
    ..target(
        &[&[Argument::Word("script")]],
        "target script",
        "The steps deploy, exactly as written; that is so without a target, too",
        &[],
        &[],
    )
};
pub(super) const TARGET_SERVER: Shape = target(
    &[&[Argument::Word("server")]],
    "target server { host \"web-1.example.com\"; directory \"/srv/shop\"; start \"./bin/start\" }",
    "Machines with a folder for each release and a switch between them",
    SERVER,
    &["directory", "start"],
);
pub(super) const TARGET_KUBERNETES: Shape = target(
    &[&[Argument::Word("kubernetes")]],
    "target kubernetes { cluster \"shop-aks\"; namespace production }",
    "A Kubernetes cluster",
    KUBERNETES,
    &["cluster"],
);
pub(super) const TARGET_TERRAFORM: Shape = target(
    &[&[Argument::Word("terraform")]],
    "target terraform { directory \"infra/production\" }",
    "Infrastructure as Terraform or OpenTofu describe it; the plan is shown before people decide",
    TERRAFORM,
    &["directory"],
);
pub(super) const TARGET_RAILWAY: Shape = target(
    &[&[Argument::Word("railway")]],
    "target railway { project \"shop\"; token RAILWAY_TOKEN }",
    "The platform Railway",
    RAILWAY,
    &["project", "token"],
);
pub(super) const TARGET_EXTERNAL: Shape = target(
    &[&[Argument::Word("external")]],
    "target external { platform \"Vercel\" }",
    "A platform that deploys by itself; the workflow waits for it and looks",
    EXTERNAL,
    &[],
);

pub(super) const REPLICAS: Shape =
    Shape { arguments: values::COUNT, ..refused("replicas", "replicas 2", "How many run") };

pub(super) const AUTOSCALE: Shape = Shape {
    arguments: &[
        &[Argument::One(Kind::Count), Argument::Word("to"), Argument::One(Kind::Count)],
        &[Argument::Word("none")],
    ],
    properties: &[("cpu", Kind::Count), ("memory", Kind::Count)],
    ..refused(
        "autoscale",
        "autoscale 2 to 10 cpu=50",
        "How many run at least and at most, and at how many percent of its processors or memory more are started",
    )
};

const AMOUNTS: &[(&str, Kind)] = &[("cpu", Kind::Cpu), ("memory", Kind::Memory)];

pub(super) const RESOURCES: Shape = Shape {
    properties: AMOUNTS,
    block: Block::Of(&[
        Shape {
            properties: AMOUNTS,
            ..node("requests", "requests cpu=\"100m\" memory=\"128Mi\"", "What each is given for certain")
        },
        Shape {
            properties: AMOUNTS,
            ..node("limits", "limits cpu=\"500m\" memory=\"512Mi\"", "What each may use at most")
        },
    ]),
    ..refused("resources", "resources memory=\"512MB\"", "What each of them may use")
};

const ROLLING: &[Shape] = &[
    environment::TIMEOUT,
    Shape {
        arguments: values::COUNT,
        ..node("at-most-down", "at-most-down 0", "How many may be missing on the way")
    },
    Shape {
        arguments: values::COUNT,
        ..node("at-most-more", "at-most-more 1", "How many may be too many on the way")
    },
];

const BLUE_GREEN: &[Shape] = &[
    Shape {
        arguments: &[
            &[Argument::Many(Kind::Count)],
            &[
                Argument::Many(Kind::Count),
                Argument::Word("every"),
                Argument::One(Kind::Count),
                Argument::One(Kind::OneOf(UNIT_WORDS)),
            ],
            &[Argument::Many(Kind::Count), Argument::Word("every"), Argument::One(Kind::Duration)],
        ],
        properties: &[("run", Kind::Text)],
        ..node(
            "switch",
            "switch 10 50 100 every 5 minutes",
            "How many percent of the traffic go to the new one, step by step; `run=` gets $WEIGHT",
        )
    },
    Shape {
        arguments: values::DURATION,
        ..node("keep", "keep 2 hours", "How long the old one is kept for an instant way back")
    },
    environment::TIMEOUT,
];

const CANARY: &[Shape] = &[
    Shape {
        arguments: &[&[Argument::Many(Kind::Count)]],
        properties: &[("run", Kind::Text)],
        ..node(
            "steps",
            "steps 10 25 50 100",
            "How many percent get the new one, step by step; `run=` gets $WEIGHT",
        )
    },
    Shape {
        arguments: values::DURATION,
        ..node("every", "every 10 minutes", "How long each step is watched")
    },
    environment::TIMEOUT,
];

/// What distinguishes a strategy that is done from one that is planned.
macro_rules! strategies {
    ($name:literal, $make:ident, $why:literal, $rolling:ident, $recreate:ident, $blue_green:ident, $canary:ident) => {
        pub(super) const $rolling: Shape = Shape {
            arguments: &[&[Argument::Word("rolling")]],
            block: Block::Of(ROLLING),
            ..$make(
                $name,
                concat!($name, " rolling { timeout 10 minutes }"),
                concat!($why, "a few at a time are replaced"),
            )
        };
        pub(super) const $recreate: Shape = Shape {
            arguments: &[&[Argument::Word("recreate")]],
            block: Block::Of(&[environment::TIMEOUT]),
            ..$make(
                $name,
                concat!($name, " recreate"),
                concat!($why, "the old one stops before the new one starts"),
            )
        };
        pub(super) const $blue_green: Shape = Shape {
            arguments: &[&[Argument::Word("blue-green")]],
            block: Block::Of(BLUE_GREEN),
            ..$make(
                $name,
                concat!($name, " blue-green { switch 10 50 100 every 5 minutes; keep 2 hours }"),
                concat!($why, "both run, and the traffic is switched"),
            )
        };
        pub(super) const $canary: Shape = Shape {
            arguments: &[&[Argument::Word("canary")]],
            block: Block::Of(CANARY),
            ..$make(
                $name,
                concat!($name, " canary { steps 10 25 50 100; every 10 minutes }"),
                concat!($why, "a part of the traffic tries it first"),
            )
        };
    };
}

strategies!(
    "strategy",
    refused,
    "How the new release takes over: ",
    ROLLING_NOW,
    RECREATE_NOW,
    BLUE_GREEN_NOW,
    CANARY_NOW
);
strategies!(
    "planned",
    left_out,
    "A strategy of the future, which is checked and not done: ",
    ROLLING_PLANNED,
    RECREATE_PLANNED,
    BLUE_GREEN_PLANNED,
    CANARY_PLANNED
);

pub(super) const SERVICES: Shape = Shape {
    arguments: &[&[Argument::Many(Kind::Name(Names::Service))]],
    ..left_out("services", "services api web", "The services of this repository, which are deployed together")
};

pub(super) const SERVICE: Shape = Shape {
    arguments: &[&[Argument::One(Kind::Name(Names::Service))]],
    block: Block::Of(&[
        Shape {
            arguments: values::PATH,
            ..node("path", "path \"services/auth\"", "Its folder in the repository")
        },
        text("deployment", "deployment auth-service", "The name of its deployment"),
        text("container", "container app", "The name of the container that gets the image"),
        Shape {
            arguments: values::ENDPOINT,
            ..node("health", "health \"/health\"", "Where it says that it is well")
        },
    ]),
    times: Times::OncePerName,
    ..left_out(
        "service",
        "service billing { path \"services/billing\"; deployment billing-service }",
        "A service of this repository, and where it is found",
    )
};
