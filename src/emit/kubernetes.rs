//! `deploy/kubernetes/<environment>/`: what runs on a cluster, one file a service, and what rings.

mod alerts;
mod deployment;
mod parts;
mod tree;

use super::{header, text, yaml};
use crate::{
    output::Output,
    plan::{Environment, Plan},
    target::kubernetes::{Kubernetes, Workload},
};
use yaml::Node;

/// The label by which a service, its autoscaler and its budget find the pods.
const APP: &str = "app";

pub(super) fn emit(plan: &Plan) -> Vec<Output> {
    plan.environments.iter().flat_map(|environment| of_environment(plan, environment)).collect()
}

fn of_environment(plan: &Plan, environment: &Environment) -> Vec<Output> {
    let Some(kubernetes) = environment.kubernetes.as_ref().filter(|one| one.own_manifests.is_none()) else {
        return Vec::new();
    };
    let folder = format!("deploy/kubernetes/{}", environment.name);
    let mut outputs: Vec<Output> = kubernetes
        .services
        .iter()
        .map(|service| {
            let path = format!("{folder}/{}.yaml", service.deployment);
            text(path, documents(plan, &service_documents(plan, kubernetes, service)))
        })
        .collect();
    if let Some(rules) = alerts::rules(plan, environment, kubernetes) {
        outputs.push(text(format!("{folder}/alerts.yaml"), documents(plan, &[rules])));
    }
    outputs
}

fn service_documents(plan: &Plan, kubernetes: &Kubernetes, service: &Workload) -> Vec<Node> {
    let mut documents =
        vec![deployment::deployment(plan, kubernetes, service), parts::service(plan, kubernetes, service)];
    documents.extend(parts::autoscaler(plan, kubernetes, service));
    documents.extend(parts::budget(plan, kubernetes, service));
    documents
}

/// Several documents in a file; the header stands above the first.
fn documents(plan: &Plan, nodes: &[Node]) -> String {
    let said = format!(
        "{}\nThe deploy script fills in what differs from release to release: images by their digests, and what is running.",
        header(plan)
    );
    let texts = nodes.iter().enumerate().map(|(at, node)| {
        let header = if at == 0 { said.as_str() } else { "" };
        yaml::print_node(header, node)
    });
    texts.collect::<Vec<_>>().join("---\n")
}

/// The name of an object, in its namespace, and whose it is.
fn metadata(plan: &Plan, kubernetes: &Kubernetes, name: &str, app: &str) -> Node {
    tree::map([
        ("name", tree::text(name)),
        ("namespace", tree::text(&kubernetes.namespace)),
        (
            "labels",
            tree::map([(APP, tree::text(app)), ("app.kubernetes.io/part-of", tree::text(&plan.name))]),
        ),
    ])
}

fn labels(service: &Workload) -> Node {
    tree::map([(APP, tree::text(&service.deployment))])
}
