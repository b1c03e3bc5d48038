//! What a script does: phases with the team's own steps and with functions of our libraries, and what these read.

mod backup;
pub(crate) mod config;
pub(crate) mod health;
mod migrate;
pub(crate) mod monitor;

use crate::{
    model::{Environment, Model},
    syntax::Phase,
};

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

/// A step of the team's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What people read in the log.
    pub title: Command,
    /// The commands.
    pub run: Vec<Command>,
    /// The folder that they run in, seen from the checkout; empty for the checkout itself.
    pub directory: String,
    /// How long it may take; 0 for as long as the job.
    pub timeout_seconds: u64,
    /// Whether a failure is only a warning.
    pub optional: bool,
}

/// A function of a library with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call(pub Vec<String>);

impl Call {
    /// Makes one.
    pub fn new(words: &[&str]) -> Self {
        Self(words.iter().map(|word| (*word).to_owned()).collect())
    }
}

/// One thing that is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// The team's own.
    Step(Step),
    /// Ours.
    Call(Call),
}

/// What a library reads: a variable of bash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Its name.
    pub name: &'static str,
    /// Its value.
    pub value: Words,
    /// Whether the team's own commands see it too.
    pub exported: bool,
}

/// The value of a setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Words {
    /// A word.
    One(String),
    /// A list.
    Many(Vec<String>),
}

impl Setting {
    /// A setting of one word.
    pub fn one(name: &'static str, value: impl Into<String>) -> Self {
        Self { name, value: Words::One(value.into()), exported: false }
    }

    /// A setting of one word that the team's own commands see too.
    pub fn exported(name: &'static str, value: impl Into<String>) -> Self {
        Self { exported: true, ..Self::one(name, value) }
    }

    /// A setting that is a list.
    pub fn many<T: Into<String>>(name: &'static str, values: impl IntoIterator<Item = T>) -> Self {
        Self { name, value: Words::Many(values.into_iter().map(Into::into).collect()), exported: false }
    }
}

/// What a target, or a block of an environment, adds to the scripts of the environment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Work {
    /// Libraries by their names, beside the steps themselves: `server` is `deploy/server.sh`.
    pub libraries: Vec<&'static str>,
    /// What these read.
    pub settings: Vec<Setting>,
    /// What is done in which phase, before the team's own steps of it.
    pub actions: Vec<(Phase, Action)>,
    /// How each way back is taken: the method's name, and what it calls.
    pub ways_back: Vec<(&'static str, Call)>,
    /// What is done behind every phase.
    pub last: Vec<Call>,
}

impl Work {
    /// Everything that the blocks of an environment and its target add, in the order in which it is done within a phase.
    pub(crate) fn of(model: &Model, environment: &Environment) -> Self {
        let mut work = crate::target::work(model, environment);
        let blocks = [backup::work, migrate::work, config::work, health::work, monitor::work];
        for more in blocks.map(|block| block(environment)) {
            work.add(more);
        }
        // To every target a flag is a variable like any other.
        for setting in work.settings.iter_mut().filter(|setting| setting.name == "VARIABLES") {
            setting.value = Words::Many(config::variables(environment));
        }
        let reverts = environment
            .part("rollback")
            .is_some_and(|rollback| rollback.all("revert").any(|method| method.property("run").is_none()));
        if reverts {
            work.libraries.push("revert");
        }
        work
    }

    fn add(&mut self, other: Self) {
        for library in other.libraries {
            if !self.libraries.contains(&library) {
                self.libraries.push(library);
            }
        }
        for setting in other.settings {
            // Two libraries may read the same, such as all addresses.
            if self.settings.iter().all(|known| known.name != setting.name) {
                self.settings.push(setting);
            }
        }
        self.actions.extend(other.actions);
        self.ways_back.extend(other.ways_back);
        self.last.extend(other.last);
    }

    fn step(&mut self, phase: Phase, title: &str, commands: Vec<Command>, timeout_seconds: u64) {
        let step = Step {
            title: Command::new(title),
            run: commands,
            directory: String::new(),
            timeout_seconds,
            optional: false,
        };
        self.actions.push((phase, Action::Step(step)));
    }
}

/// Milliseconds as the seconds of a script, no shorter.
pub(crate) fn seconds(milliseconds: u64) -> u64 {
    milliseconds.div_ceil(1_000)
}
