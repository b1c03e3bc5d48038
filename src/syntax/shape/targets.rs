//! Where a release runs, and how a job signs in there.

use super::{Argument, Block, Kind, Shape, Times, node, values};

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
    Shape { arguments: word, block: Block::Of(block), needs, ..node("target", form, sentence) }
}

const fn login(
    name: &'static str,
    word: &'static [&'static [Argument]],
    properties: &'static [(&'static str, Kind)],
    needs: &'static [&'static str],
    form: &'static str,
    sentence: &'static str,
) -> Shape {
    Shape { arguments: word, properties, needs, times: Times::OncePerName, ..node(name, form, sentence) }
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
    "Signs in to Azure without a password; the names are those of variables on GitHub, or of secrets of the environment",
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
            "The cluster, and the group or the region that it is in, where `login` gives the credentials; otherwise a context of the machine's kubeconfig",
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
            "The machines, reached over ssh, by the secrets SSH_KEY and SSH_KNOWN_HOSTS if there are any; without this line the machine of the runner",
        )
    },
    text("user", "user deploy", "Who signs in there"),
    text("directory", "directory \"/srv/shop\"", "Where the releases are kept, each in a folder of its own"),
    text(
        "start",
        "start \"./bin/start\"",
        "The command that starts a release in its folder, and stays; it listens on $PORT",
    ),
    Shape {
        arguments: &[&[Argument::One(Kind::Port)], &[Argument::One(Kind::Port), Argument::One(Kind::Port)]],
        ..node("port", "port 8001 8002", "The ports that the old one and the new one listen on")
    },
    Shape {
        arguments: &[&[Argument::One(Kind::OneOf(&["nginx"])), Argument::One(Kind::Text)]],
        ..node(
            "proxy",
            "proxy nginx \"/etc/nginx/conf.d/shop.conf\"",
            "What sends the requests to it, and the file that is rewritten to switch; `proxy_pass http://shop` in a server block leads there",
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
    text(
        "version",
        "version \"1.13\"",
        "The version of the tool, which is set up in this version; without it the machine has to have one",
    ),
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
        ..node(
            "variables-in",
            "variables-in service",
            "Writes the variables into the services on Railway, and RELEASE_ID, VERSION, COMMIT and ENVIRONMENT with them",
        )
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
        ..node(
            "within",
            "within 15 minutes",
            "How long it may take until the release answers; 15 minutes, if it does not say",
        )
    },
];

pub(super) const TARGET_SCRIPT: Shape = target(
    &[&[Argument::Word("script")]],
    "target script",
    "The steps deploy, exactly as written; that is so without a target, too",
    &[],
    &[],
);
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
    "A Kubernetes cluster, which runs the images of `build` by their digests",
    KUBERNETES,
    &["cluster"],
);
pub(super) const TARGET_TERRAFORM: Shape = target(
    &[&[Argument::Word("terraform")]],
    "target terraform { directory \"infra/production\" }",
    "Infrastructure as Terraform or OpenTofu describe it: the plan is shown before people decide, and exactly that plan is applied; variables and secrets are its input variables, in small letters",
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
