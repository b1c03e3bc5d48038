//! What the ways ask for beside people: the hours, the rules, and the brief that people read before they decide.

use serde::Serialize;

use super::{scripts::library, template::render};
use crate::{
    output::Output,
    plan::{
        Command, Hours, Person, Plan, Route, Slot,
        conditions::{Item, Rule},
    },
};

pub(super) fn emit(plan: &Plan) -> Vec<Output> {
    let mut outputs = Vec::new();
    if are_needed(plan) || !plan.merges.is_empty() {
        let rendered = render(&plan.templates, "hours.sh", hours(plan, &plan.hours));
        outputs.push(library(plan, plan.names.hours(), &rendered));
    }
    if are_needed(plan) {
        outputs.push(library(plan, plan.names.gates(), &render(&plan.templates, "gates.sh", gates(plan))));
        outputs.push(library(plan, plan.names.brief(), &render(&plan.templates, "brief.sh", brief(plan))));
    }
    outputs
}

/// Tells whether any way asks for something.
pub(super) fn are_needed(plan: &Plan) -> bool {
    let asks = |route: &Route| route.asks() || !route.conditions.are_free() || !route.automatic.is_empty();
    plan.routes.iter().any(asks)
}

#[derive(Serialize)]
struct HoursData<'a> {
    lib: String,
    zone: &'a str,
    windows: Vec<Opening<'a>>,
    freezes: Vec<Frozen<'a>>,
    step: u64,
    thawed: i64,
}

#[derive(Serialize)]
struct Opening<'a> {
    name: &'a str,
    days: &'a str,
    from: &'a str,
    until: &'a str,
}

#[derive(Serialize)]
struct Frozen<'a> {
    environment: &'a str,
    name: &'a str,
    from: &'a str,
    until: &'a str,
}

fn hours<'a>(plan: &Plan, hours: &'a Hours) -> HoursData<'a> {
    let opening = |one: &'a crate::plan::Opening| Opening {
        name: &one.window,
        days: &one.days,
        from: &one.from,
        until: &one.until,
    };
    let frozen = |one: &'a crate::plan::Frozen| Frozen {
        environment: &one.environment,
        name: &one.name,
        from: &one.from,
        until: &one.until,
    };
    HoursData {
        lib: plan.names.library(),
        zone: &hours.zone,
        windows: hours.windows.iter().map(opening).collect(),
        freezes: hours.freezes.iter().map(frozen).collect(),
        step: hours.step,
        thawed: hours.thawed,
    }
}

#[derive(Serialize)]
struct GatesData<'a> {
    hours: String,
    probes: bool,
    rehearsals: bool,
    rehearse_workflow: String,
    automatic: bool,
    ways: Vec<Way<'a>>,
}

#[derive(Serialize)]
struct Way<'a> {
    name: &'a str,
    words: &'a str,
    rules: Vec<RuleData>,
    lifted: &'a str,
    lifted_by: String,
    items: Vec<String>,
}

#[derive(Serialize)]
struct RuleData {
    verb: &'static str,
    words: Vec<String>,
}

fn gates(plan: &Plan) -> GatesData<'_> {
    let asks = |route: &&Route| {
        !route.conditions.are_free() || !route.lifted.is_empty() || !route.conditions.items.is_empty()
    };
    let ways = plan.routes.iter().filter(asks);
    let way = |route: &'_ Route| {
        let wait = Some(route.conditions.wait_minutes).filter(|minutes| *minutes > 0);
        let wait = wait.map(|minutes| RuleData { verb: "must_wait", words: vec![minutes.to_string()] });
        let teams = route.chain.lifting.iter().flat_map(|one| &one.slot.reviewers);
        (wait, teams.map(|team| team.name.clone()).collect::<Vec<_>>().join(" "))
    };
    let ways = ways.map(|route| {
        let (wait, lifted_by) = way(route);
        Way {
            name: &route.way,
            words: &route.words,
            rules: wait.into_iter().chain(route.conditions.rules.iter().map(|one| rule(plan, one))).collect(),
            lifted: &route.lifted,
            lifted_by,
            items: route.conditions.items.iter().map(item).collect(),
        }
    });
    let ways: Vec<Way<'_>> = ways.collect();
    GatesData {
        hours: plan.names.hours(),
        probes: plan.environments.iter().any(|one| one.probe.is_some()),
        rehearsals: ways.iter().flat_map(|way| &way.rules).any(|rule| rule.verb == "must_be_rehearsed"),
        rehearse_workflow: plan.names.rehearse(),
        automatic: plan.routes.iter().any(|route| !route.automatic.is_empty()),
        ways,
    }
}

/// A rule as the function that looks it up, and its words.
fn rule(plan: &Plan, rule: &Rule) -> RuleData {
    let (verb, words) = match rule {
        Rule::Passed(environment) => ("must_have_passed", vec![environment.clone()]),
        Rule::Soaked { environment, seconds, is_probed } => {
            let probe = is_probed.then(|| plan.names.probe(environment));
            let words = [seconds.to_string(), environment.clone()].into_iter().chain(probe);
            ("must_have_soaked", words.collect())
        }
        Rule::Rehearsed { target, place, seconds } => {
            ("must_be_rehearsed", vec![seconds.to_string(), target.clone(), place.clone()])
        }
        Rule::NoIssue(label) => ("must_have_no_issue", vec![label.clone()]),
        Rule::Open(window) => ("must_be_open", vec![window.clone()]),
        Rule::LiftedOpen(window) => ("may_be_closed", vec![window.clone()]),
        Rule::Thawed(environment) => ("must_be_thawed", vec![environment.clone()]),
        Rule::LiftedThawed(environment) => ("may_be_frozen", vec![environment.clone()]),
    };
    RuleData { verb, words }
}

#[derive(Serialize)]
struct BriefData<'a> {
    gates: String,
    ways: Vec<Asked<'a>>,
    environments: Vec<Settings<'a>>,
}

#[derive(Serialize)]
struct Asked<'a> {
    name: &'a str,
    asks: Vec<String>,
}

#[derive(Serialize)]
struct Settings<'a> {
    name: &'a str,
    variables: Vec<Variable>,
}

#[derive(Serialize)]
struct Variable {
    text: String,
    literal: bool,
}

fn brief(plan: &Plan) -> BriefData<'_> {
    let asked = plan
        .routes
        .iter()
        .filter(|route| route.asks())
        .map(|route| Asked { name: &route.way, asks: asks(route) });
    let settings = plan.environments.iter().map(|environment| Settings {
        name: &environment.name,
        variables: environment
            .variables
            .iter()
            .map(|one| {
                let text = format!("{}={}", one.name, one.value.text.replace(['\n', '\r'], " "));
                Variable { literal: Command::new(&text).literal, text }
            })
            .collect(),
    });
    BriefData { gates: plan.names.gates(), ways: asked.collect(), environments: settings.collect() }
}

/// Who is asked, in the order in which they are; what is asked of the same people, once.
fn asks(route: &Route) -> Vec<String> {
    let mut lines = Vec::new();
    for lifting in route.liftings() {
        lines.push(format!(
            "1 of {}, who lifts windows and freezes for this once",
            people(&lifting.reviewers)
        ));
    }
    let same = |one: &Slot, other: &Slot| one.gate == other.gate && one.reviewers == other.reviewers;
    for slots in route.chain.slots.chunk_by(same) {
        lines.push(format!("{} of {}, for {}", slots.len(), people(&slots[0].reviewers), slots[0].gate));
    }
    lines
}

fn people(people: &[Person]) -> String {
    let names: Vec<String> =
        people.iter().map(|person| format!("{} (@{})", person.name, person.handle)).collect();
    names.join(" or ")
}

/// An item with its tick: people cannot tick what a machine has proved.
fn item(item: &Item) -> String {
    let tick = if item.proof.is_some() { 'x' } else { ' ' };
    let mut words = format!("{tick} {}", item.text);
    if let Some(proof) = &item.proof {
        words.push_str(&format!(" (proved by: {proof})"));
    }
    if let Some(team) = &item.by {
        words.push_str(&format!(" ({team})"));
    }
    if item.optional {
        words.push_str(" (optional)");
    }
    words.replace(['\n', '\r'], " ")
}
