//! The deployment of a service.

use super::{
    Node, labels, metadata,
    tree::{flag, list, map, number, text, why, with},
};
use crate::{
    plan::Plan,
    syntax::strategy::Takeover,
    target::kubernetes::{Kubernetes, Probes, Resources, Workload},
};

/// How long a pod is still sent requests after it was told to end, while every node learns of it.
const DRAIN_SECONDS: u64 = 5;
/// How often a container is asked, and how often it may fail before something follows.
const EVERY_SECONDS: u64 = 5;
const FAILURES: u64 = 3;

pub(super) fn deployment(plan: &Plan, kubernetes: &Kubernetes, service: &Workload) -> Node {
    let replicas = match kubernetes.autoscale {
        None => Some(why(number(kubernetes.replicas), "set by scaling, so that nobody fights about it")),
        Some(_) => None, // the autoscaler says so
    };
    let spec = with(map([]), "replicas", replicas);
    let spec =
        with(spec, "revisionHistoryLimit", Some(why(number(10), "the ways back of `kubectl rollout undo`")));
    let progress = why(number(kubernetes.timeout), "seconds without progress until it counts as failed");
    let spec = with(spec, "progressDeadlineSeconds", Some(progress));
    let spec = with(spec, "selector", Some(map([("matchLabels", labels(service))])));
    let spec = with(spec, "strategy", Some(strategy(kubernetes)));
    let template =
        map([("metadata", map([("labels", labels(service))])), ("spec", pod(kubernetes, service))]);
    map([
        ("apiVersion", text("apps/v1")),
        ("kind", text("Deployment")),
        ("metadata", metadata(plan, kubernetes, &service.deployment, &service.deployment)),
        ("spec", with(spec, "template", Some(template))),
    ])
}

fn strategy(kubernetes: &Kubernetes) -> Node {
    let (down, more) = match kubernetes.strategy.takeover {
        Takeover::Recreate => return map([("type", text("Recreate"))]),
        Takeover::Rolling { at_most_down, at_most_more } => (at_most_down, at_most_more),
        Takeover::BlueGreen { .. } | Takeover::Canary { .. } => (None, None),
    };
    let down = down.unwrap_or(0);
    // Neither more nor fewer would mean that nothing may ever change.
    let more = more.unwrap_or(1).max(u32::from(down == 0));
    let rolling = map([
        ("maxUnavailable", why(number(down), "as many may be missing on the way")),
        ("maxSurge", why(number(more), "as many may be too many")),
    ]);
    map([("type", text("RollingUpdate")), ("rollingUpdate", rolling)])
}

fn pod(kubernetes: &Kubernetes, service: &Workload) -> Node {
    let identity = why(flag(false), "a service that asks the API server has manifests of its own");
    let security = map([
        ("runAsNonRoot", why(flag(true), "an image that runs as root needs `USER 10001` in its Dockerfile")),
        ("seccompProfile", map([("type", text("RuntimeDefault"))])),
    ]);
    let spread = map([
        ("maxSkew", number(1)),
        ("topologyKey", text("kubernetes.io/hostname")),
        (
            "whenUnsatisfiable",
            why(text("ScheduleAnyway"), "one node that fails takes as few as possible along"),
        ),
        ("labelSelector", map([("matchLabels", labels(service))])),
    ]);
    map([
        ("automountServiceAccountToken", identity),
        ("securityContext", security),
        ("topologySpreadConstraints", list([spread])),
        ("terminationGracePeriodSeconds", number(30)),
        ("containers", list([container(kubernetes, service)])),
    ])
}

fn container(kubernetes: &Kubernetes, service: &Workload) -> Node {
    let name = service.container.as_ref().unwrap_or(&service.name);
    let port = map([("name", text("http")), ("containerPort", number(service.port))]);
    let container = map([
        ("name", text(name)),
        ("image", why(text(&service.image), "the digest is that of the release")),
        ("ports", list([port])),
        ("env", Node::List(release())),
    ]);
    let container = with(container, "envFrom", configuration(kubernetes));
    let container = with(container, "resources", resources(&kubernetes.resources));
    let container = probes(container, &service.probes);
    let drain = map([(
        "preStop",
        map([(
            "sleep",
            map([(
                "seconds",
                why(number(DRAIN_SECONDS), "requests still come until every node knows that it ends"),
            )]),
        )]),
    )]);
    let container = with(container, "lifecycle", Some(drain));
    with(container, "securityContext", Some(security()))
}

/// What a release says about itself when it is asked; the annotations come with it.
fn release() -> Vec<Node> {
    let field = |name: &str, path: &str| {
        let from = map([("fieldRef", map([("fieldPath", text(path))]))]);
        map([("name", text(name)), ("valueFrom", from)])
    };
    vec![
        field("RELEASE_ID", "metadata.annotations['gatewright/release']"),
        field("VERSION", "metadata.annotations['gatewright/version']"),
        field("COMMIT", "metadata.annotations['gatewright/commit']"),
        field("ENVIRONMENT", "metadata.annotations['gatewright/environment']"),
    ]
}

/// The deploy script writes both, under names that hold a hash of their content.
fn configuration(kubernetes: &Kubernetes) -> Option<Node> {
    let from = |kind: &'static str, name: &Option<String>| {
        name.as_ref().map(|name| map([(kind, map([("name", text(name))]))]))
    };
    let sources: Vec<Node> =
        [from("configMapRef", &kubernetes.config_map), from("secretRef", &kubernetes.secret)]
            .into_iter()
            .flatten()
            .collect();
    (!sources.is_empty()).then_some(Node::List(sources))
}

fn resources(resources: &Resources) -> Option<Node> {
    let amounts = |amounts: &[(&'static str, String)]| {
        let entries = amounts.iter().map(|(key, amount)| ((*key).into(), text(amount)));
        (!amounts.is_empty()).then(|| Node::Map(entries.collect()))
    };
    let (requests, limits) = (amounts(&resources.requests), amounts(&resources.limits));
    if requests.is_none() && limits.is_none() {
        return None;
    }
    Some(with(with(map([]), "requests", requests), "limits", limits))
}

fn probes(container: Node, probes: &Probes) -> Node {
    let asked = |path: &Option<String>| match path {
        Some(path) => ("httpGet", map([("path", text(path)), ("port", text("http"))])),
        None => ("tcpSocket", map([("port", text("http"))])),
    };
    let probe = |path: &Option<String>, failures: Node| {
        let (key, how) = asked(path);
        map([(key, how), ("periodSeconds", number(EVERY_SECONDS)), ("failureThreshold", failures)])
    };
    let tries = probes.start_seconds.div_ceil(EVERY_SECONDS).max(1);
    let start =
        probe(&probes.ready, why(number(tries), &format!("{} seconds to start", tries * EVERY_SECONDS)));
    let container = with(container, "startupProbe", Some(start));
    let ready = probe(&probes.ready, number(FAILURES));
    let container = with(container, "readinessProbe", Some(ready));
    let live = match probes.live {
        Some(_) => probe(&probes.live, number(FAILURES)),
        // A health that knows of the database would have every pod killed while the database is away.
        None => probe(
            &None,
            why(number(FAILURES), "alive is what takes a connection; more with `live \"/health/live\"`"),
        ),
    };
    with(container, "livenessProbe", Some(live))
}

/// As the restricted standard of Kubernetes wants it, which namespaces may enforce. The root stays writable, because most
/// services write a temporary file somewhere.
fn security() -> Node {
    map([("allowPrivilegeEscalation", flag(false)), ("capabilities", map([("drop", list([text("ALL")]))]))])
}
