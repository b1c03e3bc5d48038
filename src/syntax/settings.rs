//! What an environment and `defaults` have in common.

use indexmap::IndexMap;

use super::{
    duration,
    node::{Node, Value},
    placeholder,
};
use crate::{
    diagnostic::Diagnostics,
    source::{Span, Spanned},
};

/// Settings as written in one block.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Labels of the machine that its jobs run on.
    pub runs_on: Option<Spanned<Vec<String>>>,
    /// How long a deployment may take, in milliseconds.
    pub timeout: Option<Spanned<u64>>,
    /// Variables, by name.
    pub variables: Keyed<Variable>,
    /// Secrets, by the name that steps see.
    pub secrets: Keyed<Secret>,
    /// Steps, in the order in which they are written.
    pub steps: Vec<Step>,
    /// Facts for people, by their key.
    pub about: Keyed<Spanned<String>>,
    /// Everything else, as written.
    pub parts: Vec<Node>,
    /// What it is to be without, once merged: `rollback none`.
    pub without: Vec<Node>,
}

/// Things by name.
#[derive(Debug, Clone)]
pub struct Keyed<T> {
    /// The things.
    pub entries: IndexMap<String, T>,
    /// Whether they stand on a line without a block, which replaces what was there before.
    pub replaces: bool,
}

impl<T> Default for Keyed<T> {
    fn default() -> Self {
        Self { entries: IndexMap::new(), replaces: false }
    }
}

/// `LOG_LEVEL info`.
#[derive(Debug, Clone)]
pub struct Variable {
    /// Its name.
    pub name: Spanned<String>,
    /// Its value, as text; may hold `{url}` and `{environment}`.
    pub value: Spanned<String>,
}

/// `DATABASE_URL from=STAGING_DATABASE_URL`.
#[derive(Debug, Clone)]
pub struct Secret {
    /// The name that steps see.
    pub name: Spanned<String>,
    /// The name under which GitHub keeps it, where that is another one.
    pub from: Option<Spanned<String>>,
}

/// A phase of a deployment; in this order, where the file does not say another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say it, and the table of nodes has a sentence for each")]
pub enum Phase {
    Validate,
    Test,
    Build,
    Plan,
    Backup,
    Migrate,
    Deploy,
    Health,
    Smoke,
    Switch,
    Verify,
    Monitor,
}

impl Phase {
    /// All phases, in order.
    pub const ALL: [Self; 12] = [
        Self::Validate,
        Self::Test,
        Self::Build,
        Self::Plan,
        Self::Backup,
        Self::Migrate,
        Self::Deploy,
        Self::Health,
        Self::Smoke,
        Self::Switch,
        Self::Verify,
        Self::Monitor,
    ];

    /// Returns its name as written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Validate => "validate",
            Self::Test => "test",
            Self::Build => "build",
            Self::Plan => "plan",
            Self::Backup => "backup",
            Self::Migrate => "migrate",
            Self::Deploy => "deploy",
            Self::Health => "health",
            Self::Smoke => "smoke",
            Self::Switch => "switch",
            Self::Verify => "verify",
            Self::Monitor => "monitor",
        }
    }
}

/// One step of a phase.
#[derive(Debug, Clone)]
pub struct Step {
    /// Its phase.
    pub phase: Phase,
    /// What people read in the log.
    pub title: Spanned<String>,
    /// The commands, at least one.
    pub run: Vec<Spanned<String>>,
    /// How long it may take, in milliseconds.
    pub timeout: Option<Spanned<u64>>,
    /// Whether a failure is only a warning.
    pub optional: bool,
    /// The whole step.
    pub span: Span,
}

impl Settings {
    pub(super) fn decode(node: &Node, diagnostics: &mut Diagnostics) -> Self {
        let mut settings = Self::default();
        for child in node.children() {
            match child.name.value.as_str() {
                "runs-on" => {
                    let labels = child.texts().map(|text| text.value.to_owned()).collect();
                    settings.runs_on = Some(Spanned::new(labels, child.head));
                }
                "timeout" => settings.timeout = duration::of(child),
                "variables" => settings.variables = variables(child, diagnostics),
                "secrets" => settings.secrets = secrets(child),
                "steps" => settings.steps = steps(child, diagnostics),
                "about" => settings.about = about(child),
                "kind" | "url" | "like" | "mirrors" | "teardown" | "allow" => {}
                _ => settings.parts.push(child.clone()),
            }
        }
        settings
    }
}

fn variables(node: &Node, diagnostics: &mut Diagnostics) -> Keyed<Variable> {
    let mut keyed = Keyed::default();
    for child in node.children() {
        let Some(value) = child.arguments.first() else { continue };
        let value = Spanned::new(value.value.as_text(), value.span);
        placeholder::check(&value, &["url", "environment"], diagnostics);
        keyed.entries.insert(child.name.value.clone(), Variable { name: child.name.clone(), value });
    }
    keyed
}

fn secrets(node: &Node) -> Keyed<Secret> {
    let mut keyed = Keyed { entries: IndexMap::new(), replaces: node.children.is_none() };
    for name in node.texts() {
        let name = name.map(str::to_owned);
        keyed.entries.insert(name.value.clone(), Secret { name, from: None });
    }
    for child in node.children() {
        let from =
            child.property("from").map(|from| Spanned::new(from.value.value.as_text(), from.value.span));
        keyed.entries.insert(child.name.value.clone(), Secret { name: child.name.clone(), from });
    }
    keyed
}

fn about(node: &Node) -> Keyed<Spanned<String>> {
    let mut keyed = Keyed::default();
    for child in node.children() {
        let words: Vec<String> = child.arguments.iter().map(|word| word.value.as_text()).collect();
        keyed.entries.insert(child.name.value.clone(), Spanned::new(words.join(" "), child.head));
    }
    keyed
}

fn steps(node: &Node, diagnostics: &mut Diagnostics) -> Vec<Step> {
    node.children().iter().filter_map(|child| step(child, diagnostics)).collect()
}

fn step(node: &Node, diagnostics: &mut Diagnostics) -> Option<Step> {
    let phase = Phase::ALL.into_iter().find(|phase| phase.name() == node.name.value)?;
    let title = node.text(0)?.map(str::to_owned);
    let mut step = Step { phase, title, run: Vec::new(), timeout: None, optional: false, span: node.span };
    if let Some(run) = node.property("run") {
        step.run.push(Spanned::new(run.value.value.as_text(), run.value.span));
    }
    for child in node.children() {
        match child.name.value.as_str() {
            "run" => step.run = child.texts().map(|text| text.map(str::to_owned)).collect(),
            "timeout" => step.timeout = duration::of(child),
            "optional" => {
                step.optional =
                    !matches!(child.arguments.first(), Some(Spanned { value: Value::Flag(false), .. }))
            }
            _ => {}
        }
    }
    if step.run.iter().all(|run| run.value.trim().is_empty()) {
        diagnostics
            .error("step-runs-nothing", node.head, format!("the step \"{}\" runs nothing", step.title.value))
            .label("no command stands here")
            .help(format!(
                "`{} \"{}\" run=\"./scripts/{}.sh\"`",
                phase.name(),
                step.title.value,
                phase.name()
            ));
        return None;
    }
    if let Some(run) = step.run.iter().find(|run| run.value.contains('\0')) {
        diagnostics
            .error("control-character", run.span, "a command cannot hold a NUL character")
            .label("stands in here")
            .help("leave it out");
        return None;
    }
    Some(step)
}
