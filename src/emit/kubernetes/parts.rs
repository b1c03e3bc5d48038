//! What stands around a deployment: what leads to it, what scales it, and what keeps enough of it.

use super::{
    APP, Node, labels, metadata,
    tree::{list, map, number, text, why, with},
};
use crate::{
    plan::Plan,
    target::kubernetes::{Kubernetes, Workload},
};

pub(super) fn service(plan: &Plan, kubernetes: &Kubernetes, service: &Workload) -> Node {
    let name = &service.deployment;
    map([
        ("apiVersion", text("v1")),
        ("kind", text("Service")),
        ("metadata", metadata(plan, kubernetes, name, name)),
        (
            "spec",
            map([
                ("selector", labels(service)),
                (
                    "ports",
                    list([map([("name", text("http")), ("port", number(80)), ("targetPort", text("http"))])]),
                ),
            ]),
        ),
    ])
}

/// Kubernetes' own default, where the file names no target.
const BUSY: u32 = 80;

pub(super) fn autoscaler(plan: &Plan, kubernetes: &Kubernetes, service: &Workload) -> Option<Node> {
    let autoscale = kubernetes.autoscale.as_ref()?;
    let name = &service.deployment;
    let metric = |resource: &str, percent: u32| {
        map([
            ("type", text("Resource")),
            (
                "resource",
                map([
                    ("name", text(resource)),
                    ("target", map([("type", text("Utilization")), ("averageUtilization", number(percent))])),
                ]),
            ),
        ])
    };
    let mut metrics: Vec<Node> = [("cpu", autoscale.cpu), ("memory", autoscale.memory)]
        .into_iter()
        .filter_map(|(resource, percent)| Some(metric(resource, percent?)))
        .collect();
    if metrics.is_empty() {
        metrics.push(metric("cpu", BUSY));
    }
    let scaled = map([("apiVersion", text("apps/v1")), ("kind", text("Deployment")), ("name", text(name))]);
    let spec = map([
        ("scaleTargetRef", scaled),
        ("minReplicas", number(autoscale.least)),
        ("maxReplicas", number(autoscale.most)),
        ("metrics", Node::List(metrics)),
    ]);
    Some(map([
        ("apiVersion", text("autoscaling/v2")),
        ("kind", text("HorizontalPodAutoscaler")),
        ("metadata", metadata(plan, kubernetes, name, name)),
        ("spec", spec),
    ]))
}

/// A node that is emptied takes one pod after the other. Of a single one it could never be emptied, so that has no budget.
pub(super) fn budget(plan: &Plan, kubernetes: &Kubernetes, service: &Workload) -> Option<Node> {
    if kubernetes.fewest() < 2 {
        return None;
    }
    let name = &service.deployment;
    let spec = map([
        ("maxUnavailable", why(number(1), "when nodes are emptied, one after the other")),
        ("selector", with(map([]), "matchLabels", Some(map([(APP, text(name))])))),
    ]);
    Some(map([
        ("apiVersion", text("policy/v1")),
        ("kind", text("PodDisruptionBudget")),
        ("metadata", metadata(plan, kubernetes, name, name)),
        ("spec", spec),
    ]))
}
