//! Through the records, newest first, until it is known what runs in each environment: with few requests, many at a time.

use std::{cmp::Reverse, collections::BTreeMap};

use serde_json::Value;

use super::{
    Subject,
    hub::{Answer, Hub, Question},
    record::{Judged, Record, Recorder, State, Told},
};
use crate::client::segment;

/// So many pages are read for all environments together; whose records are further back is asked for by its name.
const SHARED_PAGES: usize = 3;
/// As in `templates/lib.sh`: more pages than this hold what somebody else wrote.
const MOST_PAGES: usize = 50;
/// As there: whatever is older was overtaken long ago.
const MOST_RECORDS: usize = 100;

/// Why it is not known what runs where.
#[derive(Debug)]
pub(super) enum Stopped {
    /// GitHub did not answer.
    Failed(String),
    /// The token may not read it.
    Hidden(String),
}

impl From<String> for Stopped {
    fn from(reason: String) -> Self {
        Self::Failed(reason)
    }
}

/// The records of a pipeline, as far as they were read and judged.
pub(super) struct Walk<'a> {
    hub: &'a dyn Hub,
    subject: &'a Subject<'a>,
    recorder: Recorder<'a>,
    places: BTreeMap<String, Place>,
    /// Where the list of all environments together goes on.
    shared: Option<String>,
    shared_pages: usize,
    runs: BTreeMap<String, Option<Value>>,
    judged: BTreeMap<u64, Option<Judged>>,
}

/// One environment.
#[derive(Default)]
struct Place {
    records: BTreeMap<Reverse<u64>, Record>,
    /// Where its own list goes on.
    own: Option<String>,
    own_pages: usize,
    /// Whether there are no older records.
    is_whole: bool,
}

/// What is looked for: the newest record of an environment that counts, behind another one or not.
pub(super) struct Goal {
    pub(super) environment: String,
    pub(super) only_success: bool,
}

/// How far a search has got.
enum Look {
    Found(u64),
    Nothing,
    Judge(Vec<Record>),
    Read,
}

impl<'a> Walk<'a> {
    /// Starts with the newest records of all environments.
    pub(super) fn start(hub: &'a dyn Hub, subject: &'a Subject<'a>) -> Self {
        let plan = subject.plan;
        Self {
            hub,
            subject,
            recorder: Recorder::of(plan),
            places: plan.environments.iter().map(|one| (one.name.clone(), Place::default())).collect(),
            shared: Some(subject.path("deployments?task=release&per_page=100")),
            shared_pages: 0,
            runs: BTreeMap::new(),
            judged: BTreeMap::new(),
        }
    }

    /// Finds the newest record for each goal.
    pub(super) fn find(&mut self, goals: &[Goal]) -> Result<Vec<Option<Judged>>, Stopped> {
        loop {
            let looks: Vec<Look> = goals.iter().map(|goal| self.look(goal)).collect();
            let mut records = Vec::new();
            let mut places = Vec::new();
            for (look, goal) in looks.iter().zip(goals) {
                match look {
                    Look::Judge(these) => records.extend(these.iter().cloned()),
                    Look::Read => places.push(goal.environment.as_str()),
                    Look::Found(_) | Look::Nothing => {}
                }
            }
            if records.is_empty() && places.is_empty() {
                let found = looks.iter().map(|look| match look {
                    Look::Found(number) => self.judged.get(number).cloned().flatten(),
                    _ => None,
                });
                return Ok(found.collect());
            }
            self.judge(&records)?;
            if !places.is_empty() {
                self.read(&places)?;
            }
        }
    }

    /// Returns the newest records of all environments that count, at most so many.
    pub(super) fn recent(&mut self, most: usize) -> Result<Vec<(String, Judged)>, Stopped> {
        // Of what people started again and again, not everything is looked at.
        let furthest = most * 3;
        loop {
            let mut records: Vec<(&String, &Record)> = self
                .places
                .iter()
                .flat_map(|(name, place)| place.records.values().map(move |record| (name, record)))
                .collect();
            records.sort_by_key(|(_, record)| Reverse(record.number));
            records.truncate(furthest);
            let judged = |record: &Record| self.judged.get(&record.number);
            let known: Vec<(String, Judged)> = records
                .iter()
                .map_while(|(name, record)| judged(record).map(|judged| (*name, judged)))
                .filter_map(|(name, judged)| Some((name.to_owned(), judged.clone()?)))
                .take(most)
                .collect();
            let unknown: Vec<Record> = records
                .iter()
                .filter(|(_, record)| judged(record).is_none())
                .take(most - known.len())
                .map(|(_, record)| (*record).clone())
                .collect();
            match (known.len() < most, unknown.is_empty()) {
                (true, false) => self.judge(&unknown)?,
                (true, true) if records.len() < most && self.may_share() => self.read_shared()?,
                _ => return Ok(known),
            }
        }
    }

    fn look(&self, goal: &Goal) -> Look {
        let Some(place) = self.places.get(goal.environment.as_str()) else { return Look::Nothing };
        let mut records = place.records.values().take(MOST_RECORDS);
        let mut passed = 0;
        while let Some(record) = records.next() {
            match self.judged.get(&record.number) {
                None => {
                    // Mostly the first one counts; behind many that do not, many are looked at together.
                    let further = records.take(passed).filter(|one| !self.judged.contains_key(&one.number));
                    return Look::Judge(std::iter::once(record).chain(further).cloned().collect());
                }
                Some(Some(judged)) if !goal.only_success || judged.state == State::Success => {
                    return Look::Found(record.number);
                }
                Some(_) => passed += 1,
            }
        }
        match place.is_whole || place.records.len() >= MOST_RECORDS {
            true => Look::Nothing,
            false => Look::Read,
        }
    }

    fn may_share(&self) -> bool {
        self.shared.is_some() && self.shared_pages < SHARED_PAGES
    }

    fn read(&mut self, places: &[&str]) -> Result<(), Stopped> {
        match self.may_share() {
            true => self.read_shared(),
            false => self.read_own(places),
        }
    }

    fn read_shared(&mut self) -> Result<(), Stopped> {
        let Some(path) = self.shared.take() else { return Ok(()) };
        self.shared_pages += 1;
        let answers = self.hub.ask(&[Question::Page(path)])?;
        let (deployments, next) = self.page(answers.into_iter().next())?;
        for deployment in &deployments {
            let name = deployment["environment"].as_str().unwrap_or_default();
            if let Some(place) = self.places.get_mut(name) {
                place.keep(Record::read(deployment, &self.subject.plan.release));
            }
        }
        if next.is_none() {
            self.places.values_mut().for_each(|place| place.is_whole = true);
        }
        self.shared = next;
        Ok(())
    }

    fn read_own(&mut self, names: &[&str]) -> Result<(), Stopped> {
        let first = |name: &str| {
            self.subject.path(&format!("deployments?environment={}&task=release&per_page=100", segment(name)))
        };
        let path = |name: &&str| {
            let place = self.places.get(*name);
            Question::Page(place.and_then(|place| place.own.clone()).unwrap_or_else(|| first(name)))
        };
        let answers = self.hub.ask(&names.iter().map(path).collect::<Vec<_>>())?;
        for (name, answer) in names.iter().zip(answers) {
            let (deployments, next) = self.page(Some(answer))?;
            let Some(place) = self.places.get_mut(*name) else { continue };
            for deployment in &deployments {
                place.keep(Record::read(deployment, &self.subject.plan.release));
            }
            place.own_pages += 1;
            if place.own_pages >= MOST_PAGES && next.is_some() {
                return Err(Stopped::Failed(format!(
                    "{name} has too many records that this pipeline did not write: delete them, then start again"
                )));
            }
            place.is_whole = next.is_none();
            place.own = next;
        }
        Ok(())
    }

    /// Judges records: first by their statuses, then by the runs that wrote them.
    fn judge(&mut self, records: &[Record]) -> Result<(), Stopped> {
        let statuses = records.iter().map(|record| {
            Question::List(self.subject.path(&format!("deployments/{}/statuses?per_page=100", record.number)))
        });
        let answers = self.hub.ask(&statuses.collect::<Vec<_>>())?;
        let mut told = Vec::with_capacity(records.len());
        for answer in answers {
            told.push(match answer {
                // It was deleted just now.
                Answer::Absent => Told::Nothing,
                answer => Told::read(&answer.list().map_err(Stopped::Hidden)?),
            });
        }
        self.read_runs(
            records.iter().zip(&told).filter(|(_, told)| **told != Told::Nothing).map(|(record, _)| record),
        )?;
        for (record, told) in records.iter().zip(told) {
            let run = self.runs.get(&record.run).and_then(Option::as_ref);
            self.judged.insert(record.number, record.judge(told, run, &self.recorder));
        }
        Ok(())
    }

    fn read_runs<'r>(&mut self, records: impl Iterator<Item = &'r Record>) -> Result<(), Stopped> {
        let mut wanted: Vec<&str> = records.map(|record| record.run.as_str()).collect();
        wanted.retain(|run| !self.runs.contains_key(*run));
        wanted.sort_unstable();
        wanted.dedup();
        let questions: Vec<Question> = wanted
            .iter()
            .map(|run| Question::One(self.subject.path(&format!("actions/runs/{run}"))))
            .collect();
        for (run, answer) in wanted.iter().zip(self.hub.ask(&questions)?) {
            let run_or_nothing = match answer {
                Answer::Said(run, _) => Some(run),
                Answer::Absent => None,
                Answer::Hidden(why) => return Err(Stopped::Hidden(why)),
            };
            self.runs.insert((*run).to_owned(), run_or_nothing);
        }
        Ok(())
    }

    /// A page of deployments, and where they go on.
    fn page(&self, answer: Option<Answer>) -> Result<(Vec<Value>, Option<String>), Stopped> {
        match answer {
            Some(Answer::Said(Value::Array(items), next)) => Ok((items, next)),
            Some(Answer::Hidden(why)) => Err(Stopped::Hidden(why)),
            _ => Err(Stopped::Failed(format!(
                "GitHub knows no repository {}, or the token may not see it",
                self.subject.repository
            ))),
        }
    }

    /// Returns the version of a release, if a record that was read names it.
    pub(super) fn version(&self, release: &str) -> Option<String> {
        let mut records = self.places.values().flat_map(|place| place.records.values());
        records.find(|record| record.release == release).map(|record| record.version.clone())
    }
}

impl Place {
    fn keep(&mut self, record: Option<Record>) {
        self.records.extend(record.map(|record| (Reverse(record.number), record)));
    }
}
