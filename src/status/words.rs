//! What the table in a terminal and the page say in the same words.

use jiff::Timestamp;

use super::{
    Event, Health, Judged, Standing, State, Status, Waiting, What,
    age::{ago, length},
};

/// How something is: good, bad, neither yet, or not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    Good,
    Bad,
    Open,
    Quiet,
}

/// The program that acts for a push.
const PROGRAM: &str = "github-actions[bot]";

impl Standing {
    pub(super) fn tone(&self) -> Tone {
        self.newest.as_ref().map_or(Tone::Quiet, Judged::tone)
    }

    /// How it is in all: what was deployed well and is not well now is not well.
    pub(super) fn sign(&self) -> Tone {
        match (self.tone(), self.health().1) {
            (Tone::Good | Tone::Quiet, Tone::Bad) => Tone::Bad,
            (tone, _) => tone,
        }
    }

    /// `2.0.0`; of what failed nobody knows whether it runs.
    pub(super) fn version(&self) -> String {
        self.newest.as_ref().map(|one| one.record.version.clone()).unwrap_or_default()
    }

    /// `deployed 2 h ago`
    pub(super) fn state(&self, status: &Status) -> String {
        match &self.newest {
            Some(newest) => newest.words(status.at),
            None if status.hidden.is_some() => "not checked".to_owned(),
            None => "nothing recorded".to_owned(),
        }
    }

    /// What is to be known of what did not succeed.
    pub(super) fn note(&self) -> Option<String> {
        let newest = self.newest.as_ref().filter(|one| one.state != State::Success)?;
        let before = self
            .before
            .as_ref()
            .map(|before| format!("before it: {} ({})", before.record.version, before.record.release));
        match (newest.state, before) {
            (State::Failure, Some(before)) => Some(format!("nobody knows what runs there; {before}")),
            (State::Failure, None) => Some("nobody knows what runs there".to_owned()),
            (_, before) => before,
        }
    }

    /// `healthy`, `unhealthy: 503`, and what it says it is.
    pub(super) fn health(&self) -> (String, Tone) {
        let (words, tone) = match &self.health {
            Health::NotDeclared => (String::new(), Tone::Quiet),
            Health::NotAsked(why) => (format!("not asked: {why}"), Tone::Quiet),
            Health::Healthy => ("healthy".to_owned(), Tone::Good),
            Health::Unhealthy(said) => (format!("unhealthy: {said}"), Tone::Bad),
            Health::NoAnswer(why) => (format!("no answer: {why}"), Tone::Bad),
        };
        let is_recorded = self.newest.as_ref().is_some_and(|one| one.state == State::Success);
        match &self.says {
            Some(says) if is_recorded => (format!("{words}, but {says} answers"), Tone::Bad),
            Some(says) => (format!("{words}, {says} answers"), tone),
            None => (words, tone),
        }
    }
}

impl Judged {
    pub(super) fn tone(&self) -> Tone {
        match self.state {
            State::Success => Tone::Good,
            State::Failure => Tone::Bad,
            State::Queued | State::Changing => Tone::Open,
        }
    }

    /// `deployed 2 h ago`
    pub(super) fn words(&self, now: Timestamp) -> String {
        let word = match (self.state, self.record.source.as_str()) {
            (State::Success, "adopt") => "recorded",
            (State::Success, _) if !self.record.withdraws.is_empty() => "rolled back",
            (State::Success, _) => "deployed",
            (State::Failure, _) => "failed",
            (State::Changing, _) => "under way",
            (State::Queued, _) => "queued",
        };
        let Some(since) = self.since else { return word.to_owned() };
        match self.state {
            State::Success | State::Failure => format!("{word} {}", ago(since, now)),
            State::Queued | State::Changing => format!("{word} for {}", length(since, now)),
        }
    }

    /// Who started it.
    pub(super) fn starter(&self) -> &str {
        match self.starter.as_str() {
            "" => "somebody who left",
            PROGRAM if matches!(self.record.source.as_str(), "push" | "tag") => "a push",
            PROGRAM => "the pipeline itself",
            starter => starter,
        }
    }

    /// `alice, approved by bo and cy`
    pub(super) fn who(&self) -> String {
        match self.record.approvers.as_slice() {
            [] => self.starter().to_owned(),
            approvers => format!("{}, approved by {}", self.starter(), all(approvers)),
        }
    }

    /// `from staging`, `a push`, `by hand`
    pub(super) fn origin(&self) -> String {
        match self.record.source.as_str() {
            word @ ("push" | "tag" | "rehearsal") => word.to_owned(),
            "manual" => "by hand".to_owned(),
            "adopt" | "" => String::new(),
            source => format!("from {source}"),
        }
    }
}

impl Event {
    pub(super) fn tone(&self) -> Tone {
        if self.withdrawn { Tone::Quiet } else { self.judged.tone() }
    }

    pub(super) fn words(&self, now: Timestamp) -> String {
        let words = self.judged.words(now);
        if self.withdrawn { format!("{words}, withdrawn") } else { words }
    }
}

impl What {
    pub(super) fn words(&self) -> String {
        match self {
            Self::Release { id, version: Some(version) } => format!("{version} ({id})"),
            Self::Release { id, version: None } => id.clone(),
            Self::Commit { branch, commit } if commit.is_empty() => branch.clone(),
            Self::Commit { branch, commit } => {
                format!("{branch} at {}", commit.chars().take(7).collect::<String>())
            }
            Self::Run(title) => title.clone(),
        }
    }
}

impl Waiting {
    /// `staging → prod`
    pub(super) fn way(&self) -> Option<String> {
        Some(format!("{} → {}", self.from.as_ref()?, self.to.as_ref()?))
    }

    /// `waits for 2 people`
    pub(super) fn missing(&self) -> String {
        if let Some(why) = self.lost {
            return format!("will be refused: {why}; start it anew");
        }
        let asks = self.at.iter().any(|stop| !stop.reviewers.is_empty());
        // Behind a program stands a person who is not known here, and who may be one of them.
        let least = if self.starter.is_empty() { "at least " } else { "" };
        match (self.wanted, self.missing) {
            (Some(_), _) if !asks => "a timer runs".to_owned(),
            (Some(wanted), missing) if missing > 0 => {
                let more = if missing < wanted { " more" } else { "" };
                format!("waiting for {least}{missing}{more} approval{}", if missing == 1 { "" } else { "s" })
            }
            (Some(_), _) => "has its approvals, waiting for a last click".to_owned(),
            (None, _) => "waiting for approval".to_owned(),
        }
    }

    /// `prod-approval-1 asks @acme/qa or @ann`, one line for each place that waits.
    pub(super) fn asks(&self, now: Timestamp) -> Vec<String> {
        let stops = self.at.iter().map(|stop| match (stop.reviewers.as_slice(), stop.until) {
            ([], Some(until)) if until > now => {
                format!("{} waits for another {}", stop.environment, length(now, until))
            }
            ([], _) => format!("{} asks nobody", stop.environment),
            (reviewers, _) => format!("{} asks {}", stop.environment, any(reviewers)),
        });
        stops.collect()
    }

    /// `started by alice 3 h ago, approved by bo so far`
    pub(super) fn history(&self, now: Timestamp) -> String {
        let starter = if self.starter.is_empty() { "a push" } else { &self.starter };
        let age = self.since.map(|since| format!(" {}", ago(since, now))).unwrap_or_default();
        let approved = match self.approved_by.as_slice() {
            [] => String::new(),
            people => format!(", approved by {} so far", all(people)),
        };
        format!("started by {starter}{age}{approved}")
    }
}

impl Status {
    /// Returns what the token may not read, and why.
    pub fn unchecked(&self) -> Vec<(&'static str, &str)> {
        let recorded = self.hidden.as_deref().map(|why| ("what runs where", why));
        let waiting = self.waiting.as_ref().err().map(|why| ("what waits for approval", why.as_str()));
        let incidents = self.incidents.as_ref().err().map(|why| ("incidents", why.as_str()));
        recorded.into_iter().chain(waiting).chain(incidents).collect()
    }

    /// Tells whether any environment was asked, or could not be though the file says where.
    pub(super) fn shows_health(&self) -> bool {
        let is_left_out = |one: &Standing| match &one.health {
            Health::NotDeclared => true,
            Health::NotAsked(why) => why == super::LEFT_OUT,
            _ => false,
        };
        !self.environments.iter().all(is_left_out)
    }

    /// Says that there is no incident, or that nobody says what one is.
    pub(super) fn no_incident(&self) -> String {
        match self.labels.as_slice() {
            [] => "The file names no label of an incident, as `blocked-by issue label=incident` would."
                .to_owned(),
            labels => {
                let names: Vec<String> = labels.iter().map(|label| label.name.clone()).collect();
                format!("None. No issue is open with the label {}.", any(&names))
            }
        }
    }
}

/// `ann, bo and cy`
fn all(names: &[String]) -> String {
    joined(names, "and")
}

/// `ann, bo or cy`
fn any(names: &[String]) -> String {
    joined(names, "or")
}

fn joined(names: &[String], word: &str) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., last] => format!("{} {word} {last}", before.join(", ")),
    }
}
