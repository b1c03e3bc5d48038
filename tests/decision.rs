//! What the rules answer: the clock against a naive one that looks at every minute, people against what the workflows count.

mod clock;
mod people;
mod scripts;

use gatewright::{
    calendar::Moment,
    decision::{self, Answer, Question},
    model::Model,
    source::Source,
};
use indexmap::IndexMap;
use jiff::Timestamp;

/// A pipeline from staging to production, with this gate and these nodes beside it.
fn model(gate: &str, rest: &str) -> Model {
    resolved(&text(gate, rest))
}

fn text(gate: &str, rest: &str) -> String {
    format!(
        r#"pipeline shop {{ time-zone "Europe/Berlin" }}
promotions {{
    push main -> staging
    staging -> production {{ gate production }}
}}
teams {{
    qa       "@acme/qa"       {{ members "@ann" "@bo" "@cy" }}
    leads    "@acme/leads"    {{ members "@bo" "@dee" }}
    managers "@acme/managers"
    testers  "@Acme/QA"
    boss     "@eve"
}}
gate production {{
{gate}
}}
defaults {{ steps {{ deploy "Ship" run="./ship.sh" }} }}
environment staging {{ kind staging; url "https://staging.example.com" }}
environment production {{ kind production; url "https://example.com" }}
{rest}
"#
    )
}

fn resolved(text: &str) -> Model {
    let checked = gatewright::check(&Source::new("pipelines/shop.kdl", text), &Default::default());
    checked.model.unwrap_or_else(|| panic!("no model: {:?}\n{text}", checked.diagnostics))
}

/// An instant, on the clock of the pipeline; of two, the first.
fn at(model: &Model, text: &str) -> Timestamp {
    match decision::clock(model).moment(text.replace(' ', "T").parse().expect("a time")) {
        Moment::Once(instant) | Moment::Twice(instant, _) => instant,
        other => panic!("{text}: {other:?}"),
    }
}

/// `ann` promotes from staging to production.
fn question(model: &Model, at: Timestamp) -> Question<'_> {
    Question {
        way: model.between("staging", "production")[0],
        at,
        by: "ann".to_owned(),
        since: IndexMap::new(),
        approved: None,
        issues: Vec::new(),
    }
}

/// The kinds of what is in the way.
fn kinds(answer: &Answer<'_>) -> Vec<&'static str> {
    answer.reasons.iter().map(|reason| reason.kind()).collect()
}
