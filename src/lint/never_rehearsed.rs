//! A gate or a rollback that counts on a rehearsal which is never held.

use super::{
    Context, Needs, Rule,
    map::drawn,
    numbers,
    rehearsals::{Rehearsals, before},
};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::{Arrow, Environment},
    source::Spanned,
    syntax::{Kind, Node},
};

pub(super) const RULE: Rule = Rule {
    code: "never-rehearsed",
    severity: Severity::Error,
    page: include_str!("never_rehearsed.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let rehearsals = Rehearsals::new(context.model);
    for environment in context.model.environments.values() {
        let name = environment.name.value.as_str();
        let ways = context.map.ways_into(name).iter();
        let asked = ways.flat_map(|arrow| arrow.conditions("rehearsed").map(move |one| (*arrow, one)));
        // What a rollback counts on is asked of every way in, and is told as what it is.
        let rollback = environment.part("rollback");
        let own = |one: &Node| rollback.is_some_and(|rollback| rollback.span.contains(one.head));
        let gate = asked.into_iter().find(|(_, one)| !own(one));
        let tested = environment.part("rollback").and_then(|rollback| rollback.child("tested-in")?.text(0));
        match gate {
            Some((arrow, gate)) if rehearsals.of(name).is_empty() => {
                never_opens(context, environment, arrow, gate, tested, diagnostics);
            }
            _ => {
                // A line of `defaults` is meant for production, and is no promise anywhere before it.
                let counts = |tested: &Spanned<&str>| {
                    environment.span.contains(tested.span) || environment.kind.value == Kind::Production
                };
                match tested.filter(counts) {
                    Some(tested) if tested.value == name => {
                        tested_in_itself(context, environment, tested, diagnostics);
                    }
                    Some(tested) => {
                        never_tested(name, tested, gate.map(|(_, gate)| gate), &rehearsals, diagnostics);
                    }
                    None => {}
                }
            }
        }
    }
}

fn never_opens(
    context: &Context<'_>,
    environment: &Environment,
    arrow: &Arrow,
    gate: &Node,
    tested: Option<Spanned<&str>>,
    diagnostics: &mut Diagnostics,
) {
    let name = &environment.name.value;
    let error = diagnostics.error(
        RULE.code,
        gate.head,
        format!("nothing ever reaches `{name}`: its gate asks for a rehearsal, and none is held"),
    );
    error.label("asks for a rehearsal").also(drawn(arrow), "stays closed");
    if let Some(tested) = tested {
        error.also(tested.span, "to be held there");
    }
    let place = tested.map(|place| place.value).filter(|place| place != name);
    let place = place.or_else(|| before(context, environment).map(|before| before.name.value.as_str()));
    error.help(format!("`rehearse {name} in {}`, at the top of the file", place.unwrap_or("staging")));
}

/// A rollback that is to be tested where it is needed.
fn tested_in_itself(
    context: &Context<'_>,
    environment: &Environment,
    tested: Spanned<&str>,
    diagnostics: &mut Diagnostics,
) {
    let name = &environment.name.value;
    let before = before(context, environment).map_or("staging", |before| before.name.value.as_str());
    diagnostics
        .error(RULE.code, tested.span, format!("the way back of `{name}` cannot be tried in `{name}` itself"))
        .label("where it is needed, and not before")
        .help(format!("`tested-in {before}`, and `rehearse {name} in {before}` at the top of the file"));
}

/// A rollback that is to be tested where nothing is rehearsed.
fn never_tested(
    name: &str,
    tested: Spanned<&str>,
    gate: Option<&Node>,
    rehearsals: &Rehearsals<'_>,
    diagnostics: &mut Diagnostics,
) {
    let place = tested.value;
    let held = rehearsals.of(name);
    if held.iter().any(|rehearsal| rehearsal.place == place) {
        return;
    }
    let message = match held {
        [] => format!("the way back of `{name}` is to be tested in `{place}`, and is never rehearsed there"),
        held => format!(
            "the way back of `{name}` is to be tested in `{place}`, and is rehearsed in {} only",
            numbers::all(held.iter().map(|rehearsal| rehearsal.place))
        ),
    };
    let finding = diagnostics.error(RULE.code, tested.span, message);
    finding.label("counts on a rehearsal here");
    if let Some(gate) = gate {
        finding.also(gate.head, "the gate asks for it");
    }
    for rehearsal in held.iter().take(3) {
        finding.also(rehearsal.span, "what is rehearsed");
    }
    finding.help(match held.first() {
        Some(rehearsal) => {
            format!("`tested-in {}`, or `rehearse {name} in {place}` at the top of the file", rehearsal.place)
        }
        None => format!("`rehearse {name} in {place}`, at the top of the file"),
    });
}
