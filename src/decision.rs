//! Whether the rules let a promotion through at an instant, and if not, why, and from when on.
//!
//! The simulator, the tests in a file and whoever else wants to know ask [`decide`]. It knows no clock: what is not part of
//! the question is assumed to be good, and named in the answer.

mod assignment;
mod people;
mod record;
mod time;
mod told;
mod trial;

use indexmap::IndexMap;
use jiff::Timestamp;

use crate::{
    calendar::{self, Weekly, Zone},
    model::{Condition, Model, Way},
    source::Span,
};

pub use people::{Asked, Count, Counted, Idle, Why};
pub use told::{reason, tell};
pub use trial::{Miss, Verdict, run};

/// Somebody starts a promotion.
#[derive(Debug, Clone)]
pub struct Question<'a> {
    /// Along this line of the map.
    pub way: Way<'a>,
    /// When.
    pub at: Timestamp,
    /// Who; a login without the `@`.
    pub by: String,
    /// Since when the release is in which environment, as far as that is known.
    pub since: IndexMap<String, Timestamp>,
    /// Who has approved; nothing, if that is left open.
    pub approved: Option<Vec<String>>,
    /// The labels of open issues.
    pub issues: Vec<String>,
}

/// What the rules say.
#[derive(Debug, Clone)]
pub struct Answer<'a> {
    /// What is in the way; nothing, if time and rules let it through.
    pub reasons: Vec<Reason<'a>>,
    /// When the machines start to ask people: at once, or after the `wait` of the way.
    pub delay: Option<Delay>,
    /// When it could be started at the earliest, as far as that is a matter of time.
    pub earliest: Earliest,
    /// What is assumed to be good.
    pub needed: Vec<&'a Condition>,
    /// Who has to approve, and who of them has.
    pub people: Count<'a>,
}

/// Something that is in the way.
#[derive(Debug, Clone)]
pub struct Reason<'a> {
    /// What it is.
    pub cause: Cause<'a>,
    /// Where it stands.
    pub place: Span,
    /// The named gate that it stands in, if it does.
    pub gate: Option<&'a str>,
    /// When it goes away.
    pub until: Earliest,
    /// The teams that may lift it once.
    pub lifted_by: Vec<&'a str>,
}

/// Why something is in the way.
#[derive(Debug, Clone)]
pub enum Cause<'a> {
    /// A window is closed; or it closes before the wait is over.
    Window {
        /// Its name.
        name: &'a str,
        /// When it is open.
        hours: Weekly,
        /// Whether it is open, and closed once the wait is over.
        closes: bool,
        /// Whether it is the hours in which the target migrates.
        migrates: bool,
    },
    /// A freeze holds; or it begins before the wait is over.
    Freeze {
        /// Its name.
        name: &'a str,
        /// From when until when.
        days: calendar::Freeze,
        /// Whether it is still to come, and holds once the wait is over.
        comes: bool,
    },
    /// The release has not been there for long enough.
    Soak {
        /// Where it has to be.
        environment: &'a str,
        /// For how many milliseconds.
        asked: u64,
        /// Since when it is there.
        since: Timestamp,
    },
    /// The release gets there only later.
    Absent {
        /// Where it is promoted from.
        environment: &'a str,
        /// Since when it is there.
        since: Timestamp,
    },
    /// There is an open issue.
    Issue {
        /// Its label.
        label: &'a str,
    },
    /// Too few people have approved.
    People {
        /// How many more it takes on this line.
        missing: usize,
        /// The line: its place in [`Count::lines`].
        line: usize,
    },
    /// There are not as many people as it takes, without whoever starts it.
    Nobody {
        /// How many people too few there are on this line.
        missing: usize,
        /// The line: its place in [`Count::lines`].
        line: usize,
    },
}

/// When something is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Earliest {
    /// From this instant on.
    At(Timestamp),
    /// It takes somebody who acts, not time.
    Act,
    /// Never.
    Never,
}

/// A cooling-off before people are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delay {
    /// How many milliseconds.
    pub length: u64,
    /// Where it stands.
    pub place: Span,
    /// When it is over.
    pub until: Timestamp,
}

impl Answer<'_> {
    /// Tells whether nothing is in the way.
    pub fn is_allowed(&self) -> bool {
        self.reasons.is_empty()
    }
}

impl Reason<'_> {
    /// Returns the word of the language for what is in the way.
    pub fn kind(&self) -> &'static str {
        match self.cause {
            Cause::Window { .. } => "window",
            Cause::Freeze { .. } => "freeze",
            Cause::Soak { .. } => "soak",
            Cause::Absent { .. } => "release",
            Cause::Issue { .. } => "blocked-by",
            Cause::People { .. } | Cause::Nobody { .. } => "approvals",
        }
    }

    /// Tells whether a test means it by a name: its own, that of its gate, or the word for its kind.
    pub fn is_called(&self, name: &str) -> bool {
        let own = match &self.cause {
            Cause::Window { name, .. } | Cause::Freeze { name, .. } => Some(*name),
            Cause::Soak { environment, .. } | Cause::Absent { environment, .. } => Some(*environment),
            Cause::Issue { label } => Some(*label),
            Cause::People { .. } | Cause::Nobody { .. } => None,
        };
        let waits =
            matches!(self.cause, Cause::Window { closes: true, .. } | Cause::Freeze { comes: true, .. });
        own == Some(name) || self.gate == Some(name) || self.kind() == name || (waits && name == "wait")
    }
}

/// The words for the kinds of what can be in the way, as a test names them.
pub const KINDS: &[&str] = &["window", "freeze", "soak", "wait", "blocked-by", "approvals", "release"];

/// Returns the clock of a pipeline: UTC, where it does not say.
pub fn clock(model: &Model) -> Zone {
    let named = model.pipeline.time_zone.as_ref().and_then(|zone| Zone::new(&zone.value));
    named.or_else(|| Zone::new("UTC")).expect("the database has UTC")
}

/// Answers a question about a pipeline.
pub fn decide<'a>(model: &'a Model, question: &Question<'a>) -> Answer<'a> {
    let zone = clock(model);
    let hours = time::Hours::new(model, question.way, &zone);
    let mut reasons = hours.reasons(question.at);
    let record = record::judge(question);
    reasons.extend(record.reasons);
    // What only time can mend; people and issues come on top.
    let ready = reasons.iter().filter_map(|reason| match (&reason.cause, reason.until) {
        (Cause::Soak { .. } | Cause::Absent { .. }, Earliest::At(instant)) => Some(instant),
        _ => None,
    });
    let ready = ready.fold(question.at, Timestamp::max);
    let earliest = hours.first(ready).map_or(Earliest::Never, Earliest::At);
    let people = people::count(model, question);
    reasons.extend(people.reasons());
    reasons.sort_by_key(|reason| reason.place);
    Answer { reasons, delay: hours.delay(question.at), earliest, needed: record.needed, people }
}
