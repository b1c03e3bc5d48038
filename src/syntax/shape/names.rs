//! The namespaces of a file: what a name may be the name of.

/// What a name may be the name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Names {
    Pipeline,
    Environment,
    Team,
    Gate,
    Window,
    Check,
    Channel,
    Service,
    /// A team, or a channel that people read.
    Somebody,
}

impl Names {
    /// Returns the code of what is reported where nothing of the name is declared.
    pub fn code(self) -> &'static str {
        match self {
            Self::Pipeline | Self::Environment => "unknown-environment",
            Self::Team | Self::Somebody => "unknown-team",
            Self::Gate => "unknown-gate",
            Self::Window => "unknown-window",
            Self::Check => "unknown-check",
            Self::Channel => "unknown-channel",
            Self::Service => "unknown-service",
        }
    }

    /// Returns the word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Pipeline => "pipeline",
            Self::Environment => "environment",
            Self::Team => "team",
            Self::Gate => "gate",
            Self::Window => "window",
            Self::Check => "check",
            Self::Channel => "channel",
            Self::Service => "service",
            Self::Somebody => "team or channel",
        }
    }

    /// Says how one is declared.
    pub fn declaration(self, name: &str) -> String {
        match self {
            Self::Pipeline => format!("`pipeline {name}`"),
            Self::Environment => format!("`environment {name} {{ kind test; … }}`"),
            Self::Team | Self::Somebody => format!("`teams {{ {name} \"@org/{name}\" }}`"),
            Self::Gate => format!("`gate {name} {{ approvals 1 from … }}`"),
            Self::Window => format!("`window {name} {{ open \"Mon-Fri 09:00-16:00\" }}`"),
            Self::Check => format!("`check {name} \"…\" {{ run \"./ops/{name}.sh\" }}`, in a gate"),
            Self::Channel => format!("`channels {{ {name} slack {}_WEBHOOK }}`", shouted(name)),
            Self::Service => format!("`services {name}`, in `pipeline`"),
        }
    }
}

/// `dev-ops` as the name of a secret.
fn shouted(name: &str) -> String {
    name.to_ascii_uppercase().replace(|c: char| !c.is_ascii_alphanumeric(), "_")
}
