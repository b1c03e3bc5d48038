//! `services api web`, and `service auth { path "services/auth"; deployment auth-service }`.

use super::node::{Node, Value};
use crate::source::{Span, Spanned};

/// A service of the repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// Its name.
    pub name: Spanned<String>,
    /// What its deployment is called.
    pub deployment: String,
    /// The container that gets the image; nothing for the one that the compiler writes.
    pub container: Option<String>,
    /// The port on which it answers.
    pub port: u16,
    /// Where it says that it is well, if it has a place of its own.
    pub health: Option<String>,
}

/// The port that a service answers on where the file does not say: one that needs no rights of its own.
const PORT: u16 = 8080;

impl Service {
    /// A service of which nothing is known but its name.
    pub fn named(name: &Spanned<String>) -> Self {
        Self { name: name.clone(), deployment: name.value.clone(), container: None, port: PORT, health: None }
    }

    /// Reads a node `service`, which the table of nodes has checked.
    pub fn read(node: &Node) -> Option<Self> {
        let name = node.text(0)?.map(str::to_owned);
        let text = |key: &str| Some(node.child(key)?.text(0)?.value.to_owned());
        let plain = Self::named(&name);
        let port = node.child("port").and_then(|line| match line.arguments.first()?.value {
            Value::Integer(port) => u16::try_from(port).ok(),
            _ => None,
        });
        Some(Self {
            deployment: text("deployment").unwrap_or(plain.deployment),
            container: text("container"),
            port: port.unwrap_or(plain.port),
            health: text("health"),
            name: plain.name,
        })
    }

    /// Where its name stands.
    pub fn span(&self) -> Span {
        self.name.span
    }
}
