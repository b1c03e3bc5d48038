//! The `test` blocks of a file, put to the rules.

use indexmap::IndexMap;

use super::{Answer, Question, clock, decide, told};
use crate::{
    calendar::{Moment, Zone},
    model::{Model, Way},
    source::Span,
    syntax::{Expected, Given, Test},
};

/// How a test ended.
#[derive(Debug)]
pub struct Verdict<'a> {
    /// The test.
    pub test: &'a Test,
    /// What came out otherwise than expected; nothing, if all is as it should be.
    pub misses: Vec<Miss>,
}

/// One expectation that was not met.
#[derive(Debug)]
pub struct Miss {
    /// Where it stands.
    pub place: Span,
    /// What came out instead.
    pub words: String,
    /// Why.
    pub why: Vec<String>,
}

/// Runs every test of a file, in order.
pub fn run(model: &Model) -> Vec<Verdict<'_>> {
    let zone = clock(model);
    model.tests.iter().map(|test| Verdict { test, misses: misses(model, &zone, test) }).collect()
}

fn misses(model: &Model, zone: &Zone, test: &Test) -> Vec<Miss> {
    let question = match question(model, zone, test) {
        Ok(question) => question,
        Err(miss) => return vec![miss],
    };
    let answer = decide(model, &question);
    test.expected.iter().filter_map(|expected| miss(model, &question, &answer, expected)).collect()
}

fn question<'a>(model: &'a Model, zone: &Zone, test: &'a Test) -> Result<Question<'a>, Miss> {
    let when = &test.when;
    let is_meant = |way: &&crate::model::Arrow| {
        way.to.value == when.to.value && way.from.environment() == Some(&when.from.value)
    };
    let Some(arrow) = model.arrows.iter().find(is_meant) else {
        let words = format!("the map draws no arrow from {} to {}", when.from.value, when.to.value);
        return Err(Miss { place: when.span, words, why: Vec::new() });
    };
    let instant = |local| match zone.moment(local) {
        // Of two, the first: it is the one that waits longer.
        Moment::Once(instant) | Moment::Twice(instant, _) => Ok(instant),
        Moment::Never(before, after) => {
            let words = format!(
                "no clock shows {} there: it goes from {} to {}",
                written(local),
                written(before),
                written(after)
            );
            Err(Miss { place: when.span, words, why: Vec::new() })
        }
        Moment::Unknown => {
            let words = format!("{} is too far away", written(local));
            Err(Miss { place: when.span, words, why: Vec::new() })
        }
    };
    let mut question = Question {
        way: Way::Arrow(arrow),
        at: instant(when.at.value)?,
        by: when.by.clone(),
        since: IndexMap::new(),
        approved: None,
        issues: Vec::new(),
    };
    for given in &test.given {
        match given {
            Given::Release(environment, Some(since)) => {
                question.since.insert(environment.clone(), instant(*since)?);
            }
            // That it is there is so anyway; since when, nobody says.
            Given::Release(_, None) => {}
            Given::Approved(people) => {
                question.approved.get_or_insert_default().extend(people.iter().cloned())
            }
            Given::Issue(label) => question.issues.push(label.clone()),
        }
    }
    Ok(question)
}

fn miss(model: &Model, question: &Question<'_>, answer: &Answer<'_>, expected: &Expected) -> Option<Miss> {
    let why = || answer.reasons.iter().map(|one| told::reason(model, question, answer, one)).collect();
    let (words, why) = match expected {
        Expected::Allowed(_) if answer.is_allowed() => return None,
        Expected::Allowed(_) => ("it is blocked".to_owned(), why()),
        Expected::Blocked(..) if answer.is_allowed() => ("it is let through".to_owned(), Vec::new()),
        Expected::Blocked(names, _) => {
            let other =
                names.iter().find(|name| !answer.reasons.iter().any(|one| one.is_called(&name.value)))?;
            (format!("it is blocked, and not by {}", other.value), why())
        }
    };
    Some(Miss { place: expected.span(), words, why })
}

fn written(local: jiff::civil::DateTime) -> String {
    format!("{} {:02}:{:02}", local.date(), local.hour(), local.minute())
}
