//! An answer in words: what is in the way and from when on it is not, what is still needed, what was assumed.

use jiff::{SignedDuration, Timestamp};

use super::{Answer, Asked, Cause, Count, Earliest, Idle, Question, Reason, Why, clock};
use crate::{
    calendar::{self, Zone},
    explain::Page,
    map,
    model::{Condition, Environment, Model, Way},
    source::{Source, Span},
    syntax::{Node, duration},
};

/// Tells an answer to a question.
pub fn tell(model: &Model, source: &Source, question: &Question<'_>, answer: &Answer<'_>) -> String {
    let mut told = Told { zone: clock(model), question, answer, page: Page::new(source) };
    told.started(model);
    told.verdict();
    told.people();
    told.needed(model);
    told.page.print(&question.way.words(), question.way.head())
}

/// Says a reason in one line: what is in the way.
pub fn reason(model: &Model, question: &Question<'_>, answer: &Answer<'_>, reason: &Reason<'_>) -> String {
    let zone = clock(model);
    format!("{}; {}", cause(reason, question, answer, &zone), until(reason, &zone, answer.delay.is_some()))
}

struct Told<'a> {
    zone: Zone,
    question: &'a Question<'a>,
    answer: &'a Answer<'a>,
    page: Page<'a>,
}

impl Told<'_> {
    fn started(&mut self, model: &Model) {
        let name = model.pipeline.time_zone.as_ref().map_or("UTC", |zone| zone.value.as_str());
        let at = self.zone.say(self.question.at);
        let by = &self.question.by;
        self.page.row(
            1,
            match self.question.way {
                Way::Arrow(_) => format!("{by} starts it on {at}, {name}"),
                Way::Merge(_) => format!("the pull request of {by} is merged on {at}, {name}"),
            },
            "",
        );
        if let Way::Arrow(arrow) = self.question.way
            && arrow.is_automatic()
        {
            self.page.row(1, "it starts by itself, too, as soon as the release is verified", "");
        }
    }

    fn verdict(&mut self) {
        let answer = self.answer;
        if answer.is_allowed() {
            self.page.row(1, "time and rules let it through", "");
        } else {
            self.page.row(1, "blocked:", "");
        }
        for reason in &answer.reasons {
            let place = place(&self.page, reason.place, reason.gate);
            self.page.row(2, cause(reason, self.question, answer, &self.zone), place);
            if let Some(more) = detail(reason) {
                self.page.row(3, more, "");
            }
            if matches!(reason.cause, Cause::People { .. }) {
                continue;
            }
            self.page.row(3, until(reason, &self.zone, answer.delay.is_some()), "");
            if !reason.lifted_by.is_empty() {
                let teams = reason.lifted_by.join(" or ");
                self.page.row(3, format!("{teams} may lift it once, with a reason"), "");
            }
        }
        if let Some(delay) = answer.delay {
            let words = format!(
                "people are asked {} later, on {}",
                duration::words(delay.length),
                self.zone.say(delay.until)
            );
            let place = self.page.place(delay.place);
            self.page.row(1, words, place);
        }
        match answer.earliest {
            Earliest::At(instant) if instant > self.question.at => {
                let at = self.zone.say(instant);
                self.page.row(1, format!("time lets it through from {at} on"), "");
            }
            Earliest::Never => self.page.row(1, "there is no time at which it passes", ""),
            Earliest::At(_) | Earliest::Act => {}
        }
    }

    fn people(&mut self) {
        let count = &self.answer.people;
        if count.lines.iter().all(|line| line.counted.is_empty()) && count.idle.is_empty() {
            return;
        }
        self.page.row(1, "approved:", "");
        for line in &count.lines {
            for one in &line.counted {
                let words = match &one.assumed {
                    Some(team) => format!("{}, assumed to be in @{team}", one.person),
                    None => one.person.clone(),
                };
                let place = place(&self.page, line.place, line.gate);
                self.page.row(2, words, place);
            }
        }
        for one in &count.idle {
            self.page.row(2, idle(one), "");
        }
    }

    fn needed(&mut self, model: &Model) {
        let count = &self.answer.people;
        let asks = |line: &&Asked<'_>| line.missing() > 0 && !count.is_known;
        let mut rows: Vec<(usize, String, String)> = Vec::new();
        for line in count.lines.iter().filter(asks) {
            rows.push((
                2,
                format!("{}: {}", people(line.missing()), who(line, self.question)),
                place(&self.page, line.place, line.gate),
            ));
        }
        let asked = self.answer.needed.iter().filter(|one| !is_confirmed(one, count));
        for condition in asked {
            let Some(words) = words(condition) else { continue };
            rows.push((2, words, place(&self.page, condition.node.head, condition.gate.as_deref())));
            let items = condition.node.all("-").filter_map(item);
            rows.extend(items.map(|item| (3, item, String::new())));
        }
        let soaks =
            self.question.way.all("soak").filter_map(|soak| Some((soak, soak.node.texts().last()?.value)));
        for (soak, place_of_it) in soaks {
            let is_probed = |one: &Environment| one.part("probe").is_some();
            if model.environments.get(place_of_it).is_some_and(is_probed) {
                let words =
                    format!("no probe of {place_of_it} has failed in that time, which is not looked up here");
                rows.push((2, words, place(&self.page, soak.node.head, soak.gate.as_deref())));
            }
        }
        if rows.is_empty() {
            return;
        }
        self.page.row(1, "still needed:", "");
        for (depth, words, place) in rows {
            self.page.row(depth, words, place);
        }
    }
}

/// Approving is confirming.
fn is_confirmed(condition: &Condition, count: &Count<'_>) -> bool {
    let is_over = count.is_known && count.lines.iter().all(|line| line.missing() == 0);
    condition.node.name.value == "checklist" && is_over && !count.lines.is_empty()
}

/// An item of a checklist, with whoever confirms it where that is not any approver.
fn item(node: &Node) -> Option<String> {
    let words = node.text(0)?.value;
    let optional = node.texts().skip(1).any(|word| word.value == "optional");
    Some(match (node.property_text("by"), node.property_text("check"), optional) {
        (_, _, true) => format!("{words} (optional)"),
        (Some(by), _, _) => format!("{words} ({})", by.value),
        (None, Some(check), _) => format!("{words} (check {})", check.value),
        (None, None, _) => words.to_owned(),
    })
}

fn words(condition: &Condition) -> Option<String> {
    let words = map::words(&condition.node)?;
    Some(match condition.node.name.value.as_str() {
        "soak" => format!("{words}; `--since` says since when it is there"),
        _ => words,
    })
}

fn place(page: &Page<'_>, span: Span, gate: Option<&str>) -> String {
    let gate = gate.map(|gate| format!(", gate {gate}")).unwrap_or_default();
    format!("{}{gate}", page.place(span))
}

fn cause(reason: &Reason<'_>, question: &Question<'_>, answer: &Answer<'_>, zone: &Zone) -> String {
    let asked = |line: &usize| &answer.people.lines[*line];
    match &reason.cause {
        Cause::Window { name, closes: false, migrates, .. } => match migrates {
            true => format!("window {name} is closed, and the target migrates only in it"),
            false => format!("window {name} is closed"),
        },
        Cause::Window { name, .. } => format!("window {name} closes before the wait is over"),
        Cause::Freeze { name, comes: false, .. } => format!("freeze \"{name}\""),
        Cause::Freeze { name, .. } => format!("freeze \"{name}\" begins before the wait is over"),
        Cause::Soak { environment, asked, since } => match so_far(*since, question.at) {
            Some(so_far) => format!("soak: {so_far} of {} in {environment}", hours(*asked)),
            None => format!("the release gets to {environment} on {}", zone.say(*since)),
        },
        Cause::Absent { environment, since } => {
            format!("the release gets to {environment} on {}", zone.say(*since))
        }
        Cause::Issue { label } => format!("an issue with the label {label} is open"),
        Cause::People { missing, line } => {
            format!("{}: {}", still(*missing, asked(line)), who(asked(line), question))
        }
        Cause::Nobody { missing, line } => {
            let asked = asked(line);
            let teams: Vec<&str> = asked.teams.iter().map(|team| team.name.value.as_str()).collect();
            format!(
                "{} of {} cannot be found in {} without {}",
                missing,
                people(asked.wanted),
                teams.join(" and "),
                question.by
            )
        }
    }
}

fn detail(reason: &Reason<'_>) -> Option<String> {
    match &reason.cause {
        Cause::Window { hours, .. } => Some(format!("open {}", calendar::words(hours))),
        Cause::Freeze { days, .. } => Some(days.words()),
        _ => None,
    }
}

/// Says when it goes away; with a wait, it has to be gone before and behind it.
fn until(reason: &Reason<'_>, zone: &Zone, waits: bool) -> String {
    match (reason.until, &reason.cause) {
        (Earliest::At(instant), Cause::Window { .. }) => match waits {
            true => format!("passes from {} on", zone.say(instant)),
            false => format!("opens on {}", zone.say(instant)),
        },
        (Earliest::At(instant), Cause::Soak { .. }) => format!("long enough on {}", zone.say(instant)),
        (Earliest::At(instant), Cause::Absent { .. }) => format!("there on {}", zone.say(instant)),
        (Earliest::At(instant), _) => format!("over on {}", zone.say(instant)),
        (Earliest::Never, Cause::Window { .. }) if waits => "never open when the wait is over".to_owned(),
        (Earliest::Never, Cause::Window { .. }) => "never opens".to_owned(),
        (Earliest::Never, _) => "never over".to_owned(),
        (Earliest::Act, Cause::Issue { .. }) => "over once it is closed".to_owned(),
        (Earliest::Act, Cause::Nobody { .. }) => "let somebody else start it".to_owned(),
        (Earliest::Act, _) => "over once they approve".to_owned(),
    }
}

/// How long it has been there, to the minute.
fn so_far(since: Timestamp, at: Timestamp) -> Option<String> {
    let length = at.duration_since(since);
    let minutes = u64::try_from(length.as_mins()).ok().filter(|_| length >= SignedDuration::ZERO)?;
    Some(hours(minutes * 60_000))
}

/// Says a length of time that need not be round: `23 hours 30 minutes`.
fn hours(milliseconds: u64) -> String {
    const HOUR: u64 = 3_600_000;
    match (milliseconds / HOUR * HOUR, milliseconds % HOUR) {
        (0, 0) => "0 minutes".to_owned(),
        (0, rest) => duration::words(rest),
        (whole, 0) if whole == milliseconds && !whole.is_multiple_of(24 * HOUR) => duration::words(whole),
        (whole, rest) => {
            let number = whole / HOUR;
            let hours = format!("{number} hour{}", if number == 1 { "" } else { "s" });
            if rest == 0 { hours } else { format!("{hours} {}", duration::words(rest)) }
        }
    }
}

fn people(number: usize) -> String {
    if number == 1 { "1 person".to_owned() } else { format!("{number} people") }
}

fn still(missing: usize, line: &Asked<'_>) -> String {
    match missing == line.wanted {
        true => format!("{} missing", people(missing)),
        false => format!("{missing} of {} missing", people(line.wanted)),
    }
}

/// Says who may: `bo, or anybody in @acme/qa but ann`.
fn who(line: &Asked<'_>, question: &Question<'_>) -> String {
    let mut choices: Vec<String> = line.may.clone();
    if !line.open.is_empty() {
        let handles: Vec<String> = line.open.iter().map(|team| format!("@{}", team.handle.value)).collect();
        let mut others: Vec<&str> = vec![&question.by];
        let approved = question.approved.iter().flatten().map(String::as_str);
        others.extend(approved.filter(|person| !person.eq_ignore_ascii_case(&question.by)));
        choices.push(format!("anybody in {} but {}", handles.join(" or "), others.join(", ")));
    }
    match choices.split_last() {
        None => "nobody is left who may".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}

fn idle(one: &Idle) -> String {
    let person = &one.person;
    match one.why {
        Why::Started => format!("{person} started it, and does not count"),
        Why::Stranger => format!("{person} is in none of the teams that are asked, and does not count"),
        Why::Surplus => format!("{person} is one more than is asked for"),
    }
}
