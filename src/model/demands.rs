//! What an environment asks of every way into it, beside what stands on the arrows.

use super::{Condition, Environment};
use crate::{
    source::{Span, Spanned},
    syntax::{Kind, Node, Value},
};

/// A migration has hours of its own, and a way back that counts as tested has to have been rehearsed.
pub(super) fn demands(environment: &Environment) -> Vec<Condition> {
    let window = environment.part("migrate").and_then(|migrate| migrate.child("window"));
    let tested = environment.part("rollback").and_then(|rollback| rollback.child("tested-in"));
    // A line of `defaults` is meant for production, and is no promise anywhere before it.
    let counts =
        |tested: &&Node| environment.kind.value == Kind::Production || environment.span.contains(tested.span);
    let rehearsed = tested.filter(counts).map(rehearsed);
    let conditions = window.cloned().into_iter().chain(rehearsed);
    conditions.map(|node| Condition { gate: None, node }).collect()
}

/// A rehearsal that is older than that says little about the way back of today.
const DAYS: i128 = 365;

/// `tested-in staging within 30 days` as what a gate would say: `rehearsed within 30 days`.
fn rehearsed(tested: &Node) -> Node {
    let mut node = tested.clone();
    node.name.value = "rehearsed".to_owned();
    node.arguments.remove(0);
    if node.arguments.is_empty() {
        let word = |value: Value, span: Span| Spanned::new(value, span);
        let span = tested.name.span;
        node.arguments = vec![
            word(Value::Text("within".to_owned()), span),
            word(Value::Integer(DAYS), span),
            word(Value::Text("days".to_owned()), span),
        ];
    }
    node
}
