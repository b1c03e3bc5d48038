//! One environment with everything filled in.

use super::{
    people::{Arrangement, Person},
    phases::phases,
    planning::{Planning, planning},
    probe::{Probe, probe},
};
use crate::{
    model::{self, Model},
    source::Spanned,
    syntax::{self, Kind, Login, placeholder},
    target::{kubernetes::Kubernetes, terraform::Terraform},
    work::{Action, Call, Command, Setting, Work, config, monitor, seconds},
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
    /// How long a deployment may take, in seconds; a failure can still be taken back then.
    pub timeout_seconds: u64,
    /// How long the job may take: what comes before the deployment, the deployment, and the way back.
    pub timeout_minutes: u32,
    /// Variables with their values.
    pub variables: Vec<Variable>,
    /// Secrets: the name that steps see, and the name under which GitHub keeps it.
    pub secrets: Vec<(String, String)>,
    /// Who its jobs sign in as.
    pub logins: Vec<Login>,
    /// The libraries that its scripts need beside the steps themselves.
    pub libraries: Vec<&'static str>,
    /// What these read.
    pub settings: Vec<Setting>,
    /// What is done by phase, in order; a phase may come twice.
    pub phases: Vec<Phase>,
    /// What runs on its cluster, if it has one.
    pub kubernetes: Option<Kubernetes>,
    /// What is done behind every phase.
    pub last: Vec<Call>,
    /// What is planned before people decide; nothing, if nothing is.
    pub planning: Option<Planning>,
    /// What describes it, if Terraform does.
    pub terraform: Option<Terraform>,
    /// How its data go back.
    pub data: DataBack,
    /// When it is asked how it is, if it is asked on a schedule.
    pub probe: Option<Probe>,
    /// Facts for people: key and words.
    pub about: Vec<(String, String)>,
}

/// How the data of an environment go back, which nothing does by itself.
#[derive(Debug, Clone, Default)]
pub struct DataBack {
    /// The command that restores them.
    pub restore: Option<Command>,
    /// The command that takes the migration back.
    pub down: Option<Command>,
    /// The folder of the migrations, seen from the checkout.
    pub directory: String,
}

/// A variable.
#[derive(Debug, Clone)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: Command,
}

/// A phase and what is done in it.
#[derive(Debug, Clone)]
pub struct Phase {
    /// Which one.
    pub phase: syntax::Phase,
    /// What is done, in order.
    pub actions: Vec<Action>,
}

impl Phase {
    /// Tells whether it is one of those that change what runs; before the first of them nothing has changed.
    pub fn changes(&self) -> bool {
        matches!(self.phase, syntax::Phase::Migrate | syntax::Phase::Deploy | syntax::Phase::Switch)
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
const DEPLOY_MINUTES: u64 = 30;
/// The turn, which is waited for at most a quarter of an hour, and the checkouts and the bytes, in milliseconds. The script ends
/// what takes too long, so that a way back is left; GitHub must not end the job before.
const BEFORE_IT: u64 = 20 * 60_000;

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
    // To the steps a flag is a variable like any other.
    let flags = config::flags(environment)
        .map(|flag| Variable { name: flag.variable, value: Command::new(&flag.value) });
    let secrets = settings.secrets.entries.values().map(|secret| {
        let kept = secret.from.as_ref().unwrap_or(&secret.name);
        (secret.name.value.clone(), kept.value.clone())
    });
    let work = Work::of(model, environment);
    let terraform = Terraform::of(environment);
    // What is watched on purpose does not take too long.
    let timeout = settings.timeout.map_or(DEPLOY_MINUTES * 60_000, |timeout| timeout.value)
        + monitor::watched(environment);
    let back = super::rollbacks::timeout(environment).unwrap_or_default();
    Environment {
        kind: environment.kind.value,
        reviewers: people.reviewers(&name),
        runs_on: settings
            .runs_on
            .as_ref()
            .map_or_else(|| vec![RUNNER.to_owned()], |labels| labels.value.clone()),
        timeout_seconds: seconds(timeout),
        timeout_minutes: minutes(BEFORE_IT + timeout + back),
        variables: variables.chain(flags).collect(),
        secrets: secrets.collect(),
        phases: phases(environment, work.actions),
        logins: logins(environment),
        libraries: work.libraries,
        settings: work.settings,
        last: work.last,
        planning: planning(model, environment),
        terraform,
        data: data_back(environment),
        probe: probe(environment),
        about: settings.about.entries.iter().map(|(key, words)| (key.clone(), words.value.clone())).collect(),
        kubernetes: Kubernetes::of(model, environment),
        urls,
        name,
    }
}

fn logins(environment: &model::Environment) -> Vec<Login> {
    let in_target = environment.part("target").into_iter().flat_map(|target| target.all("login"));
    environment.parts("login").chain(in_target).filter_map(Login::of).collect()
}

fn data_back(environment: &model::Environment) -> DataBack {
    let text = |node: Option<Spanned<&str>>| node.map(|text| Command::new(text.value));
    let data = environment.part("rollback").and_then(|rollback| rollback.child("data"));
    let migrate = environment.part("migrate");
    let folder = migrate.and_then(|migrate| migrate.child("run")?.property_text("in"));
    DataBack {
        restore: text(data.and_then(|data| data.property_text("run"))),
        down: text(migrate.and_then(|migrate| migrate.child("down")?.text(0))),
        directory: folder.map_or(String::new(), |folder| folder.value.to_owned()),
    }
}

/// GitHub counts in minutes, and ends a job on its own machines after six hours.
pub(super) fn minutes(milliseconds: u64) -> u32 {
    const MOST: u64 = 360;
    u32::try_from(milliseconds.div_ceil(60_000).min(MOST)).unwrap_or(360)
}
