//! What is so on GitHub right now: what runs where and how it is, what happened lately, who is waited for, what is broken.
//!
//! From the plan of a pipeline and the answers of GitHub; asking, the clock and the environments' own answers come from
//! outside.

mod age;
mod health;
mod hub;
mod incidents;
mod json;
mod page;
mod quorum;
mod record;
mod screen;
mod table;
mod waiting;
mod walk;
mod words;

use std::collections::BTreeMap;

use jiff::Timestamp;

pub use health::{Asking, Health, Probe, Reply};
pub use hub::{Answer, Checked, Hub, Question};
pub use incidents::{Incident, Label};
pub use json::json;
pub use page::markdown;
pub use record::{Judged, Record, State};
pub use screen::screen;
pub use waiting::{Stop, Waiting, What};

use crate::{decision, model::Model, plan::Plan, syntax::Kind};
use walk::{Goal, Stopped, Walk};

/// So many deployments are told.
const RECENT: usize = 10;
/// Why an environment was not asked that could have been.
const LEFT_OUT: &str = "left out";

/// A pipeline, as far as its status is about it.
pub struct Subject<'a> {
    plan: &'a Plan,
    /// `owner/name`.
    pub repository: String,
    /// The environments that releases are deployed to, with where each is asked how it is. A place for each pull request
    /// is many places, and none of them holds a release.
    pub places: Vec<(String, Asking)>,
    labels: Vec<Label>,
}

/// The answer to all of it, for one pipeline.
#[derive(Debug, Clone, PartialEq)]
pub struct Status {
    /// What the pipeline is called.
    pub name: String,
    /// The path of its file.
    pub path: String,
    /// `owner/name`.
    pub repository: String,
    /// When this was so.
    pub at: Timestamp,
    /// The same, as the clock of the pipeline shows it.
    pub clock: String,
    /// The environments, in order of declaration.
    pub environments: Vec<Standing>,
    /// Why it is not known what runs where, if the token is the reason.
    pub hidden: Option<String>,
    /// What happened lately, the newest first.
    pub recent: Vec<Event>,
    /// What waits for people.
    pub waiting: Checked<Vec<Waiting>>,
    /// The labels of incidents, as the file names them.
    pub labels: Vec<Label>,
    /// What is broken.
    pub incidents: Checked<Vec<Incident>>,
}

/// An environment right now.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// Its name.
    pub name: String,
    /// Its newest record that counts.
    pub newest: Option<Judged>,
    /// Where that is no success: the newest success before it.
    pub before: Option<Judged>,
    /// How it says it is.
    pub health: Health,
    /// The version that it says it is, or the commit, where no record says the same.
    pub says: Option<String>,
}

/// A deployment.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Where.
    pub environment: String,
    /// What.
    pub judged: Judged,
    /// Whether a later rollback took the release out again.
    pub withdrawn: bool,
}

impl<'a> Subject<'a> {
    /// Looks at a pipeline whose file has no errors.
    pub fn new(model: &Model, plan: &'a Plan, repository: String) -> Self {
        let named = |name: &String| Some((name.clone(), Asking::of(model.environments.get(name)?)));
        let places = plan.environments.iter().filter(|one| one.kind != Kind::Ephemeral);
        Self {
            plan,
            repository,
            places: places.filter_map(|one| named(&one.name)).collect(),
            labels: incidents::labels(model),
        }
    }

    /// Returns the path of something in the repository.
    fn path(&self, rest: &str) -> String {
        format!("/repos/{}/{rest}", self.repository)
    }
}

/// What GitHub knows.
pub struct Known {
    standings: Vec<Found>,
    recent: Vec<Event>,
    hidden: Option<String>,
    waiting: Checked<Vec<Waiting>>,
    incidents: Checked<Vec<Incident>>,
}

/// Asks GitHub.
pub fn gather(subject: &Subject<'_>, hub: &dyn Hub) -> Result<Known, String> {
    let mut questions = incidents::questions(subject);
    questions.push(waiting::question(subject));
    let mut answers = hub.ask(&questions)?;
    let runs = answers.pop().unwrap_or(Answer::Absent);
    let incidents = incidents::read(&subject.labels, answers);
    let mut walk = Walk::start(hub, subject);
    let (standings, recent, hidden) = match places(subject, &mut walk) {
        Ok((standings, recent)) => (standings, recent, None),
        Err(Stopped::Failed(reason)) => return Err(reason),
        Err(Stopped::Hidden(why)) => (vec![(None, None); subject.places.len()], Vec::new(), Some(why)),
    };
    let waiting = waiting::read(hub, subject, runs, |release| walk.version(release))?;
    Ok(Known { standings, recent, hidden, waiting, incidents })
}

impl Known {
    /// Says what is so now. `replies` are the environments' own answers; who was not asked is not among them.
    pub fn told(
        self,
        subject: &Subject<'_>,
        model: &Model,
        replies: &BTreeMap<String, Reply>,
        now: Timestamp,
    ) -> Status {
        let environments = subject.places.iter().zip(self.standings);
        let environments = environments.map(|((name, asking), (newest, before))| {
            let (health, says) = health(name, asking, replies.get(name), newest.as_ref());
            Standing { name: name.clone(), newest, before, health, says }
        });
        let zone = model.pipeline.time_zone.as_ref().map_or("UTC", |zone| zone.value.as_str());
        Status {
            name: subject.plan.name.clone(),
            path: subject.plan.source.clone(),
            repository: subject.repository.clone(),
            at: whole(now, jiff::Unit::Second),
            clock: format!("{} in {zone}", decision::clock(model).say(whole(now, jiff::Unit::Minute))),
            environments: environments.collect(),
            hidden: self.hidden,
            recent: self.recent,
            waiting: self.waiting,
            labels: subject.labels.clone(),
            incidents: self.incidents,
        }
    }
}

/// Nobody wants to know it more exactly.
fn whole(now: Timestamp, unit: jiff::Unit) -> Timestamp {
    let round = jiff::TimestampRound::new().smallest(unit).mode(jiff::RoundMode::Trunc);
    now.round(round).unwrap_or(now)
}

/// The newest record of an environment, and the newest success before it.
type Found = (Option<Judged>, Option<Judged>);

fn places(subject: &Subject<'_>, walk: &mut Walk<'_>) -> Result<(Vec<Found>, Vec<Event>), Stopped> {
    let goal = |only_success: bool| {
        move |(name, _): &'_ (String, Asking)| Goal { environment: name.clone(), only_success }
    };
    let goals: Vec<Goal> = subject.places.iter().map(goal(false)).collect();
    let newest = walk.find(&goals)?;
    let is_unclear = |one: &Option<Judged>| one.as_ref().is_some_and(|one| one.state != State::Success);
    let unclear = subject.places.iter().zip(&newest).filter(|(_, newest)| is_unclear(newest));
    let goals: Vec<Goal> = unclear.map(|(place, _)| goal(true)(place)).collect();
    let mut before = walk.find(&goals)?.into_iter();
    let found = newest.into_iter().map(|newest| {
        let before = if is_unclear(&newest) { before.next().flatten() } else { None };
        (newest, before)
    });
    let found = found.collect();
    let events = walk.recent(RECENT)?;
    Ok((found, events.iter().enumerate().map(|(at, event)| told(event, &events[..at])).collect()))
}

fn told((environment, judged): &(String, Judged), later: &[(String, Judged)]) -> Event {
    let is_withdrawal = |(place, other): &(String, Judged)| {
        place == environment
            && other.state == State::Success
            && other.record.withdraws == judged.record.release
    };
    Event {
        environment: environment.clone(),
        judged: judged.clone(),
        withdrawn: judged.state == State::Success && later.iter().any(is_withdrawal),
    }
}

fn health(
    name: &str,
    asking: &Asking,
    reply: Option<&Reply>,
    newest: Option<&Judged>,
) -> (Health, Option<String>) {
    match (asking, reply) {
        (Asking::NotDeclared, _) => (Health::NotDeclared, None),
        (Asking::Impossible(why), _) => (Health::NotAsked((*why).to_owned()), None),
        (Asking::At(_), None) => (Health::NotAsked(LEFT_OUT.to_owned()), None),
        (Asking::At(probe), Some(reply)) => {
            // What fails, or is on its way, is not what answers.
            let record = newest.filter(|one| one.state == State::Success).map(|one| &one.record);
            probe.judge(reply, record, name)
        }
    }
}
