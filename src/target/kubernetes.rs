//! `target kubernetes { cluster "shop"; namespace production }`: a cluster that runs images by their digests.

pub(crate) mod settings;
mod watched;

pub use settings::{Autoscale, Kubernetes, Login, Mesh, Probes, Resources, Workload};
pub use watched::{Alarm, Measure};

use crate::{
    model::{Environment, Model},
    syntax::{
        Phase,
        strategy::{Strategy, Takeover},
    },
    work::{Action, Call, Setting, Work},
};

/// What a rollout may take where the file does not say: as long as Kubernetes itself waits for progress.
const ROLLOUT_SECONDS: u64 = 600;

/// What the library needs to know, and where it is called.
pub(super) fn work(model: &Model, environment: &Environment) -> Work {
    let Some(kubernetes) = Kubernetes::of(model, environment) else { return Work::default() };
    let call = |words: &[&str]| Action::Call(Call::new(words));
    let mut actions = vec![(Phase::Validate, call(&["kube_check"])), (Phase::Deploy, call(&["kube_deploy"]))];
    if let Some(shares) = kubernetes.shares() {
        for (at, percent) in shares.iter().enumerate() {
            actions.push((Phase::Switch, call(&["kube_switch", &percent.to_string()])));
            if at + 1 < shares.len() {
                let every = kubernetes.strategy.shares().map_or(0, |shares| shares.every);
                actions.push((Phase::Switch, call(&["kube_watch", &every.to_string()])));
            }
        }
    }
    Work {
        libraries: vec!["kubernetes"],
        settings: said(environment, &kubernetes),
        actions,
        ways_back: vec![
            ("rollout-undo", Call::new(&["kube_undo"])),
            ("switch-back", Call::new(&["kube_switch_back"])),
        ],
        last: vec![Call::new(&["kube_look"]), Call::new(&["kube_settle"])],
    }
}

fn said(environment: &Environment, kubernetes: &Kubernetes) -> Vec<Setting> {
    let one = |name, value: &str| Some(Setting::one(name, value)).filter(|_| !value.is_empty());
    let services = || kubernetes.services.iter();
    let variables = || environment.settings.variables.entries.values();
    let secrets = || environment.settings.secrets.entries.values();
    let login = kubernetes.login.map_or("", Login::word);
    let folder = format!("deploy/kubernetes/{}", environment.name.value);
    let optional = [
        one("KUBE_LOGIN", login),
        one("KUBE_RESOURCE_GROUP", &kubernetes.resource_group),
        one("KUBE_REGION", &kubernetes.region),
        match &kubernetes.own_manifests {
            Some(own) => one("KUBE_OWN_MANIFESTS", own),
            None => one("KUBE_MANIFESTS", &folder),
        },
        one("KUBE_CONFIG_MAP", kubernetes.config_map.as_deref().unwrap_or_default()),
        one("KUBE_SECRET", kubernetes.secret.as_deref().unwrap_or_default()),
        one("KUBE_MESH", kubernetes.mesh.map_or("", Mesh::word)),
    ];
    let mut settings = vec![
        Setting::one("KUBE_CLUSTER", &*kubernetes.cluster),
        Setting::one("KUBE_NAMESPACE", &*kubernetes.namespace),
    ];
    settings.extend(optional.into_iter().flatten());
    settings.push(Setting::one("KUBE_STRATEGY", kubernetes.strategy_word()));
    settings.push(Setting::one("KUBE_TIMEOUT", kubernetes.timeout.to_string()));
    if let Takeover::BlueGreen { keep: Some(keep), .. } = kubernetes.strategy.takeover {
        settings.push(Setting::one("KUBE_KEEP", keep.to_string()));
    }
    if let Some(command) = kubernetes.strategy.shares().and_then(|shares| shares.run.as_deref()) {
        settings.push(Setting::one("KUBE_SWITCH", command));
    }
    settings.extend([
        Setting::many("KUBE_SERVICES", services().map(|one| one.name.as_str())),
        Setting::many("KUBE_DEPLOYMENTS", services().map(|one| one.deployment.as_str())),
        Setting::many("KUBE_CONTAINERS", services().map(|one| one.container.as_deref().unwrap_or_default())),
        Setting::many("KUBE_PORTS", services().map(|one| one.port.to_string())),
        Setting::many("VARIABLES", variables().map(|one| one.name.value.as_str())),
        Setting::many("SECRETS", secrets().map(|one| one.name.value.as_str())),
    ]);
    if kubernetes.shares().is_some() {
        // Two run side by side, so the new one can be asked before users reach it.
        settings.push(Setting::one("ASK_NEW", "kube_ask"));
    }
    settings
}

impl Kubernetes {
    /// The steps in which the traffic moves; nothing where there is one deployment, which takes it as it grows.
    pub fn shares(&self) -> Option<Vec<u32>> {
        let shares = self.strategy.shares()?;
        let splits = self.mesh.is_some() || shares.run.is_some();
        match self.strategy.takeover {
            // A service sends to one colour or to the other: nothing in between.
            Takeover::BlueGreen { .. } if !splits => Some(vec![100]),
            _ => Some(shares.percent.clone()),
        }
    }

    fn strategy_word(&self) -> &'static str {
        match self.strategy.takeover {
            Takeover::Rolling { .. } => "rolling",
            Takeover::Recreate => "recreate",
            Takeover::BlueGreen { .. } => "blue-green",
            Takeover::Canary { .. } => "canary",
        }
    }
}

/// What Kubernetes does where no strategy is named: one more at a time, and none fewer.
fn rolling(environment: &Environment) -> Strategy {
    let takeover = Takeover::Rolling { at_most_down: None, at_most_more: None };
    Strategy { takeover, timeout: None, span: environment.head }
}
