//! A gate that stands still when one person is away.

use indexmap::{IndexMap, IndexSet};

use super::{
    Context, Needs, Rule,
    askable::{demand, has_members, too_few},
    gated::Gated,
    matching::{Demand, shortage},
    numbers, way,
};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::{Arrow, Merge, Model},
    source::Span,
    syntax::{Approvals, Kind},
};

pub(super) const RULE: Rule = Rule {
    code: "no-stand-in",
    severity: Severity::Warning,
    page: include_str!("no_stand_in.md"),
    needs: Needs::Names,
    check,
};

/// Places that are shown.
const MOST: usize = 6;

/// The lines that have to be answered together, and what waits for them.
struct Gate<'a> {
    lines: Vec<&'a Approvals>,
    waiting: Vec<Span>,
    /// What does not happen meanwhile.
    stopped: String,
    /// What nobody of those who are asked may have done.
    starts: &'static str,
}

/// Somebody whom nobody stands in for.
struct Needed<'a> {
    line: &'a Approvals,
    people: Vec<&'a str>,
    /// Whether this is so only because one of the two starts the promotion.
    by_starter: bool,
}

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for gate in gates(context).into_values() {
        if let Some(needed) = needed(context.model, &gate.lines) {
            report(context.model, &gate, &needed, diagnostics);
        }
    }
}

/// The gates before everything that people rely on, each once.
fn gates<'a>(context: &Context<'a>) -> IndexMap<Vec<Span>, Gate<'a>> {
    let mut gates: IndexMap<Vec<Span>, Gate<'a>> = IndexMap::new();
    let mut add = |lines: Vec<&'a Approvals>, place: Span, stopped: String, starts| {
        let key = lines.iter().map(|line| line.span).collect();
        let gate = gates.entry(key).or_insert(Gate { lines, waiting: Vec::new(), stopped, starts });
        if !gate.waiting.contains(&place) && gate.waiting.len() < MOST {
            gate.waiting.push(place);
        }
    };
    let asked = |line: Gated<'a>| line.approvals().iter().map(|line| &line.approvals).collect::<Vec<_>>();
    for arrow in &context.model.arrows {
        let kind = context.model.target(arrow).kind.value;
        if !matters(kind) || (kind == Kind::Production && is_asked_too_little(context, arrow)) {
            continue;
        }
        let stopped = format!("nothing gets to `{}`", arrow.to.value);
        let line = Gated::Arrow(arrow);
        add(asked(line), line.drawn(), stopped.clone(), "starts a promotion");
        for merge in context.map.merges_before(arrow) {
            let line = Gated::Merge(merge);
            add(asked(line), line.drawn(), stopped.clone(), "opens a pull request");
        }
    }
    for hotfix in &context.model.hotfixes {
        if way::end(context, hotfix).is_some_and(|end| matters(end.kind.value)) {
            let lines = hotfix.conditions.approvals.iter().collect();
            let stopped = format!("no hotfix gets to {}", way::end_in_words(hotfix));
            add(lines, hotfix.head, stopped, "starts a promotion");
        }
    }
    gates
}

fn matters(kind: Kind) -> bool {
    matches!(kind, Kind::Uat | Kind::Staging | Kind::Production)
}

/// That one person is enough is worse in production, and is said by itself.
fn is_asked_too_little(context: &Context<'_>, arrow: &Arrow) -> bool {
    let merges = context.map.merges_before(arrow).into_iter();
    arrow.people().max(merges.map(Merge::people).min().unwrap_or_default()) < 2
}

fn needed<'a>(model: &'a Model, lines: &[&'a Approvals]) -> Option<Needed<'a>> {
    // Where even all of them are too few, that is said by itself.
    if too_few(model, lines).is_some() {
        return None;
    }
    let (lines, demands): (Vec<&Approvals>, Vec<Demand>) =
        lines.iter().copied().filter_map(|line| Some((line, demand(model, line)?))).unzip();
    let wanted: usize = demands.iter().map(|demand| demand.wanted).sum();
    // Whoever is among more people than are asked can be replaced by one of them.
    let few = demands.iter().filter(|demand| demand.people.len() <= wanted);
    let candidates: IndexSet<&str> =
        few.flat_map(|demand| demand.people.iter().map(String::as_str)).collect();
    let short: Vec<(&str, usize)> =
        candidates.into_iter().filter_map(|one| Some((one, first_short(&demands, one)?))).collect();
    if let Some(&(_, at)) = short.first() {
        let people = short.iter().map(|(one, _)| written(model, lines[at], &lines, one)).collect();
        return Some(Needed { line: lines[at], people, by_starter: false });
    }
    let leaves_one = |at: &usize| {
        let demand = &demands[*at];
        demand.wanted == 1 && demand.people.len() == 2 && has_members(model, lines[*at])
    };
    let at = (0..lines.len()).find(leaves_one)?;
    let people = demands[at].people.iter().map(|one| written(model, lines[at], &lines, one)).collect();
    Some(Needed { line: lines[at], people, by_starter: true })
}

/// Finds a line that cannot be answered without somebody.
fn first_short(demands: &[Demand], without: &str) -> Option<usize> {
    let rest = |demand: &Demand| Demand {
        wanted: demand.wanted,
        people: demand.people.iter().filter(|one| *one != without).cloned().collect(),
    };
    let rest: Vec<Demand> = demands.iter().map(rest).collect();
    shortage(&rest)?.into_iter().find(|at| demands[*at].people.contains(without))
}

/// Finds a person as the file writes them: names on GitHub have no case.
fn written<'a>(model: &'a Model, first: &Approvals, lines: &[&Approvals], person: &str) -> &'a str {
    let teams = std::iter::once(first).chain(lines.iter().copied()).flat_map(|line| &line.teams);
    let members = teams.filter_map(|team| model.teams.get(&team.value)?.known_members()).flatten();
    members.into_iter().find(|member| member.eq_ignore_ascii_case(person)).unwrap_or_default()
}

fn report(model: &Model, gate: &Gate<'_>, needed: &Needed<'_>, diagnostics: &mut Diagnostics) {
    let handles: Vec<String> = needed.people.iter().map(|person| format!("@{person}")).collect();
    let people = numbers::all(handles.iter().map(String::as_str));
    let (starts, stopped) = (gate.starts, &gate.stopped);
    let message = match (needed.by_starter, handles.as_slice()) {
        (true, _) => format!(
            "whichever of {people} {starts} leaves only the other to open this gate: while that one is away, {stopped}"
        ),
        (false, [_]) => format!("nobody can stand in for {people}: while they are away, {stopped}"),
        _ => format!("nobody can stand in for {people}: while one of them is away, {stopped}"),
    };
    let line = needed.line;
    let warning = diagnostics.warning(RULE.code, line.span, message);
    warning.label("waits for them alone");
    for team in line.teams.iter().filter_map(|team| model.teams.get(&team.value)).take(MOST) {
        let size = team.known_members().map_or(0, |members| members.len());
        warning.also(
            team.name.span,
            match size {
                1 => "one person".to_owned(),
                size => format!("{} people; the one who {starts} never counts", numbers::word(size)),
            },
        );
    }
    for place in &gate.waiting {
        warning.also(*place, "stands still meanwhile");
    }
    let asked: Vec<&str> = line.teams.iter().map(|team| team.value.as_str()).collect();
    let another = model.teams.keys().find(|name| !asked.contains(&name.as_str()));
    warning.help(format!(
        "let somebody else answer too: `approvals {} from {} {}`",
        line.count.value,
        asked.join(" "),
        another.map_or("…", String::as_str)
    ));
}
