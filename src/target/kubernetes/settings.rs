//! Everything that a file says about an environment on a cluster, with what it leaves open filled in.

use super::{
    ROLLOUT_SECONDS, rolling,
    watched::{self, Alarm},
};
use crate::{
    model::{Environment, Model},
    syntax::{Node, Value, duration, quantity, service::Service, strategy::Strategy},
};

/// An environment on a cluster.
#[derive(Debug, Clone)]
pub struct Kubernetes {
    /// The cluster's name.
    pub cluster: String,
    /// Where the credentials come from; nothing for the machine's own.
    pub login: Option<Login>,
    /// Where Azure keeps the cluster.
    pub resource_group: String,
    /// Where AWS or Google keep it.
    pub region: String,
    /// The namespace.
    pub namespace: String,
    /// The config map of the variables.
    pub config_map: Option<String>,
    /// The secret of the secrets.
    pub secret: Option<String>,
    /// What splits the traffic by weights.
    pub mesh: Option<Mesh>,
    /// The folder of the team's own manifests.
    pub own_manifests: Option<String>,
    /// What runs there.
    pub services: Vec<Workload>,
    /// How a release takes over.
    pub strategy: Strategy,
    /// How many seconds a rollout may take.
    pub timeout: u64,
    /// How many run, where no autoscaler says so.
    pub replicas: u32,
    /// What scales them.
    pub autoscale: Option<Autoscale>,
    /// What each is given, and may use.
    pub resources: Resources,
    /// When somebody is called.
    pub alarms: Vec<Alarm>,
}

/// A service of the release.
#[derive(Debug, Clone)]
pub struct Workload {
    /// Its name.
    pub name: String,
    /// Its deployment.
    pub deployment: String,
    /// The container that gets the image, if the team says which.
    pub container: Option<String>,
    /// The port.
    pub port: u16,
    /// Its image, without a tag.
    pub image: String,
    /// How it is asked.
    pub probes: Probes,
}

/// How Kubernetes asks a container; what is not known is asked by a connection alone.
#[derive(Debug, Clone, Default)]
pub struct Probes {
    /// Whether it can take requests.
    pub ready: Option<String>,
    /// Whether it is alive.
    pub live: Option<String>,
    /// How many seconds it may take to start.
    pub start_seconds: u64,
}

/// Who gives credentials.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Login {
    Azure,
    Aws,
    Gcp,
}

/// What splits traffic by weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Mesh {
    Istio,
    Linkerd,
}

/// Bounds and targets of an autoscaler.
#[derive(Debug, Clone)]
pub struct Autoscale {
    /// No fewer.
    pub least: u32,
    /// No more.
    pub most: u32,
    /// How busy the processors are kept, in percent of what is asked for.
    pub cpu: Option<u32>,
    /// How full the memory is kept.
    pub memory: Option<u32>,
}

/// Amounts as Kubernetes writes them: key and quantity.
#[derive(Debug, Clone, Default)]
pub struct Resources {
    /// What each is given for certain.
    pub requests: Vec<(&'static str, String)>,
    /// What each may use at most.
    pub limits: Vec<(&'static str, String)>,
}

impl Login {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Azure => "azure",
            Self::Aws => "aws",
            Self::Gcp => "gcp",
        }
    }
}

impl Mesh {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Istio => "istio",
            Self::Linkerd => "linkerd",
        }
    }
}

impl Kubernetes {
    /// Reads an environment; nothing, if it is somewhere else.
    pub fn of(model: &Model, environment: &Environment) -> Option<Self> {
        let target = environment.part("target").filter(|target| target.says("kubernetes"))?;
        let line = |key: &str| target.child(key);
        let text = |key: &str| Some(line(key)?.text(0)?.value.to_owned());
        let second = |key: &str| Some(line(key)?.text(1)?.value.to_owned());
        let property = |key: &str| {
            let value = line("cluster").and_then(|line| line.property_text(key));
            value.map_or(String::new(), |value| value.value.to_owned())
        };
        let strategy =
            environment.part("strategy").and_then(Strategy::read).unwrap_or_else(|| rolling(environment));
        let autoscale = environment.part("autoscale").and_then(autoscale);
        let replicas = environment.part("replicas").and_then(|node| number(&node.arguments.first()?.value));
        Some(Self {
            cluster: text("cluster").unwrap_or_default(),
            login: login(environment, line("cluster")),
            resource_group: property("resource-group"),
            region: property("region"),
            namespace: text("namespace").unwrap_or_else(|| environment.name.value.clone()),
            config_map: second("variables-in"),
            secret: second("secrets-in"),
            mesh: text("mesh").and_then(|word| match word.as_str() {
                "istio" => Some(Mesh::Istio),
                "linkerd" => Some(Mesh::Linkerd),
                _ => None,
            }),
            own_manifests: text("manifests"),
            services: workloads(model, environment),
            timeout: strategy.timeout.unwrap_or(ROLLOUT_SECONDS),
            strategy,
            replicas: replicas.unwrap_or(1),
            autoscale,
            resources: environment.part("resources").map(resources).unwrap_or_default(),
            alarms: watched::alarms(environment),
        })
    }

    /// How many run at least.
    pub fn fewest(&self) -> u32 {
        self.autoscale.as_ref().map_or(self.replicas, |autoscale| autoscale.least)
    }
}

/// A cluster that is named with its group or its region is reached with what the job signs in to; any other is one that the
/// machine knows already.
fn login(environment: &Environment, cluster: Option<&Node>) -> Option<Login> {
    let is_somewhere = cluster.is_some_and(|line| !line.properties.is_empty());
    let word = environment.parts("login").find_map(|login| login.text(0))?.value;
    match word {
        "azure" if is_somewhere => Some(Login::Azure),
        "aws" if is_somewhere => Some(Login::Aws),
        "gcp" if is_somewhere => Some(Login::Gcp),
        _ => None,
    }
}

/// The services that have an image, in the order of the file.
fn workloads(model: &Model, environment: &Environment) -> Vec<Workload> {
    let services = services(model);
    let images = model.build.iter().flat_map(|build| &build.parts).filter(|part| part.name.value == "image");
    let found = images.filter_map(|image| {
        let (name, place) = (image.text(0)?, image.text(1)?);
        let service = services.iter().find(|one| one.name.value == name.value)?;
        Some(Workload {
            name: service.name.value.clone(),
            deployment: service.deployment.clone(),
            container: service.container.clone(),
            port: service.port,
            image: place.value.to_owned(),
            probes: probes(environment, service),
        })
    });
    found.collect()
}

/// Every service that the file declares.
pub(crate) fn services(model: &Model) -> Vec<Service> {
    let listed = model.pipeline.services.iter().map(Service::named);
    listed.chain(model.parts("service").filter_map(Service::read)).collect()
}

fn probes(environment: &Environment, service: &Service) -> Probes {
    const START: u64 = 120;
    let health = environment.part("health");
    let path = |node: Option<&Node>| {
        let path = node?.text(0)?.value;
        path.starts_with('/').then(|| path.to_owned())
    };
    // Where somebody has to sign in, a probe would have to carry the password for everybody to read.
    let open = health.is_some_and(|health| health.child("basic-auth").is_none());
    let asked = |name: &str| path(health.and_then(|health| health.child(name))).filter(|_| open);
    let own = service.health.clone().filter(|path| path.starts_with('/'));
    Probes {
        ready: own.or_else(|| asked("ready")).or_else(|| path(health).filter(|_| open)),
        live: asked("live"),
        start_seconds: health
            .and_then(|health| health.child("within"))
            .and_then(duration::of)
            .map_or(START, |within| within.value.div_ceil(1_000)),
    }
}

fn autoscale(node: &Node) -> Option<Autoscale> {
    let mut bounds = node.arguments.iter().filter_map(|one| number(&one.value));
    let percent = |key: &str| node.property(key).and_then(|one| number(&one.value.value));
    Some(Autoscale {
        least: bounds.next()?,
        most: bounds.next()?,
        cpu: percent("cpu"),
        memory: percent("memory"),
    })
}

fn resources(node: &Node) -> Resources {
    // Amounts on the line itself are what each may use, and is given.
    let line = amounts(node);
    let block = |name: &str| node.child(name).map(amounts).unwrap_or_default();
    let (requests, limits) = (block("requests"), block("limits"));
    Resources {
        requests: if requests.is_empty() { line.clone() } else { requests },
        limits: if limits.is_empty() { line } else { limits },
    }
}

fn amounts(node: &Node) -> Vec<(&'static str, String)> {
    let read = |key: &'static str| {
        let value = &node.property(key)?.value.value;
        Some((
            key,
            match key {
                "memory" => quantity::in_kubernetes(value)?,
                _ => value.as_text(),
            },
        ))
    };
    ["cpu", "memory"].into_iter().filter_map(read).collect()
}

fn number(value: &Value) -> Option<u32> {
    match value {
        Value::Integer(number) => u32::try_from(*number).ok(),
        value => value.number().map(|number| number.round() as u32),
    }
}
