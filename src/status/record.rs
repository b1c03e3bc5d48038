//! Records: what says which release runs where. `templates/lib.sh` decides the same in `records_of` and `judge`, and a test
//! holds the two to each other.

use jiff::Timestamp;
use serde_json::Value;

use crate::plan::{Plan, Release};

/// Only what this account writes counts as a record.
const BOT: &str = "github-actions[bot]";

/// A record as it was written: a deployment on GitHub with the task `release`.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// The number of the deployment.
    pub number: u64,
    /// The id of the release.
    pub release: String,
    /// Its version.
    pub version: String,
    /// Its commit.
    pub commit: String,
    /// Where it came from: an environment, `push`, `manual`, `tag`, `rehearsal` or `adopt`.
    pub source: String,
    /// Who approved.
    pub approvers: Vec<String>,
    /// The run that wrote it.
    pub run: String,
    /// The release that a rollback took out.
    pub withdraws: String,
    /// Why, where somebody had to say.
    pub reason: String,
    attempt: f64,
}

/// What has become of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It claims the turn, and nothing has changed yet.
    Queued,
    /// It is changing the environment.
    Changing,
    /// It runs there.
    Success,
    /// Nobody knows what runs there.
    Failure,
}

/// A record that counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// The record.
    pub record: Record,
    /// What has become of it.
    pub state: State,
    /// Since when.
    pub since: Option<Timestamp>,
    /// The page of its run.
    pub link: String,
    /// Who started the run.
    pub starter: String,
}

/// What GitHub's statuses say of a record, before its run was looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Told {
    /// It gave up before anything changed, or is in a state that nobody asks for.
    Nothing,
    /// This, since then.
    State(State, Option<Timestamp>),
}

/// What a run has to be, to have written a record.
pub(super) struct Recorder<'a> {
    default_branch: &'a str,
    /// The paths of the workflows.
    workflows: Vec<String>,
}

impl Record {
    /// Reads a deployment; nothing if somebody else wrote it, or if it is malformed.
    pub(super) fn read(deployment: &Value, release: &Release) -> Option<Self> {
        if deployment["creator"]["login"] != BOT {
            return None;
        }
        let written = match &deployment["payload"] {
            Value::String(text) => serde_json::from_str(text).ok()?,
            other => other.clone(),
        };
        let text = |name: &str| written[name].as_str().unwrap_or_default().to_owned();
        let attempt = match &written["attempt"] {
            Value::Null | Value::Bool(false) => 1.0,
            other => other.as_f64()?,
        };
        let record = Self {
            number: deployment["id"].as_u64()?,
            release: text("id"),
            version: text("version"),
            commit: text("commit"),
            source: text("source"),
            approvers: texts(&written["approvers"]),
            run: text("run"),
            withdraws: text("withdraws"),
            reason: text("reason"),
            attempt,
        };
        let digest = text("digest");
        let is_whole = is_release(&record.release, release)
            && is_version(&record.version)
            && is_commit(&record.commit)
            && digest.strip_prefix("sha256:").is_some_and(|hash| is_hex(hash, 64))
            && is_number(&record.run);
        (written.is_object() && is_whole).then_some(record)
    }

    /// Judges it by its run, which may be gone; nothing if it does not count.
    pub(super) fn judge(&self, told: Told, run: Option<&Value>, recorder: &Recorder<'_>) -> Option<Judged> {
        let (Told::State(state, since), Some(run)) = (told, run) else { return None };
        if !recorder.has_started(run) {
            return None;
        }
        let over = run["status"] == "completed"
            || run["run_attempt"].as_f64().is_some_and(|attempt| attempt > self.attempt);
        // A run that is over leaves no claim.
        let state = match (state, over) {
            (State::Queued, true) => return None,
            (State::Changing, true) => State::Failure,
            _ => state,
        };
        Some(Judged {
            record: self.clone(),
            state,
            since,
            link: run["html_url"].as_str().unwrap_or_default().to_owned(),
            starter: login(&run["actor"]),
        })
    }
}

impl Told {
    /// Reads all statuses of a record; `inactive` comes from GitHub and is no news.
    pub(super) fn read(statuses: &[Value]) -> Self {
        let counts = |status: &&Value| status["creator"]["login"] == BOT && status["state"] != "inactive";
        let Some(newest) = statuses.iter().filter(counts).max_by_key(|status| status["id"].as_u64()) else {
            return Self::State(State::Queued, None);
        };
        let state = match newest["state"].as_str() {
            Some("queued" | "pending") => State::Queued,
            Some("in_progress") => State::Changing,
            Some("success") => State::Success,
            Some("failure") => State::Failure,
            _ => return Self::Nothing,
        };
        Self::State(state, time(&newest["created_at"]))
    }
}

impl<'a> Recorder<'a> {
    /// Those of a pipeline: the workflows that `templates/lib.sh` lists, too.
    pub(super) fn of(plan: &'a Plan) -> Self {
        let mut files = vec![plan.names.deploy(), plan.names.promote(), plan.names.adopt()];
        if !plan.rehearsals.is_empty() {
            files.push(plan.names.rehearse());
        }
        let workflows = files.iter().map(|file| plan.names.workflow(file)).collect();
        Self { default_branch: &plan.default_branch, workflows }
    }

    /// Tells whether a run is one of our workflows on the default branch of this very repository.
    pub(super) fn has_started(&self, run: &Value) -> bool {
        let path = run["path"].as_str().unwrap_or_default();
        let path = path.split('@').next().unwrap_or_default();
        run["head_branch"] == self.default_branch
            && run["head_repository"]["full_name"] == run["repository"]["full_name"]
            && self.workflows.iter().any(|workflow| workflow == path)
    }
}

/// Reads GitHub's way to write a time.
pub(super) fn time(value: &Value) -> Option<Timestamp> {
    value.as_str()?.parse().ok()
}

/// Returns what a person is called; empty if there is nobody any more.
pub(super) fn login(person: &Value) -> String {
    person["login"].as_str().unwrap_or_default().to_owned()
}

fn texts(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(|one| one.as_str().map(str::to_owned)).collect()
}

/// Tells whether a text is the id of a release.
pub(super) fn is_release(text: &str, release: &Release) -> bool {
    let time = text.strip_prefix(&release.id_head).and_then(|rest| rest.strip_suffix(&release.id_tail));
    let parts = time.and_then(|time| time.split_once('-'));
    parts.is_some_and(|(date, time)| is_number(date) && is_number(time) && date.len() == 8 && time.len() == 6)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_hex(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn is_commit(text: &str) -> bool {
    is_hex(text, 40)
}

/// `1.2.3`, `1.2.3-rc.1`, `1.2.3+build`.
fn is_version(text: &str) -> bool {
    let (text, build) = text.split_once('+').map_or((text, None), |(text, build)| (text, Some(build)));
    let (core, suffix) = text.split_once('-').map_or((text, None), |(core, suffix)| (core, Some(suffix)));
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
    let is_tail = |tail: &str| !tail.is_empty() && tail.chars().all(plain);
    core.split('.').count() == 3
        && core.split('.').all(is_number)
        && suffix.is_none_or(is_tail)
        && build.is_none_or(is_tail)
}
