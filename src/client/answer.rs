//! One answer of GitHub's, and what to do about it.

use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;
use ureq::http::header::HeaderMap;

use super::{Kind, Token};

/// What came back.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

/// Why nothing came back.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) reason: String,
    /// Whether GitHub may have got the request.
    pub(super) sent: bool,
}

impl Fault {
    pub(super) fn after_sending(self) -> Self {
        Self { sent: true, ..self }
    }
}

/// What to do now.
#[derive(Debug)]
pub(super) enum Next {
    /// This is the answer.
    Done(Answer),
    /// It is somewhere else.
    Redirected(String),
    /// It will not work.
    Failed(Kind),
    /// GitHub did nothing, and says when to ask again.
    Limited { wait: Duration, kind: Kind },
    /// GitHub did not get it.
    NotSent(Kind),
    /// Nobody knows whether GitHub did it.
    Unknown(Kind),
}

impl Next {
    pub(super) fn of_fault(fault: Fault) -> Self {
        match fault.sent {
            true => Self::Unknown(Kind::Cut(fault.reason)),
            false => Self::NotSent(Kind::Unreachable(fault.reason)),
        }
    }
}

/// What GitHub asks for where it names no time.
const MINUTE: Duration = Duration::from_secs(60);

impl Answer {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    pub(super) fn next(self, token: &Token) -> Next {
        if let Some(wait) = self.limit() {
            // A second more, for the fraction that GitHub cut off.
            let until = self.date().and_then(|date| date.checked_add(wait).ok());
            return Next::Limited { wait: wait + Duration::from_secs(1), kind: Kind::RateLimited { until } };
        }
        let message = token.hide(&self.message());
        match self.status {
            200..=299 | 303 => Next::Done(self),
            301 | 302 | 307 | 308 => match self.header("location") {
                Some(to) => Next::Redirected(to.to_owned()),
                None => Next::Failed(Kind::Moved),
            },
            401 => Next::Failed(Kind::Unauthorized { source: token.source() }),
            403 => Next::Failed(Kind::Forbidden {
                permission: self.header("x-accepted-github-permissions").map(permissions),
                sign_in: self
                    .header("x-github-sso")
                    .and_then(|sso| sso.split_once("url="))
                    .map(|(_, url)| url.to_owned()),
                message,
            }),
            404 => Next::Failed(Kind::NotFound),
            408 | 500..=599 => Next::Unknown(Kind::Failing(self.status)),
            status => Next::Failed(Kind::Refused { status, message }),
        }
    }

    /// How long GitHub wants to be left alone: a limit, or a 503 that names a time.
    fn limit(&self) -> Option<Duration> {
        if !matches!(self.status, 403 | 429 | 503) {
            return None;
        }
        let number = |name: &str| self.header(name).and_then(|value| value.trim().parse::<i64>().ok());
        let seconds = |seconds: i64| Duration::from_secs(u64::try_from(seconds).unwrap_or_default());
        if let Some(wait) = number("retry-after") {
            return Some(seconds(wait));
        }
        if self.status == 503 {
            return None;
        }
        if number("x-ratelimit-remaining") == Some(0) {
            let until = number("x-ratelimit-reset").zip(self.date());
            return Some(until.map_or(MINUTE, |(reset, date)| seconds(reset - date.as_second())));
        }
        let secondary = self.status == 429 || self.message().to_ascii_lowercase().contains("rate limit");
        secondary.then_some(MINUTE)
    }

    /// GitHub's own clock, so that a wrong one here does no harm.
    fn date(&self) -> Option<Timestamp> {
        jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(self.header("date")?).ok()
    }

    /// What GitHub says about it, its list of mistakes included.
    fn message(&self) -> String {
        let body: Value = serde_json::from_slice(&self.body).unwrap_or_default();
        let mut message = body["message"].as_str().unwrap_or_default().trim().to_owned();
        let errors = match &body["errors"] {
            Value::Array(errors) => errors.as_slice(),
            single @ Value::String(_) => std::slice::from_ref(single),
            _ => &[],
        };
        for error in errors {
            let said = error.as_str().or_else(|| error["message"].as_str()).map(str::to_owned);
            let field = || {
                let (field, code) = (error["field"].as_str()?, error["code"].as_str()?);
                Some(format!("`{field}`: {code}"))
            };
            if let Some(said) = said.or_else(field).filter(|said| !message.contains(said.as_str())) {
                message.push_str(if message.is_empty() { "" } else { ": " });
                message.push_str(&said);
            }
        }
        const MOST: usize = 400;
        crate::text::visible(&message.chars().take(MOST).collect::<String>()).replace('\n', " ")
    }
}

/// `administration=write, actions=read; contents=write` in words.
fn permissions(header: &str) -> String {
    let one = |pair: &str| format!("`{}`", pair.trim().replace('=', ": "));
    let every = |set: &str| set.split(',').map(one).collect::<Vec<_>>().join(" and ");
    crate::text::visible(&header.split(';').map(every).collect::<Vec<_>>().join(", or "))
}
