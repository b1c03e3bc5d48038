//! Runs that wait for people: which release wants to go where, whom GitHub asks now, and how many are still missing.

use jiff::Timestamp;
use serde_json::Value;

use super::{
    Subject,
    hub::{Answer, Checked, Hub, Question},
    quorum::Reviews,
    record::{Recorder, is_release, login, time},
};
use crate::plan::{Guard, Plan, Route, Trigger};

/// A run that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// What wants to go.
    pub what: What,
    /// Where it comes from, in words; nothing where that is not known.
    pub from: Option<String>,
    /// Where it wants to go.
    pub to: Option<String>,
    /// Who started it; empty if that is a program.
    pub starter: String,
    /// Since when.
    pub since: Option<Timestamp>,
    /// The page of the run.
    pub link: String,
    /// Where it stands now.
    pub at: Vec<Stop>,
    /// How many different people have to approve in all; nothing where the way is not known.
    pub wanted: Option<usize>,
    /// How many more.
    pub missing: usize,
    /// Whose approval counts so far.
    pub approved_by: Vec<String>,
    /// Why it will be refused whoever approves now.
    pub lost: Option<&'static str>,
}

/// What wants to go somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A release.
    Release {
        /// Its id.
        id: String,
        /// Its version, where a record names it.
        version: Option<String>,
    },
    /// What was built from a commit; its release is made in this run.
    Commit {
        /// The branch.
        branch: String,
        /// The commit.
        commit: String,
    },
    /// Something else: the title of the run, which is somebody's text.
    Run(String),
}

/// An environment that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// Its name.
    pub environment: String,
    /// Whom GitHub asks: `@ann`, `@acme/qa`. Nobody: a timer runs.
    pub reviewers: Vec<String>,
    /// Until when a timer runs.
    pub until: Option<Timestamp>,
}

const RERUN: &str = "it is a re-run, and no approval counts for one";
const TWICE: &str = "too few different people have approved, and the places that are left are too few";

/// The question that finds the runs.
pub(super) fn question(subject: &Subject<'_>) -> Question {
    Question::Wrapped(subject.path("actions/runs?status=waiting&per_page=100"), "workflow_runs")
}

/// Reads what waits, the oldest first; `version` knows the versions of releases.
pub(super) fn read(
    hub: &dyn Hub,
    subject: &Subject<'_>,
    runs: Answer,
    version: impl Fn(&str) -> Option<String>,
) -> Result<Checked<Vec<Waiting>>, String> {
    let runs = match runs.list() {
        Ok(runs) => runs,
        Err(why) => return Ok(Err(why)),
    };
    let ours = Recorder::of(subject.plan);
    let mut runs: Vec<&Value> = runs.iter().filter(|run| ours.has_started(run)).collect();
    runs.sort_by_key(|run| run["id"].as_u64());
    let mut questions = Vec::with_capacity(runs.len() * 2);
    for run in &runs {
        let run = run["id"].as_u64().unwrap_or_default();
        questions.push(Question::One(subject.path(&format!("actions/runs/{run}/pending_deployments"))));
        questions.push(Question::One(subject.path(&format!("actions/runs/{run}/approvals"))));
    }
    let mut answers = hub.ask(&questions)?.into_iter();
    let mut waiting = Vec::new();
    for run in runs {
        let lists = answers.next().zip(answers.next());
        let Some((pending, reviews)) = lists else { break };
        match (pending.list_if_there(), reviews.list_if_there()) {
            (Ok(pending), Ok(reviews)) => {
                waiting.extend(read_run(subject, run, &pending, &reviews, &version));
            }
            (Err(why), _) | (_, Err(why)) => return Ok(Err(why)),
        }
    }
    Ok(Ok(waiting))
}

/// One run: for each way that it takes, where it stands. A push can take several.
fn read_run(
    subject: &Subject<'_>,
    run: &Value,
    pending: &[Value],
    reviews: &[Value],
    version: &impl Fn(&str) -> Option<String>,
) -> Vec<Waiting> {
    let mut stops: Vec<Stop> = pending.iter().map(|one| stop(subject, one)).collect();
    let reviews = Reviews::new(reviews, run);
    let taken = Taken::of(subject.plan, run);
    let mut waiting = Vec::new();
    for (route, from) in &taken.routes {
        let places = places(route);
        // Where there is one way only, it is the one that waits.
        let here = |stop: &Stop| taken.routes.len() == 1 || places.iter().any(|place| stop.is_at(place));
        let at: Vec<Stop> = stops.iter().filter(|stop| here(stop)).cloned().collect();
        if at.is_empty() {
            continue;
        }
        stops.retain(|stop| !at.contains(stop));
        waiting.push(of_route(run, &taken, Some((route, from.as_str())), at, &reviews, version));
    }
    if !stops.is_empty() {
        waiting.push(of_route(run, &taken, None, stops, &reviews, version));
    }
    waiting
}

fn of_route(
    run: &Value,
    taken: &Taken<'_>,
    way: Option<(&Route, &str)>,
    at: Vec<Stop>,
    reviews: &Reviews<'_>,
    version: &impl Fn(&str) -> Option<String>,
) -> Waiting {
    let slots: Vec<&str> =
        way.iter().flat_map(|(route, _)| &route.chain.slots).map(|slot| slot.environment.as_str()).collect();
    let count = reviews.count(&slots);
    let is_rerun = run["run_attempt"].as_u64().is_some_and(|attempt| attempt > 1);
    let lost = match (way, is_rerun) {
        (None, _) => None,
        (_, true) => Some(RERUN),
        _ => (!count.can_be_reached).then_some(TWICE),
    };
    let what = match taken.what.clone() {
        What::Release { id, .. } => What::Release { version: version(&id), id },
        other => other,
    };
    let is_program = run["actor"]["type"] == "Bot";
    Waiting {
        what,
        from: way.map(|(_, from)| from.to_owned()),
        to: way.map(|(route, _)| route.to.clone()),
        starter: if is_program { String::new() } else { login(&run["actor"]) },
        since: time(&run["run_started_at"]).or_else(|| time(&run["created_at"])),
        link: run["html_url"].as_str().unwrap_or_default().to_owned(),
        at,
        wanted: way.map(|_| count.wanted),
        missing: count.missing,
        approved_by: count.by,
        lost,
    }
}

/// Every environment on a route that asks somebody, the target's own click included.
fn places(route: &Route) -> Vec<&str> {
    let slots = route.liftings().chain(&route.chain.slots);
    let mut places: Vec<&str> = slots.map(|slot| slot.environment.as_str()).collect();
    if route.chain.guard != Guard::None {
        places.push(&route.to);
    }
    places
}

impl Stop {
    fn is_at(&self, place: &str) -> bool {
        self.environment.eq_ignore_ascii_case(place)
    }
}

fn stop(subject: &Subject<'_>, pending: &Value) -> Stop {
    let owner = subject.repository.split('/').next().unwrap_or_default();
    let reviewer = |one: &Value| {
        let reviewer = &one["reviewer"];
        match reviewer["slug"].as_str() {
            Some(team) => format!("@{owner}/{team}"),
            None => format!("@{}", login(reviewer)),
        }
    };
    let started = time(&pending["wait_timer_started_at"]);
    let minutes = pending["wait_timer"].as_i64().filter(|minutes| *minutes > 0);
    let until = started.zip(minutes).and_then(|(started, minutes)| {
        started.checked_add(jiff::SignedDuration::from_secs(minutes.checked_mul(60)?)).ok()
    });
    Stop {
        environment: pending["environment"]["name"].as_str().unwrap_or_default().to_owned(),
        reviewers: pending["reviewers"].as_array().into_iter().flatten().map(reviewer).collect(),
        until,
    }
}

/// The ways that a run takes. GitHub does not say what it was started with, but the title of a run repeats it.
struct Taken<'a> {
    what: What,
    routes: Vec<(&'a Route, String)>,
}

impl<'a> Taken<'a> {
    fn of(plan: &'a Plan, run: &Value) -> Self {
        let path = run["path"].as_str().unwrap_or_default().split('@').next().unwrap_or_default();
        let is = |file: String| path == plan.names.workflow(&file);
        let title = run["display_title"].as_str().unwrap_or_default();
        let found = match () {
            () if is(plan.names.promote()) => Self::promotion(plan, title),
            () if is(plan.names.adopt()) => Self::adoption(plan, title),
            () if is(plan.names.rehearse()) => Self::rehearsal(plan, title),
            () if run["event"] == "push" => Self::push(plan, run),
            () => Self::by_hand(plan, title, run),
        };
        found.unwrap_or_else(|| Self { what: What::Run(title.to_owned()), routes: Vec::new() })
    }

    /// `Promote release-20250103-120000 from staging to prod (override)`
    fn promotion(plan: &'a Plan, title: &str) -> Option<Self> {
        let (title, lifts) = match title.strip_suffix(" (override)") {
            Some(title) => (title, true),
            None => (title, false),
        };
        let (id, way) = title.strip_prefix("Promote ")?.split_once(" from ")?;
        let (from, to) = way.split_once(" to ")?;
        let drawn = |route: &&Route| route.to == to && route.sources().any(|one| one == from);
        // A reason may also be given where nobody lifts anything, to bring back a release that was withdrawn.
        let lifted = plan.promotions().filter(drawn).find(|route| route.lifts() == lifts);
        let route = lifted.or_else(|| plan.promotions().find(drawn))?;
        let what = What::Release { id: id.to_owned(), version: None };
        is_release(id, &plan.release).then(|| Self { what, routes: vec![(route, from.to_owned())] })
    }

    /// `Record that 2.0.0 runs in prod`
    fn adoption(plan: &'a Plan, title: &str) -> Option<Self> {
        let (_, to) = title.strip_prefix("Record that ")?.rsplit_once(" runs in ")?;
        let route = plan.adoptions.iter().find(|route| route.to == to)?;
        Some(Self {
            what: What::Run(title.to_owned()),
            routes: vec![(route, "what runs already".to_owned())],
        })
    }

    /// `Rehearse the way into prod`
    fn rehearsal(plan: &'a Plan, title: &str) -> Option<Self> {
        let target = title.strip_prefix("Rehearse the way into ")?;
        let rehearsal = plan.rehearsals.iter().find(|one| one.target == target)?;
        Some(Self {
            what: What::Run(title.to_owned()),
            routes: vec![(&rehearsal.route, "a rehearsal".to_owned())],
        })
    }

    fn push(plan: &'a Plan, run: &Value) -> Option<Self> {
        let branch = run["head_branch"].as_str()?;
        let takes = |route: &&Route| route.pushes().any(|pattern| pattern.matches(branch));
        let routes = plan.deployments().filter(takes).map(|route| (route, format!("push to {branch}")));
        let commit = run["head_sha"].as_str().unwrap_or_default().to_owned();
        Some(Self { what: What::Commit { branch: branch.to_owned(), commit }, routes: routes.collect() })
    }

    /// `Deploy release/v2.0.0 to future`: the commit is the branch's of that time, which is not known here.
    fn by_hand(plan: &'a Plan, title: &str, run: &Value) -> Option<Self> {
        let (branch, to) = title.strip_prefix("Deploy ")?.rsplit_once(" to ")?;
        // A push that was handed over goes on as a run that a program has started.
        let is_push = run["actor"]["type"] == "Bot";
        let takes = |route: &&Route| {
            route.to == to
                && route.triggers.iter().any(|one| match one {
                    Trigger::Push(_) => is_push,
                    Trigger::Manual(_) => !is_push,
                    Trigger::Tag(pattern) => pattern.matches(branch),
                    Trigger::From(_) => false,
                })
        };
        let from = if is_push { format!("push to {branch}") } else { format!("{branch} by hand") };
        let routes: Vec<_> = plan.deployments().filter(takes).map(|route| (route, from.clone())).collect();
        let what = What::Commit { branch: branch.to_owned(), commit: String::new() };
        (!routes.is_empty()).then_some(Self { what, routes })
    }
}
