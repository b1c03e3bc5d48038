//! The status for other programs, version 1: additions keep the number, anything else raises it.

use jiff::Timestamp;
use serde::Serialize;

use super::{Event, Health, Incident, Judged, Standing, State, Status, Stop, Waiting, What, age::seconds};
use crate::report::pretty;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    pipelines: Vec<PipelineOut<'a>>,
}

#[derive(Serialize)]
struct PipelineOut<'a> {
    name: &'a str,
    path: &'a str,
    repository: &'a str,
    at: String,
    environments: Vec<EnvironmentOut<'a>>,
    /// Nothing where the token may not read it.
    recent: Option<Vec<EventOut<'a>>>,
    pending: Option<Vec<WaitingOut<'a>>>,
    incident_labels: Vec<&'a str>,
    incidents: Option<Vec<IncidentOut<'a>>>,
    not_checked: Vec<UncheckedOut<'a>>,
}

#[derive(Serialize)]
struct EnvironmentOut<'a> {
    name: &'a str,
    /// `running`, `failed`, `under-way`, `queued`, `nothing-recorded`, `not-checked`.
    state: &'static str,
    newest: Option<RecordOut<'a>>,
    /// What succeeded there before, where the newest did not.
    before: Option<RecordOut<'a>>,
    health: HealthOut<'a>,
}

#[derive(Serialize)]
struct RecordOut<'a> {
    /// The number of the deployment on GitHub.
    record: u64,
    release: &'a str,
    version: &'a str,
    commit: &'a str,
    source: &'a str,
    since: Option<String>,
    age_seconds: Option<i64>,
    started_by: &'a str,
    approved_by: &'a [String],
    reason: &'a str,
    withdraws: &'a str,
    run: &'a str,
    url: &'a str,
}

#[derive(Serialize)]
struct HealthOut<'a> {
    /// `healthy`, `unhealthy`, `no-answer`, `not-asked`, `not-declared`.
    state: &'static str,
    said: Option<&'a str>,
    /// The version that it says it is, where the record says another one.
    other_version: Option<&'a str>,
}

#[derive(Serialize)]
struct EventOut<'a> {
    environment: &'a str,
    state: &'static str,
    withdrawn: bool,
    #[serde(flatten)]
    record: RecordOut<'a>,
}

#[derive(Serialize)]
struct WaitingOut<'a> {
    release: Option<&'a str>,
    version: Option<&'a str>,
    branch: Option<&'a str>,
    title: Option<&'a str>,
    from: Option<&'a str>,
    to: Option<&'a str>,
    wanted: Option<usize>,
    missing: usize,
    approved_by: &'a [String],
    started_by: &'a str,
    since: Option<String>,
    at: Vec<StopOut<'a>>,
    will_be_refused: Option<&'static str>,
    url: &'a str,
}

#[derive(Serialize)]
struct StopOut<'a> {
    environment: &'a str,
    reviewers: &'a [String],
    until: Option<String>,
}

#[derive(Serialize)]
struct IncidentOut<'a> {
    number: u64,
    title: &'a str,
    labels: &'a [String],
    since: Option<String>,
    age_seconds: Option<i64>,
    closes: &'a [String],
    url: &'a str,
}

#[derive(Serialize)]
struct UncheckedOut<'a> {
    what: &'static str,
    why: &'a str,
}

/// Writes the status of pipelines.
pub fn json(pipelines: &[Status]) -> String {
    pretty(&Document { version: 1, pipelines: pipelines.iter().map(pipeline).collect() })
}

fn pipeline(status: &Status) -> PipelineOut<'_> {
    let now = status.at;
    let (waiting, incidents) = (status.waiting.as_ref().ok(), status.incidents.as_ref().ok());
    PipelineOut {
        name: &status.name,
        path: &status.path,
        repository: &status.repository,
        at: now.to_string(),
        environments: status.environments.iter().map(|one| environment(one, status)).collect(),
        recent: status.hidden.is_none().then(|| status.recent.iter().map(|one| event(one, now)).collect()),
        pending: waiting.map(|all| all.iter().map(pending).collect()),
        incident_labels: status.labels.iter().map(|label| label.name.as_str()).collect(),
        incidents: incidents.map(|all| all.iter().map(|one| incident(one, now)).collect()),
        not_checked: status.unchecked().into_iter().map(|(what, why)| UncheckedOut { what, why }).collect(),
    }
}

fn environment<'a>(standing: &'a Standing, status: &'a Status) -> EnvironmentOut<'a> {
    let state = match &standing.newest {
        Some(newest) => state(newest.state),
        None if status.hidden.is_some() => "not-checked",
        None => "nothing-recorded",
    };
    EnvironmentOut {
        name: &standing.name,
        state,
        newest: standing.newest.as_ref().map(|one| record(one, status.at)),
        before: standing.before.as_ref().map(|one| record(one, status.at)),
        health: health(standing),
    }
}

fn state(state: State) -> &'static str {
    match state {
        State::Success => "running",
        State::Failure => "failed",
        State::Changing => "under-way",
        State::Queued => "queued",
    }
}

fn record(judged: &Judged, now: Timestamp) -> RecordOut<'_> {
    let record = &judged.record;
    RecordOut {
        record: record.number,
        release: &record.release,
        version: &record.version,
        commit: &record.commit,
        source: &record.source,
        since: judged.since.map(|since| since.to_string()),
        age_seconds: judged.since.map(|since| seconds(since, now)),
        started_by: &judged.starter,
        approved_by: &record.approvers,
        reason: &record.reason,
        withdraws: &record.withdraws,
        run: &record.run,
        url: &judged.link,
    }
}

fn health(standing: &Standing) -> HealthOut<'_> {
    let (state, said) = match &standing.health {
        Health::Healthy => ("healthy", None),
        Health::Unhealthy(said) => ("unhealthy", Some(said.as_str())),
        Health::NoAnswer(why) => ("no-answer", Some(why.as_str())),
        Health::NotAsked(why) => ("not-asked", Some(why.as_str())),
        Health::NotDeclared => ("not-declared", None),
    };
    HealthOut { state, said, other_version: standing.says.as_deref() }
}

fn event(event: &Event, now: Timestamp) -> EventOut<'_> {
    EventOut {
        environment: &event.environment,
        state: match event.judged.state {
            State::Success => "succeeded",
            other => state(other),
        },
        withdrawn: event.withdrawn,
        record: record(&event.judged, now),
    }
}

fn pending(waiting: &Waiting) -> WaitingOut<'_> {
    let (release, version) = match &waiting.what {
        What::Release { id, version } => (Some(id.as_str()), version.as_deref()),
        What::Commit { .. } | What::Run(_) => (None, None),
    };
    WaitingOut {
        release,
        version,
        branch: match &waiting.what {
            What::Commit { branch, .. } => Some(branch),
            What::Release { .. } | What::Run(_) => None,
        },
        title: match &waiting.what {
            What::Run(title) => Some(title),
            What::Release { .. } | What::Commit { .. } => None,
        },
        from: waiting.from.as_deref(),
        to: waiting.to.as_deref(),
        wanted: waiting.wanted,
        missing: waiting.missing,
        approved_by: &waiting.approved_by,
        started_by: &waiting.starter,
        since: waiting.since.map(|since| since.to_string()),
        at: waiting.at.iter().map(stop).collect(),
        will_be_refused: waiting.lost,
        url: &waiting.link,
    }
}

fn stop(stop: &Stop) -> StopOut<'_> {
    StopOut {
        environment: &stop.environment,
        reviewers: &stop.reviewers,
        until: stop.until.map(|until| until.to_string()),
    }
}

fn incident(incident: &Incident, now: Timestamp) -> IncidentOut<'_> {
    IncidentOut {
        number: incident.number,
        title: &incident.title,
        labels: &incident.labels,
        since: incident.since.map(|since| since.to_string()),
        age_seconds: incident.since.map(|since| seconds(since, now)),
        closes: &incident.stops,
        url: &incident.link,
    }
}
