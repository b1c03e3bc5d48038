//! `simulate`: whether a promotion would be let through.

use std::path::PathBuf;

use clap::Args;
use indexmap::IndexMap;
use jiff::{Timestamp, civil::DateTime};

use super::{
    Ended, Failure,
    models::{Models, Read},
    terminal,
    undrawn::undrawn,
};
use crate::{
    calendar::{self, Moment},
    decision::{self, Question},
    diagnostic::Diagnostics,
    model::Way,
    source::{Span, Spanned},
    syntax::login,
};

/// The arguments of `simulate`.
#[derive(Args)]
#[command(after_help = NOTES)]
pub(super) struct Simulate {
    /// Where it starts: an environment, or a branch, with or without push, manual or tag in front
    #[arg(value_name = "FROM")]
    from: String,
    /// Where it leads
    #[arg(value_name = "TO")]
    to: String,
    /// The pipeline file; without it: pipelines/*.kdl, or pipeline.kdl
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// When it is started: "2026-11-20 16:55" on the pipeline's clock, or with an offset: 2026-11-20T16:55+01:00
    #[arg(long, value_name = "TIME")]
    at: String,
    /// Who starts it, and so never counts as an approver
    #[arg(long, value_name = "PERSON")]
    by: String,
    /// Since when the release is where it has to soak, or where it is promoted from
    #[arg(long, value_name = "TIME")]
    since: Option<String>,
    /// Who has approved; without it, it says how many have to, and who may
    #[arg(long, value_name = "PERSON,…", value_delimiter = ',')]
    approved: Option<Vec<String>>,
}

const NOTES: &str = "\
What needs people, issues or checks is assumed to be good, and listed as still needed.

Exit codes:
  0  time and rules would let it through
  1  it is blocked: each reason is listed, with the time at which it goes away
  2  wrong usage, or a file could not be read";

impl Simulate {
    pub(super) fn run(self) -> Result<Ended, Failure> {
        let by = person("--by", &self.by)?;
        let approved = self.approved()?;
        let files: Vec<PathBuf> = self.file.iter().cloned().collect();
        let models = Models::of(&files)?;
        if models.complain_if_broken() {
            return Ok(Ended::Badly);
        }
        let mut pages = Vec::new();
        let mut ended = Ended::Well;
        for read in &models.read {
            let ways = read.model.between(&self.from, &self.to);
            if ways.is_empty() {
                continue;
            }
            let at = time("--at", &self.at, read)?;
            let since = self.since.as_ref().map(|since| time("--since", since, read)).transpose()?;
            for way in ways {
                let question = Question {
                    way,
                    at,
                    by: by.clone(),
                    since: since.map(|since| places(way, since)).unwrap_or_default(),
                    approved: approved.clone(),
                    issues: Vec::new(),
                };
                let answer = decision::decide(&read.model, &question);
                if !answer.is_allowed() {
                    ended = Ended::Badly;
                }
                pages.push(decision::tell(&read.model, &read.source, &question, &answer));
            }
        }
        if pages.is_empty() {
            return Err(undrawn(&models.read, &self.from, &self.to));
        }
        terminal::say(&pages.join("\n"))?;
        Ok(ended)
    }

    fn approved(&self) -> Result<Option<Vec<String>>, Failure> {
        let Some(people) = &self.approved else { return Ok(None) };
        let named = people.iter().map(|name| name.trim()).filter(|name| !name.is_empty());
        named.map(|name| person("--approved", name)).collect::<Result<_, _>>().map(Some)
    }
}

/// Where the release is since then: in each environment that it has to soak in, or where it is promoted from.
fn places(way: Way<'_>, since: Timestamp) -> IndexMap<String, Timestamp> {
    let soaks = way.all("soak").filter_map(|soak| Some(soak.node.texts().last()?.value.to_owned()));
    let mut places: IndexMap<String, Timestamp> = soaks.map(|place| (place, since)).collect();
    if places.is_empty() {
        places.extend(way.source().map(|place| (place.to_owned(), since)));
    }
    places
}

fn person(option: &str, text: &str) -> Result<String, Failure> {
    if let Some(found) = login(text.trim()) {
        return Ok(found.to_owned());
    }
    Err(Failure(match text.contains('/') {
        true => format!("`{option} {text}` is a team, and a person belongs here: `{option} ann`"),
        false => format!(
            "GitHub knows nobody called `{text}`; letters, digits, `-` and `_` make a name: `{option} ann`"
        ),
    }))
}

/// Reads a time: with an offset as it stands, without one on the clock of the pipeline.
fn time(option: &str, text: &str, read: &Read) -> Result<Timestamp, Failure> {
    if let Ok(instant) = text.parse() {
        return Ok(instant);
    }
    let local = local(option, text)?;
    let zone = decision::clock(&read.model);
    let name = read.model.pipeline.time_zone.as_ref().map_or("UTC", |zone| zone.value.as_str());
    match zone.moment(local) {
        Moment::Once(instant) => Ok(instant),
        Moment::Twice(first, second) => {
            let (earlier, later) = (zone.say(first), zone.say(second));
            terminal::complain(&format!(
                "{option}: the clock in {name} shows this time twice, {earlier} and {later}; the first is meant, unless an offset says otherwise\n"
            ));
            Ok(first)
        }
        Moment::Never(before, after) => Err(Failure(format!(
            "`{option} {text}` does not exist in {name}: daylight saving takes the clock there from {} to {}",
            before.strftime("%H:%M"),
            after.strftime(if before.date() == after.date() { "%H:%M" } else { "%F %H:%M" })
        ))),
        Moment::Unknown => Err(Failure(format!("`{option} {text}` is too far away to be calculated"))),
    }
}

fn local(option: &str, text: &str) -> Result<DateTime, Failure> {
    let mut found = Diagnostics::default();
    if let Some(local) = calendar::date(Spanned::new(text, Span::default()), "", &mut found) {
        return Ok(local);
    }
    let why = found.as_slice().first().map_or("it cannot be read", |one| one.message.as_str());
    Err(Failure(format!(
        "`{option} {text}`: {why}; write \"2026-11-20 16:55\", on the clock of the pipeline, or with an offset: 2026-11-20T16:55+01:00"
    )))
}
