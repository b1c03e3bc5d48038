//! What a script of an environment is made of: its libraries, its settings, its phases.

use serde::Serialize;

use crate::plan::{Action, Call, Command, Environment, Phase, Plan, Planning, Setting, Step, Words};

#[derive(Serialize)]
pub(super) struct Text<'a> {
    pub(super) text: &'a str,
    pub(super) literal: bool,
}

impl<'a> Text<'a> {
    pub(super) fn of(command: &'a Command) -> Self {
        Self { text: &command.text, literal: command.literal }
    }
}

pub(super) fn texts(commands: &[Command]) -> Vec<Text<'_>> {
    commands.iter().map(Text::of).collect()
}

#[derive(Serialize)]
pub(super) struct VariableData<'a> {
    name: &'a str,
    value: &'a str,
    literal: bool,
}

pub(super) fn variables(environment: &Environment) -> Vec<VariableData<'_>> {
    let data = environment.variables.iter().map(|one| VariableData {
        name: &one.name,
        value: &one.value.text,
        literal: one.value.literal,
    });
    data.collect()
}

/// What a library reads; one word, or a list.
#[derive(Serialize)]
pub(super) struct SettingData<'a> {
    name: &'a str,
    words: &'a [String],
    is_list: bool,
    exported: bool,
    literal: bool,
}

fn setting(setting: &Setting) -> SettingData<'_> {
    let (words, is_list) = match &setting.value {
        Words::One(word) => (std::slice::from_ref(word), false),
        Words::Many(words) => (words.as_slice(), true),
    };
    let literal = words.iter().any(|word| Command::new(word).literal);
    SettingData { name: setting.name, words, is_list, exported: setting.exported, literal }
}

#[derive(Serialize)]
pub(super) struct PhaseData<'a> {
    name: &'a str,
    begin: &'a str,
    actions: Vec<ActionData<'a>>,
}

/// A step of the team's own, or a function of ours with its words.
#[derive(Serialize)]
pub(super) struct ActionData<'a> {
    step: Option<StepData<'a>>,
    call: Option<CallData<'a>>,
}

#[derive(Serialize)]
struct StepData<'a> {
    title: &'a str,
    literal: bool,
    run: Vec<Text<'a>>,
    directory: &'a str,
    timeout_seconds: u64,
    optional: bool,
}

#[derive(Serialize)]
pub(super) struct CallData<'a> {
    words: &'a [String],
    literal: bool,
}

pub(super) fn call(call: &Call) -> CallData<'_> {
    CallData { words: &call.0, literal: call.0.iter().any(|word| Command::new(word).literal) }
}

fn step(step: &Step) -> StepData<'_> {
    StepData {
        title: &step.title.text,
        literal: step.title.literal,
        run: texts(&step.run),
        directory: &step.directory,
        timeout_seconds: step.timeout_seconds,
        optional: step.optional,
    }
}

fn action(action: &Action) -> ActionData<'_> {
    match action {
        Action::Step(one) => ActionData { step: Some(step(one)), call: None },
        Action::Call(one) => ActionData { step: None, call: Some(call(one)) },
    }
}

pub(super) fn phases(phases: &[Phase]) -> Vec<PhaseData<'_>> {
    let data = phases.iter().map(|phase| PhaseData {
        name: phase.phase.name(),
        begin: "begin_phase",
        actions: phase.actions.iter().map(action).collect(),
    });
    data.collect()
}

/// The phases of a deployment, which say where things begin to change.
pub(super) fn changing(all: &[Phase]) -> Vec<PhaseData<'_>> {
    let mut data = phases(all);
    for (data, phase) in data.iter_mut().zip(all) {
        if phase.changes() {
            data.begin = "begin_change";
        }
    }
    data
}

/// What stands at the top of every script of an environment.
#[derive(Serialize)]
pub(super) struct Top<'a> {
    libraries: Vec<String>,
    environment: &'a str,
    url: &'a str,
    variables: Vec<VariableData<'a>>,
    settings: Vec<SettingData<'a>>,
    protected: bool,
    secrets: Vec<&'a str>,
    install: Option<Text<'a>>,
}

pub(super) fn top<'a>(plan: &'a Plan, environment: &'a Environment) -> Top<'a> {
    let libraries = environment.libraries.iter().map(|name| plan.names.work(name));
    Top {
        libraries: std::iter::once(plan.names.steps()).chain(libraries).collect(),
        environment: &environment.name,
        url: environment.url(),
        variables: variables(environment),
        settings: environment.settings.iter().map(setting).collect(),
        protected: environment.kind.is_protected(),
        secrets: environment.secrets.iter().map(|(seen, _)| seen.as_str()).collect(),
        install: plan.install.as_ref().map(Text::of),
    }
}

/// The top of what is run before people decide, which reaches less.
pub(super) fn top_of_plan<'a>(
    plan: &'a Plan,
    environment: &'a Environment,
    planning: &'a Planning,
) -> Top<'a> {
    let libraries = planning.libraries.iter().map(|name| plan.names.work(name));
    Top {
        libraries: std::iter::once(plan.names.steps()).chain(libraries).collect(),
        settings: planning.settings.iter().map(setting).collect(),
        secrets: planning.secrets.iter().map(|(seen, _)| seen.as_str()).collect(),
        ..top(plan, environment)
    }
}
