//! Questions to GitHub, several at a time.

use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;

use crate::{
    client::{Client, Error, Kind},
    status::{Answer, Hub, Question},
};

/// GitHub asks programs not to send much at once.
const AT_ONCE: usize = 8;

/// GitHub, as it answers the token.
pub(super) struct Github {
    client: Client,
}

impl Github {
    pub(super) fn new(client: Client) -> Self {
        Self { client }
    }

    fn answer(&self, question: &Question) -> Result<Answer, String> {
        let answer = match question {
            Question::One(path) => self.client.get(path).map(|one| Answer::Said(one, None)),
            Question::List(path) => self.list(path, None),
            Question::Wrapped(path, key) => self.list(path, Some(key)),
            Question::Page(path) => {
                self.client.page(path, None).map(|(items, next)| Answer::Said(Value::Array(items), next))
            }
        };
        answer.or_else(|error| unreadable(&error))
    }

    fn list(&self, path: &str, key: Option<&str>) -> Result<Answer, Error> {
        self.client.list(path, key).map(|items| Answer::Said(Value::Array(items), None))
    }
}

fn unreadable(error: &Error) -> Result<Answer, String> {
    match &error.kind {
        // 410: what is switched off, such as issues.
        Kind::NotFound | Kind::Refused { status: 410, .. } => Ok(Answer::Absent),
        Kind::Forbidden { .. } => Ok(Answer::Hidden(error.kind.to_string())),
        _ => Err(error.to_string()),
    }
}

impl Hub for Github {
    fn ask(&self, questions: &[Question]) -> Result<Vec<Answer>, String> {
        let next = AtomicUsize::new(0);
        let work = || {
            let mut answers = Vec::new();
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(question) = questions.get(at) else { return answers };
                let answer = self.answer(question);
                if answer.is_err() {
                    // Nobody waits for the rest.
                    next.store(questions.len(), Ordering::Relaxed);
                }
                answers.push((at, answer));
            }
        };
        let mut answers: Vec<(usize, Result<Answer, String>)> = std::thread::scope(|scope| {
            let helpers = questions.len().min(AT_ONCE).saturating_sub(1);
            let helpers: Vec<_> = (0..helpers).map(|_| scope.spawn(work)).collect();
            let own = work();
            own.into_iter()
                .chain(helpers.into_iter().flat_map(|one| one.join().unwrap_or_default()))
                .collect()
        });
        answers.sort_by_key(|(at, _)| *at);
        answers.into_iter().map(|(_, answer)| answer).collect()
    }
}
