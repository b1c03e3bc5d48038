//! A way into production that asks for less than another one.

use indexmap::{IndexMap, IndexSet};

use super::{
    Context, Needs, Rule,
    gated::Gated,
    map::{drawn, typed},
    numbers,
};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::{Arrow, Merge, Origin},
    source::Span,
    syntax::{Kind, duration},
};

pub(super) const RULE: Rule = Rule {
    code: "weaker-way",
    severity: Severity::Warning,
    page: include_str!("weaker_way.md"),
    needs: Needs::Names,
    check,
};

/// Places that are shown.
const MOST: usize = 6;

/// What a release has to meet on a way, the merges before it included.
struct Way<'a> {
    arrow: &'a Arrow,
    people: u32,
    /// Each thing that is asked for, in words, with its place.
    asks: IndexMap<String, Span>,
    /// For how long a release soaks.
    soak: Option<(u64, Span)>,
}

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let is_production = |kind| kind == Kind::Production;
    for environment in context.model.environments.values().filter(|one| is_production(one.kind.value)) {
        let ways = context.map.ways_into(&environment.name.value).iter();
        let releases = ways.filter(|arrow| !matches!(arrow.from, Origin::PullRequest(_)));
        let ways: Vec<Way<'_>> = releases.map(|arrow| Way::new(context, arrow)).collect();
        // The first of the strongest, since the main way is drawn before what is beside it.
        let Some(main) = ways.iter().rev().max_by_key(|way| way.strength()) else { continue };
        if ways.len() < 2 {
            continue;
        }
        let source = main.arrow.from.environment();
        let onward = source.map_or(&[][..], |from| context.map.out_of(from)).iter();
        let onward: IndexSet<&str> = onward.map(|arrow| arrow.to.value.as_str()).collect();
        for way in &ways {
            if !is_beside_the_point(context, way, main, &onward) && way.asks_nothing_else(main) {
                report(way, main, diagnostics);
            }
        }
    }
}

/// Fewer people than production needs, and a way past an environment, are said by themselves. Nor is a way weaker if the
/// other goes past where it comes from: having been there is worth something.
fn is_beside_the_point(
    context: &Context<'_>,
    way: &Way<'_>,
    main: &Way<'_>,
    onward: &IndexSet<&str>,
) -> bool {
    let leads = |from: &str, to: &str| context.map.out_of(from).iter().any(|arrow| arrow.to.value == to);
    way.people < 2
        || match (way.arrow.from.environment(), main.arrow.from.environment()) {
            (Some(from), Some(other)) => onward.contains(from) || leads(from, other),
            (Some(_), None) => true,
            (None, _) => false,
        }
}

impl<'a> Way<'a> {
    fn new(context: &Context<'a>, arrow: &'a Arrow) -> Self {
        let merges = context.map.merges_before(arrow);
        let people = arrow.people().max(merges.iter().map(|merge| merge.people()).min().unwrap_or_default());
        let mut asks = asks(Gated::Arrow(arrow));
        // What only some of the merges ask for can be avoided by the others.
        let of_merges: Vec<_> = merges.iter().map(|merge: &&Merge| self::asks(Gated::Merge(merge))).collect();
        if let Some((first, others)) = of_merges.split_first() {
            let common = first.iter().filter(|(one, _)| others.iter().all(|other| other.contains_key(*one)));
            for (one, span) in common {
                asks.entry(one.clone()).or_insert(*span);
            }
        }
        let soaks = arrow.conditions("soak").filter_map(|node| Some((duration::of(node)?.value, node.head)));
        Self { arrow, people, asks, soak: soaks.max_by_key(|(length, _)| *length) }
    }

    fn strength(&self) -> (u32, usize, u64) {
        (self.people, self.asks.len(), self.soak.map_or(0, |(length, _)| length))
    }

    /// Tells whether it asks for no more than another way in any respect: otherwise it is another decision.
    fn asks_nothing_else(&self, main: &Self) -> bool {
        let length = |way: &Self| way.soak.map_or(0, |(length, _)| length);
        self.people <= main.people
            && length(self) <= length(main)
            && self.asks.keys().all(|one| main.asks.contains_key(one))
    }

    /// Says what another way has and this one lacks.
    fn lacks(&self, main: &Self) -> Vec<(String, Option<Span>)> {
        let mut lacks = Vec::new();
        if self.people < main.people {
            let asked = main.arrow.approvals.first().map(|line| line.approvals.span);
            let people = numbers::word(self.people as usize);
            lacks
                .push((format!("{people} people instead of {}", numbers::word(main.people as usize)), asked));
        }
        match (self.soak, main.soak) {
            (None, Some((_, span))) => lacks.push(("no soak".to_owned(), Some(span))),
            (Some((mine, _)), Some((other, span))) if mine < other => {
                let (mine, other) = (duration::words(mine), duration::words(other));
                lacks.push((format!("a soak of {mine} instead of {other}"), Some(span)));
            }
            _ => {}
        }
        let missing = main.asks.iter().filter(|(one, _)| !self.asks.contains_key(*one));
        lacks.extend(missing.map(|(one, span)| (format!("no {one}"), Some(*span))));
        lacks
    }
}

/// What a line of the map asks for beside people and time, in words; windows are one thing, whichever they are.
fn asks(line: Gated<'_>) -> IndexMap<String, Span> {
    let word = |name: &str, title: Option<&str>| match (name, title) {
        ("check", Some(title)) => Some(format!("check `{title}`")),
        ("window", _) => Some("window".to_owned()),
        ("blocked-by", _) => Some("look at open issues".to_owned()),
        ("rehearsed", _) => Some("rehearsal".to_owned()),
        _ => None,
    };
    let conditions = line.conditions().iter().map(|one| &one.node);
    let known = conditions
        .filter_map(|node| Some((word(&node.name.value, node.text(0).map(|title| title.value))?, node.head)));
    let mut asks = IndexMap::new();
    for (word, span) in known {
        asks.entry(word).or_insert(span);
    }
    asks
}

fn report(way: &Way<'_>, main: &Way<'_>, diagnostics: &mut Diagnostics) {
    let lacks = way.lacks(main);
    if lacks.is_empty() {
        return;
    }
    let words: Vec<&str> = lacks.iter().map(|(word, _)| word.as_str()).collect();
    let (weak, strong) = (way.arrow.words(), main.arrow.words());
    let warning = diagnostics.warning(
        RULE.code,
        drawn(way.arrow),
        format!(
            "whoever is in a hurry takes `{weak}`, which asks for less than `{strong}`: {}",
            in_words(&words)
        ),
    );
    warning.label("the weaker way");
    warning.also(drawn(main.arrow), "the stronger way");
    let spans: IndexSet<Span> = lacks.iter().filter_map(|(_, span)| *span).collect();
    for span in spans.into_iter().take(MOST) {
        warning.also(span, "asked for there only");
    }
    let from = typed(&way.arrow.from);
    let to = &way.arrow.to.value;
    warning.help(match main.arrow.gates.first() {
        Some(gate) => format!(
            "the same gate on both: `{from} -> {to} {{ gate {} }}`, or `allow {} because=\"…\"`; for an emergency there is `hotfix`",
            gate.value, RULE.code
        ),
        None => format!(
            "name the gate, `gate release {{ … }}`, and put it on both; or `allow {} because=\"…\"`; for an emergency there is `hotfix`",
            RULE.code
        ),
    });
}

/// `a`, `a and b`, `a, b and c`; of many, the first.
fn in_words(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        many if many.len() > MOST => format!("{} and more", many[..MOST].join(", ")),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}
