//! Actions pinned to commits: the table that ships, and how it meets what bots bumped since.

use std::fmt;

use indexmap::IndexMap;
use serde::Serialize;
use serde::ser::Serializer;

use super::Commented;

/// The day on which the shipped table was checked.
pub const AS_OF: &str = "2026-11-21";

/// Where a pin of the shipped table stands, for messages.
pub const TABLE: &str = "gatewright's own table";

/// The table, in the words of a workflow, so that there is one way to read pins.
///
/// Each commit was read in the action's own repository or in the workflows of several independent ones. Where a
/// tag is annotated, it is the commit that the tag points to: the tag object's own hash would not run.
const SHIPPED: &str = "
actions/attest@1e69f48acb82d1966a394da916b4c1698aa569d6 # v4.2.2
actions/cache@55cc8345863c7cc4c66a329aec7e433d2d1c52a9 # v6.1.0
actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
actions/create-github-app-token@bcd2ba49218906704ab6c1aa796996da409d3eb1 # v3.2.0
actions/deploy-pages@cd2ce8fcbc39b97be8ca5fce6e763baed58fa128 # v5.0.0
actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1
actions/github-script@3a2844b7e9c422d3c10d287c895573f7108da1b3 # v9.0.0
actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0
actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a # v7.0.1
actions/upload-pages-artifact@fc324d3547104276b827a68afc52ff2a11cc49c9 # v5.0.0
aws-actions/configure-aws-credentials@e1253824e5c10ff9df46874f81ed3ec929e19cfd # v6.3.0
azure/aks-set-context@60623acbdcbbdcf799ad50a1adf8703874339f8b # v5.0.0
azure/login@f5d393ae46f8fde4be8b75f32e3fc50e654ad0ca # v3.0.1
azure/setup-kubectl@829323503d1be3d00ca8346e5391ca0b07a9ab0d # v5.1.0
docker/build-push-action@c3c9e263c25d99ce0380d002d59b67737d91b0dc # v7.4.0
docker/login-action@dbcb813823bdd20940b903addbd779551569679f # v4.6.0
docker/setup-buildx-action@f87e5991a6d7451dcb8d9637bfbc97413f497069 # v4.4.1
github/codeql-action/upload-sarif@2892aa5e19bbd11bc0cff5427e3b750a04d9e3c2 # v4.38.2
google-github-actions/auth@7c6bc770dae815cd3e89ee6cdf493a5fab2cc093 # v3.0.0
hashicorp/setup-terraform@dfe3c3f87815947d99a8997f908cb6525fc44e9e # v4.0.1
opentofu/setup-opentofu@a1320f892987e89d278cc92dc5adc984fb93aca4 # v2.0.2
sigstore/cosign-installer@6f9f17788090df1f26f669e9d70d6ae9567deba6 # v4.1.2
slackapi/slack-github-action@dcb1066f776dd043e64d0e8ba94ca15cc7e1875d # v4.0.0
step-security/harden-runner@b09bb98e06d4d774595224525879c09bc6e98c40 # v2.20.1
zizmorcore/zizmor-action@3dc1ecc9bcb9e94e9b2c709687979e1298497054 # v0.6.2
";

/// An action at one commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    /// The repository and, behind it, the path of the action in it.
    pub action: String,
    /// The commit: 40 hexadecimal digits in lower case.
    pub sha: String,
    /// The version that people read; bots raise both at once.
    pub version: Version,
}

/// A version with three numbers, written with a `v` in front.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// The first number.
    pub major: u64,
    /// The second number.
    pub minor: u64,
    /// The third number.
    pub patch: u64,
}

impl Version {
    /// Reads `v1.2.3`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.strip_prefix('v')?.splitn(3, '.').map(|part| part.parse().ok());
        let mut number = || numbers.next().flatten();
        Some(Self { major: number()?, minor: number()?, patch: number()? })
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "v{}.{}.{}", self.major, self.minor, self.patch)
    }
}

impl Pin {
    /// Reads `owner/repo@<commit> # v1.2.3`, with or without a path behind the repository.
    pub fn parse(text: &str) -> Option<Self> {
        let (reference, comment) = text.split_once(" #")?;
        let (action, sha) = reference.trim().split_once('@')?;
        let version = Version::parse(comment.split_whitespace().next()?)?;
        let named = action.split('/').count() >= 2 && action.split('/').all(|part| !part.is_empty());
        let full = sha.len() == 40 && sha.bytes().all(|byte| byte.is_ascii_hexdigit());
        (named && full).then(|| Self { action: action.into(), sha: sha.to_ascii_lowercase(), version })
    }

    /// Reads the pin of a `uses:` line of a workflow.
    pub fn of_line(line: &str) -> Option<Self> {
        let line = line.trim_start();
        let entry = line.strip_prefix("- ").unwrap_or(line).trim_start();
        Self::parse(entry.strip_prefix("uses:")?)
    }
}

impl Serialize for Pin {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Commented::new(format!("{}@{}", self.action, self.sha), self.version.to_string())
            .serialize(serializer)
    }
}

/// A pin and the file in which it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The file's path, or [`TABLE`].
    pub path: String,
    /// The pin.
    pub pin: Pin,
}

/// Reads the pins of a workflow that was written earlier.
pub fn find<'a>(path: &'a str, text: &'a str) -> impl Iterator<Item = Found> + 'a {
    text.lines().filter_map(Pin::of_line).map(move |pin| Found { path: path.into(), pin })
}

/// Two pins of one action of which nobody can say which is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The one that was met first.
    pub first: Found,
    /// The one that contradicts it.
    pub other: Found,
}

/// For each action the commit that the compiler writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pins {
    by_action: IndexMap<String, Pin>,
}

impl Pins {
    /// Returns the table that ships.
    pub fn shipped() -> Self {
        Self::new(SHIPPED.lines().filter_map(Pin::parse))
    }

    /// Makes a table; a later pin of an action replaces an earlier one.
    pub fn new(pins: impl IntoIterator<Item = Pin>) -> Self {
        Self { by_action: pins.into_iter().map(|pin| (pin.action.clone(), pin)).collect() }
    }

    /// Returns the pin of an action, if it is known.
    pub fn get(&self, action: &str) -> Option<&Pin> {
        self.by_action.get(action)
    }

    /// Returns the pins in the table's order.
    pub fn iter(&self) -> impl Iterator<Item = &Pin> {
        self.by_action.values()
    }

    /// Returns the pin of an action that the compiler itself chose to write.
    ///
    /// # Panics
    /// If the table does not have it; a commit is never invented.
    pub fn pin(&self, action: &str) -> Pin {
        self.get(action).cloned().unwrap_or_else(|| panic!("`{action}` is not in the table of pins"))
    }
}

/// Finds for each action of the table the newest pin, the table's own or one that a bot wrote into a workflow.
///
/// Older pins are what is about to be replaced, and actions that the table does not know are not ours: both are
/// passed over. Two different bumps are a conflict, and so is another commit under a version that is known.
pub fn agree(found: &[Found], table: &Pins) -> Result<Pins, Vec<Conflict>> {
    let mut agreed = table.clone();
    let mut conflicts = Vec::new();
    for pin in agreed.by_action.values_mut() {
        let own = Found { path: TABLE.into(), pin: pin.clone() };
        let differs =
            |one: &&Found| one.pin.action == pin.action && one.pin.version >= pin.version && one.pin != *pin;
        let (same, newer): (Vec<_>, Vec<_>) =
            found.iter().filter(differs).partition(|one| one.pin.version == own.pin.version);
        conflicts.extend(contradictions(&own, same));
        if let Some((first, others)) = newer.split_first() {
            conflicts.extend(contradictions(first, others.iter().copied()));
            *pin = first.pin.clone();
        }
    }
    if conflicts.is_empty() { Ok(agreed) } else { Err(conflicts) }
}

/// Names each pin that is not the first one, once.
fn contradictions<'a>(first: &Found, others: impl IntoIterator<Item = &'a Found>) -> Vec<Conflict> {
    let mut conflicts: Vec<Conflict> = Vec::new();
    for other in others {
        if other.pin != first.pin && conflicts.iter().all(|known| known.other.pin != other.pin) {
            conflicts.push(Conflict { first: first.clone(), other: other.clone() });
        }
    }
    conflicts
}
