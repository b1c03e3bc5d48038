//! A deployment that signs in, and a plan that cannot.

use super::{Context, Needs, Rule, whose::say_whose};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::Kind,
};

pub(super) const RULE: Rule = Rule {
    code: "plan-without-identity",
    severity: Severity::Error,
    page: include_str!("plan_without_identity.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let deployed = context.model.environments.values().filter(|one| one.kind.value != Kind::Local);
    for environment in deployed.filter(|one| one.target() == "terraform") {
        let Some(target) = environment.part("target") else { continue };
        let Some(login) = target.child("login").or_else(|| environment.part("login")) else { continue };
        if target.child("plan-login").is_some() || environment.part("plan-secrets").is_some() {
            continue;
        }
        let name = &environment.name.value;
        let error = diagnostics.error(
            RULE.code,
            login.head,
            format!("the plan for `{name}` cannot sign in: this identity is for after the approvals"),
        );
        error
            .label("signs in to deploy")
            .also(target.head, "plans before anybody has approved, in a job of its own");
        let cloud = login.text(0).map_or("aws", |cloud| cloud.value);
        let line = match cloud {
            "azure" => "plan-login azure client=PLAN_CLIENT_ID tenant=AZURE_TENANT_ID",
            "gcp" => "plan-login gcp provider=GCP_PROVIDER account=GCP_PLAN_ACCOUNT",
            _ => "plan-login aws role=PLAN_ROLE_ARN region=\"…\"",
        };
        say_whose(error, environment)
            .help(format!("in the target, an identity that only reads: `{line}`; or `plan-secrets` with a token that only reads"));
    }
}
