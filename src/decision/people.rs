//! Who approves: counted as the workflows count. Each approval takes a person of its own, out of the teams of its line, and
//! never the one who started; people are placed so that as many as possible count.

use super::{Cause, Earliest, Question, Reason, assignment::Seats};
use crate::{
    model::{Line, Model},
    source::Span,
    syntax::Team,
};

/// The approvals of a way.
#[derive(Debug, Clone)]
pub struct Count<'a> {
    /// Its lines, in order.
    pub lines: Vec<Asked<'a>>,
    /// Approvals that count nowhere.
    pub idle: Vec<Idle>,
    /// Whether it was said who approved.
    pub is_known: bool,
    /// How many people there are too few for each line, if all did who may.
    short: Vec<usize>,
}

/// An `approvals` line.
#[derive(Debug, Clone)]
pub struct Asked<'a> {
    /// How many people it asks for.
    pub wanted: usize,
    /// The teams; those that are one on GitHub, once.
    pub teams: Vec<&'a Team>,
    /// Who may answer, as far as the file lists them: neither whoever started nor who answered already.
    pub may: Vec<String>,
    /// The teams whose members nobody knows here.
    pub open: Vec<&'a Team>,
    /// Who has answered.
    pub counted: Vec<Counted>,
    /// Where it stands.
    pub place: Span,
    /// The named gate that it stands in, if it does.
    pub gate: Option<&'a str>,
}

/// An approval that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// Whose it is.
    pub person: String,
    /// The team that the person is assumed to be in, as GitHub calls it.
    pub assumed: Option<String>,
}

/// An approval that does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Idle {
    /// Whose it is.
    pub person: String,
    /// Why not.
    pub why: Why,
}

/// Why an approval does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// They started it.
    Started,
    /// They are in none of the teams.
    Stranger,
    /// There were enough already.
    Surplus,
}

impl Asked<'_> {
    /// Returns how many people are missing.
    pub fn missing(&self) -> usize {
        self.wanted - self.counted.len()
    }
}

impl<'a> Count<'a> {
    /// Returns what is in the way: people who have not approved, and those whom there are not.
    pub(super) fn reasons(&self) -> Vec<Reason<'a>> {
        let mut reasons = Vec::new();
        for (at, (line, &short)) in self.lines.iter().zip(&self.short).enumerate() {
            let cause = match line.missing() {
                _ if short > 0 => Cause::Nobody { missing: short, line: at },
                missing if missing > 0 && self.is_known => Cause::People { missing, line: at },
                _ => continue,
            };
            let (place, gate) = (line.place, line.gate);
            reasons.push(Reason { cause, place, gate, until: Earliest::Act, lifted_by: Vec::new() });
        }
        reasons
    }
}

/// Counts.
pub(super) fn count<'a>(model: &'a Model, question: &Question<'a>) -> Count<'a> {
    let mut lines: Vec<Asked<'a>> =
        question.way.approvals().iter().map(|line| asked(model, line, &question.by)).collect();
    let short = shortage(&lines);
    let mut people: Vec<String> = Vec::new();
    let mut idle = Vec::new();
    for person in question.approved.iter().flatten() {
        if is(person, &question.by) {
            idle.push(Idle { person: person.clone(), why: Why::Started });
        } else if !people.iter().any(|known| is(known, person)) {
            people.push(person.clone());
        }
    }
    let placed = place(&lines, &people);
    for (person, line) in people.iter().zip(placed) {
        let Some(line) = line else {
            let fits = lines.iter().any(|line| knows(line, person) || !line.open.is_empty());
            let why = if fits { Why::Surplus } else { Why::Stranger };
            idle.push(Idle { person: person.clone(), why });
            continue;
        };
        let line = &mut lines[line];
        let assumed = (!knows(line, person)).then(|| line.open.first()).flatten();
        let assumed = assumed.map(|team| team.handle.value.clone());
        line.counted.push(Counted { person: person.clone(), assumed });
    }
    for line in &mut lines {
        line.may.retain(|member| !people.iter().any(|person| is(person, member)));
    }
    Count { lines, idle, is_known: question.approved.is_some(), short }
}

fn asked<'a>(model: &'a Model, line: &'a Line, starter: &str) -> Asked<'a> {
    let mut asked = Asked {
        wanted: line.approvals.count.value as usize,
        teams: Vec::new(),
        may: Vec::new(),
        open: Vec::new(),
        counted: Vec::new(),
        place: line.approvals.span,
        gate: line.gate.as_deref(),
    };
    for name in &line.approvals.teams {
        let Some(team) = model.teams.get(&name.value) else { continue };
        if asked.teams.iter().any(|known| is(&known.handle.value, &team.handle.value)) {
            continue;
        }
        asked.teams.push(team);
        // Two names may be one team on GitHub, and one of them may list its members.
        let same = model.teams.values().filter(|other| is(&other.handle.value, &team.handle.value));
        match same.filter_map(Team::known_members).next() {
            Some(members) => {
                let new = members.into_iter().filter(|member| !is(member, starter));
                for member in new {
                    if !asked.may.iter().any(|known| is(known, member)) {
                        asked.may.push(member.to_owned());
                    }
                }
            }
            None => asked.open.push(team),
        }
    }
    asked
}

/// Where each person counts: where they are known to be in the team, before they are assumed to be.
fn place(lines: &[Asked<'_>], people: &[String]) -> Vec<Option<usize>> {
    let wanted: Vec<usize> = lines.iter().map(|line| line.wanted).collect();
    let known = |person: usize, line: usize| knows(&lines[line], &people[person]);
    let assumed = |person: usize, line: usize| known(person, line) || !lines[line].open.is_empty();
    let mut placed = vec![None; people.len()];
    Seats { wanted: &wanted, fits: &known }.fill(&mut placed);
    Seats { wanted: &wanted, fits: &assumed }.fill(&mut placed);
    placed
}

/// How many people there are too few for each line. A team whose members nobody knows has enough of them.
fn shortage(lines: &[Asked<'_>]) -> Vec<usize> {
    let wanted: Vec<usize> =
        lines.iter().map(|line| if line.open.is_empty() { line.wanted } else { 0 }).collect();
    let mut people: Vec<&String> = Vec::new();
    for member in lines.iter().flat_map(|line| &line.may) {
        if !people.iter().any(|known| is(known, member)) {
            people.push(member);
        }
    }
    let fits = |person: usize, line: usize| knows(&lines[line], people[person]);
    let mut placed = vec![None; people.len()];
    Seats { wanted: &wanted, fits: &fits }.fill(&mut placed);
    let given = |line: usize| placed.iter().filter(|one| **one == Some(line)).count();
    wanted.iter().enumerate().map(|(line, wanted)| wanted - given(line)).collect()
}

fn knows(line: &Asked<'_>, person: &str) -> bool {
    line.may.iter().any(|member| is(member, person))
}

/// GitHub makes no difference between capitals in names.
fn is(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}
