//! Why a request failed, as a sentence that says what to do.

use std::fmt::{self, Display, Formatter};

use jiff::Timestamp;
use ureq::http::Method;

/// A request that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// What was asked: `PUT /repos/acme/shop/environments/prod`.
    pub request: String,
    /// What went wrong.
    pub kind: Kind,
    /// Whether it is known that GitHub did not do it.
    pub settled: bool,
}

/// What can go wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// No connection: GitHub got nothing.
    Unreachable(String),
    /// The connection broke, or nothing came in time.
    Cut(String),
    /// GitHub itself has a fault.
    Failing(u16),
    /// The token is none, or no longer one.
    Unauthorized {
        /// The variable that it came from.
        source: &'static str,
    },
    /// The token may not do this.
    Forbidden {
        /// What it would have to be allowed, in words.
        permission: Option<String>,
        /// Where the token is let into an organization with single sign-on.
        sign_in: Option<String>,
        /// What GitHub says.
        message: String,
    },
    /// Too many requests, and the wait is too long.
    RateLimited {
        /// When GitHub answers again.
        until: Option<Timestamp>,
    },
    /// There is no such thing, or the token may not see it.
    NotFound,
    /// It has another name now.
    Moved,
    /// GitHub does not take it.
    Refused {
        /// The status, 422 mostly.
        status: u16,
        /// What GitHub says.
        message: String,
    },
    /// The answer is not what GitHub's API answers.
    Unreadable(String),
    /// The next page would be on another host.
    Foreign(String),
}

impl Error {
    pub(super) fn new(method: &Method, path: &str, kind: Kind) -> Self {
        Self {
            request: format!("{method} {}", path.split('?').next().unwrap_or_default()),
            kind,
            settled: true,
        }
    }

    /// Tells whether it is the token that may not do this.
    pub fn denied(&self) -> bool {
        matches!(self.kind, Kind::Forbidden { .. })
    }

    /// Returns the permission that the token lacks, in words, or else these.
    pub fn lacking(&self, otherwise: &str) -> String {
        match &self.kind {
            Kind::Forbidden { permission: Some(permission), sign_in: None, .. } => permission.clone(),
            Kind::Forbidden { sign_in: Some(url), .. } => format!("single sign-on at {url}"),
            _ => otherwise.to_owned(),
        }
    }
}

impl Display for Error {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} ({})", self.kind, crate::text::visible(&self.request))?;
        match self.settled {
            true => Ok(()),
            false => write!(formatter, "; it is not known whether GitHub did it"),
        }
    }
}

impl std::error::Error for Error {}

impl Display for Kind {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreachable(reason) => {
                write!(
                    formatter,
                    "GitHub cannot be reached: {reason}; check the connection, the proxy and `--api-url`"
                )
            }
            Self::Cut(reason) => write!(formatter, "GitHub did not answer: {reason}; run the command again"),
            Self::Failing(status) => {
                write!(
                    formatter,
                    "GitHub has a fault of its own ({status}); run the command again in a few minutes"
                )
            }
            Self::Unauthorized { source } => write!(
                formatter,
                "GitHub does not accept the token in {source}: it is wrong, expired or withdrawn; set \
                 {source} to a valid one"
            ),
            Self::Forbidden { sign_in: Some(url), .. } => {
                write!(formatter, "the organization asks for single sign-on: let the token in at {url}")
            }
            Self::Forbidden { permission: Some(permission), .. } => {
                write!(formatter, "the token lacks the permission {permission}; use one that has it")
            }
            Self::Forbidden { message, .. } => {
                write!(formatter, "the token may not do this{}; use one with more rights", said(message))
            }
            Self::RateLimited { until: Some(until) } => write!(
                formatter,
                "GitHub takes no more requests with this token until {}; run the command again then",
                until.strftime("%Y-%m-%d %H:%M:%S UTC")
            ),
            Self::RateLimited { until: None } => {
                write!(
                    formatter,
                    "GitHub takes no more requests with this token for now; run the command again in an \
                     hour"
                )
            }
            Self::NotFound => write!(formatter, "GitHub has no such thing, or the token may not see it"),
            Self::Moved => {
                write!(
                    formatter,
                    "it has another name on GitHub now; write the new name into the pipeline file"
                )
            }
            Self::Refused { status, message } => {
                write!(formatter, "GitHub refuses it with {status}{}", said(message))
            }
            Self::Unreadable(reason) => write!(
                formatter,
                "the answer is not GitHub's: {reason}; check `--api-url`, and what stands between here \
                 and GitHub"
            ),
            Self::Foreign(url) => write!(
                formatter,
                "the list goes on at {}, which is another host, and the token does not go there; check \
                 `--api-url`",
                crate::text::visible(url)
            ),
        }
    }
}

fn said(message: &str) -> String {
    match message.trim_end_matches('.') {
        "" => String::new(),
        message => format!(": “{message}”"),
    }
}
