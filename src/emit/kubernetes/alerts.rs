//! `alert` as a rule for Prometheus.

use super::{
    Node, metadata,
    tree::{list, map, text},
};
use crate::{
    plan::{Environment, Plan},
    target::kubernetes::{Alarm, Kubernetes, Measure, Mesh},
};

pub(super) fn rules(plan: &Plan, environment: &Environment, kubernetes: &Kubernetes) -> Option<Node> {
    let asked = Asked::of(kubernetes);
    let mut rules: Vec<Node> = Vec::new();
    for alarm in &kubernetes.alarms {
        let Some(measure) = &alarm.measure else { continue };
        rules.push(rule(environment, alarm, measure, &asked));
        // Where nobody measures it, the alert above never rings, and that must not look like peace.
        let unknown = measure.is_of_requests().then(|| unknown(environment, alarm, measure, &asked));
        rules.extend(unknown.filter(|unknown| !rules.contains(unknown)));
    }
    if rules.is_empty() {
        return None;
    }
    let name = format!("{}-{}", plan.name, environment.name);
    let group = map([("name", text(&name)), ("rules", Node::List(rules))]);
    Some(map([
        ("apiVersion", text("monitoring.coreos.com/v1")),
        ("kind", text("PrometheusRule")),
        ("metadata", metadata(plan, kubernetes, &name, &plan.name)),
        ("spec", map([("groups", list([group]))])),
    ]))
}

fn rule(environment: &Environment, alarm: &Alarm, measure: &Measure, asked: &Asked) -> Node {
    let limit = if asked.in_milliseconds(measure) { alarm.limit * 1_000.0 } else { alarm.limit };
    let expression = format!("{} > {limit}", asked.expression(measure));
    let steady = if *measure == Measure::Restarts { "0m" } else { "5m" };
    let summary =
        format!("{}: {} above {}", environment.name, words(measure), limit_words(measure, alarm.limit));
    map([
        ("alert", text(&name(measure))),
        ("expr", text(&expression)),
        ("for", text(steady)),
        ("labels", labels(environment, &alarm.severity)),
        ("annotations", map([("summary", text(&summary))])),
    ])
}

fn unknown(environment: &Environment, alarm: &Alarm, measure: &Measure, asked: &Asked) -> Node {
    let summary = format!("{}: nothing measures the {}", environment.name, words(measure));
    map([
        ("alert", text(&format!("{}Unknown", name(measure)))),
        ("expr", text(&format!("absent({})", asked.series(measure)))),
        ("for", text("15m")),
        ("labels", labels(environment, &alarm.severity)),
        ("annotations", map([("summary", text(&summary))])),
    ])
}

fn labels(environment: &Environment, severity: &str) -> Node {
    map([("severity", text(severity)), ("environment", text(&environment.name))])
}

fn name(measure: &Measure) -> String {
    match measure {
        Measure::ErrorRate => "ErrorRate".to_owned(),
        Measure::Latency(quantile) => format!("LatencyP{quantile}"),
        Measure::Restarts => "Restarts".to_owned(),
        Measure::Cpu => "Cpu".to_owned(),
        Measure::Memory => "Memory".to_owned(),
    }
}

fn words(measure: &Measure) -> String {
    match measure {
        Measure::ErrorRate => "error rate".to_owned(),
        Measure::Latency(quantile) => format!("latency p{quantile}"),
        Measure::Restarts => "restarts of a pod".to_owned(),
        Measure::Cpu => "processors in use".to_owned(),
        Measure::Memory => "memory in use".to_owned(),
    }
}

fn limit_words(measure: &Measure, limit: f64) -> String {
    match measure {
        Measure::Latency(_) => format!("{limit} s"),
        Measure::Restarts => format!("{limit} per hour"),
        Measure::ErrorRate | Measure::Cpu | Measure::Memory => format!("{limit} percent"),
    }
}

/// What Prometheus is asked about these pods. A mesh counts requests itself; otherwise the services do, under the names that
/// the libraries of Prometheus use. The rest comes from kube-state-metrics and cAdvisor, which every stack has.
struct Asked {
    mesh: Option<Mesh>,
    namespace: String,
    pods: String,
}

impl Asked {
    fn of(kubernetes: &Kubernetes) -> Self {
        let names: Vec<&str> = kubernetes.services.iter().map(|one| one.deployment.as_str()).collect();
        let namespace = &kubernetes.namespace;
        Self {
            mesh: kubernetes.mesh,
            namespace: format!("namespace=\"{namespace}\""),
            pods: format!("namespace=\"{namespace}\", pod=~\"({})-.+\"", names.join("|")),
        }
    }

    fn in_milliseconds(&self, measure: &Measure) -> bool {
        self.mesh.is_some() && matches!(measure, Measure::Latency(_))
    }

    /// The numbers themselves, without what is made of them.
    fn series(&self, measure: &Measure) -> String {
        let Self { namespace, .. } = self;
        let istio =
            namespace.replace("namespace", "reporter=\"destination\", destination_workload_namespace");
        let linkerd = format!("direction=\"inbound\", {namespace}");
        match (measure, self.mesh) {
            (Measure::Latency(_), None) => format!("http_request_duration_seconds_bucket{{{namespace}}}"),
            (Measure::Latency(_), Some(Mesh::Istio)) => {
                format!("istio_request_duration_milliseconds_bucket{{{istio}}}")
            }
            (Measure::Latency(_), Some(Mesh::Linkerd)) => format!("response_latency_ms_bucket{{{linkerd}}}"),
            (_, None) => format!("http_requests_total{{{namespace}}}"),
            (_, Some(Mesh::Istio)) => format!("istio_requests_total{{{istio}}}"),
            (_, Some(Mesh::Linkerd)) => format!("response_total{{{linkerd}}}"),
        }
    }

    fn expression(&self, measure: &Measure) -> String {
        let (series, pods) = (self.series(measure), &self.pods);
        let failed = match self.mesh {
            None => "status=~\"5..\"",
            Some(Mesh::Istio) => "response_code=~\"5..\"",
            Some(Mesh::Linkerd) => "classification=\"failure\"",
        };
        let of_limit = |used: String, resource: &str| {
            format!(
                "100 * sum by (pod) ({used}) / sum by (pod) (kube_pod_container_resource_limits{{{pods}, resource=\"{resource}\"}})"
            )
        };
        match measure {
            Measure::ErrorRate => {
                let errors = series.replace('}', &format!(", {failed}}}"));
                format!("100 * sum(rate({errors}[5m])) / sum(rate({series}[5m]))")
            }
            Measure::Latency(quantile) => {
                format!("histogram_quantile(0.{quantile:02}, sum by (le) (rate({series}[5m])))")
            }
            Measure::Restarts => {
                format!("sum by (pod) (increase(kube_pod_container_status_restarts_total{{{pods}}}[1h]))")
            }
            Measure::Cpu => of_limit(
                format!("rate(container_cpu_usage_seconds_total{{{pods}, container!=\"\"}}[5m])"),
                "cpu",
            ),
            Measure::Memory => {
                of_limit(format!("container_memory_working_set_bytes{{{pods}, container!=\"\"}}"), "memory")
            }
        }
    }
}
