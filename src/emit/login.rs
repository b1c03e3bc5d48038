//! The step that signs a job in at a cloud, for a few minutes and without a password.

use crate::{
    github::{Permission, Pins, Scope, Step},
    syntax::Login,
};

/// Whether the team keeps it as a variable or as a secret, GitHub knows; what is in neither is empty, and the cloud refuses it.
fn kept(name: &str) -> String {
    format!("${{{{ vars.{name} || secrets.{name} }}}}")
}

/// Outside of an environment a secret would be there for every workflow; who somebody is need not be one.
fn kept_openly(name: &str) -> String {
    format!("${{{{ vars.{name} }}}}")
}

/// Signs in.
pub(super) fn step(login: &Login, pins: &Pins) -> Step {
    step_of(login, pins, kept)
}

fn step_of(login: &Login, pins: &Pins, kept: fn(&str) -> String) -> Step {
    match login {
        Login::Azure { client, tenant, subscription } => {
            let step = Step::uses("Sign in at Azure", pins.pin("azure/login"))
                .with("client-id", kept(client))
                .with("tenant-id", kept(tenant));
            match subscription {
                Some(subscription) => step.with("subscription-id", kept(subscription)),
                None => step.with("allow-no-subscriptions", true),
            }
        }
        Login::Aws { role, region } => {
            Step::uses("Sign in at AWS", pins.pin("aws-actions/configure-aws-credentials"))
                .with("role-to-assume", kept(role))
                .with("aws-region", region.as_str())
        }
        Login::Gcp { provider, account } => {
            Step::uses("Sign in at Google Cloud", pins.pin("google-github-actions/auth"))
                .with("workload_identity_provider", kept(provider))
                .with("service_account", kept(account))
        }
    }
}

/// Signs in where the release is built, which is no environment.
pub(super) fn sign_in_to_build(logins: &[Login], pins: &Pins) -> Vec<Step> {
    logins.iter().map(|login| step_of(login, pins, kept_openly)).collect()
}

/// Signs in everywhere, as the file says.
pub(super) fn sign_in(logins: &[Login], pins: &Pins) -> Vec<Step> {
    logins.iter().map(|login| step(login, pins)).collect()
}

/// The permissions of a job, and that to sign in, if it does.
pub(super) fn permissions(mut permissions: Vec<Permission>, logins: &[Login]) -> Vec<Permission> {
    if !logins.is_empty() {
        permissions.push(permission());
    }
    permissions
}

/// What GitHub has to let the job do for that.
pub(super) fn permission() -> Permission {
    Permission::write(Scope::IdToken, "the token that the cloud knows this job by")
}

/// What Terraform's provider for Azure reads, which does not take over how the command line signed in.
pub(super) fn for_terraform(login: &Login, step: Step) -> Step {
    let Login::Azure { client, tenant, subscription } = login else { return step };
    let step = step
        .env("ARM_USE_OIDC", "true")
        .env("ARM_CLIENT_ID", kept(client))
        .env("ARM_TENANT_ID", kept(tenant));
    match subscription {
        Some(subscription) => step.env("ARM_SUBSCRIPTION_ID", kept(subscription)),
        None => step,
    }
}
