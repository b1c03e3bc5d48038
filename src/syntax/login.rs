//! `login azure client=AZURE_CLIENT_ID tenant=AZURE_TENANT_ID`, `plan-login aws role=PLAN_ROLE region="eu-west-1"`: who a job
//! is to a cloud, without a password.

use super::Node;

/// Who a job signs in as. What is a name is one of a variable or a secret on GitHub.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Login {
    /// At Azure.
    Azure {
        /// The name of the identity's id.
        client: String,
        /// The name of the tenant's id.
        tenant: String,
        /// The name of the subscription's id, if there is one.
        subscription: Option<String>,
    },
    /// At AWS.
    Aws {
        /// The name of the role's address.
        role: String,
        /// The region itself.
        region: String,
    },
    /// At Google Cloud.
    Gcp {
        /// The name of the identity provider's path.
        provider: String,
        /// The name of the account's address.
        account: String,
    },
}

impl Login {
    /// Reads a line; nothing, if it lacks what it needs, which is said elsewhere.
    pub fn of(node: &Node) -> Option<Self> {
        let named = |name| node.property_text(name).map(|text| text.value.to_owned());
        match node.text(0)?.value {
            "azure" => Some(Self::Azure {
                client: named("client")?,
                tenant: named("tenant")?,
                subscription: named("subscription"),
            }),
            "aws" => Some(Self::Aws { role: named("role")?, region: named("region")? }),
            "gcp" => Some(Self::Gcp { provider: named("provider")?, account: named("account")? }),
            _ => None,
        }
    }
}
