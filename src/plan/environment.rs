//! One environment with everything filled in.

use super::people::{Arrangement, Person};
use crate::{
    model::{self, Model},
    syntax::{self, Kind, placeholder},
    target::kubernetes::Kubernetes,
};

/// An environment as it will be.
#[derive(Debug, Clone)]
pub struct Environment {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub kind: Kind,
    /// Where people reach it, the first address first.
    pub urls: Vec<String>,
    /// Who GitHub asks before a job may use it; empty if a way in asks nobody.
    pub reviewers: Vec<Person>,
    /// The labels of the machine that its jobs run on.
    pub runs_on: Vec<String>,
    /// How long a deployment may take.
    pub timeout_minutes: u32,
    /// Variables with their values.
    pub variables: Vec<Variable>,
    /// Secrets: the name that steps see, and the name under which GitHub keeps it.
    pub secrets: Vec<(String, String)>,
    /// Its steps by phase, in the order in which they run; a phase may come twice.
    pub phases: Vec<Phase>,
    /// What runs on its cluster, if it has one.
    pub kubernetes: Option<Kubernetes>,
    /// Facts for people: key and words.
    pub about: Vec<(String, String)>,
}

/// A variable.
#[derive(Debug, Clone)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: Command,
}

/// A phase and its steps.
#[derive(Debug, Clone)]
pub struct Phase {
    /// Its name.
    pub name: &'static str,
    /// Its steps, in order.
    pub steps: Vec<Step>,
}

/// A step.
#[derive(Debug, Clone)]
pub struct Step {
    /// What people read in the log.
    pub title: Command,
    /// The commands.
    pub run: Vec<Command>,
    /// How long it may take; 0 for as long as the job.
    pub timeout_seconds: u64,
    /// Whether a failure is only a warning.
    pub optional: bool,
}

/// Text of the user's that goes into a script as one quoted word.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Command {
    /// The text.
    pub text: String,
    /// Whether it holds signs that a reader, or shellcheck, may take for an expansion that was forgotten.
    pub literal: bool,
}

impl Command {
    pub(crate) fn new(text: &str) -> Self {
        let literal = text.contains(['$', '`', '\\', '‘', '’', '“', '”', '\'']);
        Self { text: text.to_owned(), literal }
    }
}

impl Environment {
    /// Returns the address that GitHub shows.
    pub fn url(&self) -> &str {
        self.urls.first().map_or("", String::as_str)
    }

    /// Tells whether GitHub itself asks people before a job may use it.
    pub fn is_guarded(&self) -> bool {
        !self.reviewers.is_empty()
    }
}

/// The runner that GitHub keeps longest; `-latest` would change under a pipeline that nobody touched.
const RUNNER: &str = "ubuntu-24.04";
/// Long enough for a slow rollout, short enough to be noticed.
const DEPLOY_MINUTES: u32 = 30;

pub(super) fn plan(model: &Model, environment: &model::Environment, people: &Arrangement) -> Environment {
    let settings = &environment.settings;
    let urls: Vec<String> = environment.urls.iter().map(|url| url.value.clone()).collect();
    let name = environment.name.value.clone();
    let fill = |text: &str| {
        placeholder::parts(text).into_iter().fold(String::new(), |filled, part| match part {
            placeholder::Part::Literal(text) => filled + &text,
            placeholder::Part::Placeholder(word) if word == "url" => {
                filled + urls.first().map_or("", String::as_str)
            }
            placeholder::Part::Placeholder(_) => filled + &name,
        })
    };
    let variables = settings.variables.entries.values().map(|variable| Variable {
        name: variable.name.value.clone(),
        value: Command::new(&fill(&variable.value.value)),
    });
    let secrets = settings.secrets.entries.values().map(|secret| {
        let kept = secret.from.as_ref().unwrap_or(&secret.name);
        (secret.name.value.clone(), kept.value.clone())
    });
    Environment {
        kind: environment.kind.value,
        reviewers: people.reviewers(&name),
        runs_on: settings
            .runs_on
            .as_ref()
            .map_or_else(|| vec![RUNNER.to_owned()], |labels| labels.value.clone()),
        timeout_minutes: settings.timeout.map_or(DEPLOY_MINUTES, |timeout| minutes(timeout.value)),
        variables: variables.collect(),
        secrets: secrets.collect(),
        phases: phases(environment),
        about: settings.about.entries.iter().map(|(key, words)| (key.clone(), words.value.clone())).collect(),
        kubernetes: Kubernetes::of(model, environment),
        urls,
        name,
    }
}

/// With `target script` the steps run exactly as written; what another target does itself stands between its phases.
fn phases(environment: &model::Environment) -> Vec<Phase> {
    let mut steps: Vec<&syntax::Step> = environment.settings.steps.iter().collect();
    if environment.target() != "script" {
        steps.sort_by_key(|step| step.phase);
    }
    let runs = steps.chunk_by(|one, next| one.phase == next.phase);
    runs.map(|run| Phase { name: run[0].phase.name(), steps: run.iter().map(|one| step(one)).collect() })
        .collect()
}

fn step(step: &syntax::Step) -> Step {
    Step {
        title: Command::new(&step.title.value),
        run: step.run.iter().map(|run| Command::new(&run.value)).collect(),
        timeout_seconds: step.timeout.map_or(0, |timeout| timeout.value.div_ceil(1_000)),
        optional: step.optional,
    }
}

/// GitHub counts in minutes, and ends a job on its own machines after six hours.
pub(super) fn minutes(milliseconds: u64) -> u32 {
    const MOST: u64 = 360;
    u32::try_from(milliseconds.div_ceil(60_000).min(MOST)).unwrap_or(360)
}
