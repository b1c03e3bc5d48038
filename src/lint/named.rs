//! Names that stand somewhere in a file: whoever wants to know whether something is used asks here.

use indexmap::IndexSet;

use super::Context;
use crate::{model::Model, syntax::Node};

/// Returns every node of a file that is not decoded and may name somebody, wherever it stands.
pub(super) fn nodes(model: &Model) -> Vec<&Node> {
    let gates = model.gates.values().flat_map(|gate| &gate.conditions.parts);
    let arrows = model.arrows.iter().flat_map(|arrow| &arrow.conditions);
    let conditions = arrows.chain(model.merges.iter().flat_map(|merge| &merge.conditions));
    let hotfixes = model.hotfixes.iter().flat_map(|hotfix| &hotfix.conditions.parts);
    let environments =
        model.environments.values().flat_map(|one| one.settings.parts.iter().chain(&one.teardown));
    // What `defaults` says stands in many environments, and a gate's conditions on many arrows.
    let mut seen = IndexSet::new();
    let all = gates.chain(conditions.map(|one| &one.node)).chain(hotfixes).chain(environments);
    let all = all.chain(&model.release.after).chain(&model.parts);
    let mut found: Vec<&Node> = all.filter(|node| seen.insert((node.span, node.children().len()))).collect();
    let mut at = 0;
    while let Some(node) = found.get(at).copied() {
        found.extend(node.children());
        at += 1;
    }
    found
}

/// Returns the teams that are asked, called or have something to confirm.
pub(super) fn teams<'a>(context: &Context<'a>) -> IndexSet<&'a str> {
    let asked = context.approvals().flat_map(|line| &line.teams).map(|team| team.value.as_str());
    let mut named: IndexSet<&str> = asked.collect();
    for node in nodes(context.model) {
        named.extend(node.property_text("by").map(|team| team.value));
        match node.name.value.as_str() {
            "approvals" => named.extend(node.texts().map(|word| word.value)),
            "escalation" => named.extend(node.children().iter().map(|child| child.name.value.as_str())),
            _ => {}
        }
    }
    named
}

/// Returns the channels that are told of something.
pub(super) fn channels<'a>(context: &Context<'a>) -> IndexSet<&'a str> {
    let mut named = IndexSet::new();
    for node in nodes(context.model) {
        match node.name.value.as_str() {
            "notify" => named.extend(node.texts().map(|word| word.value).take_while(|word| *word != "on")),
            "escalation" => named.extend(node.children().iter().map(|child| child.name.value.as_str())),
            _ => {}
        }
    }
    named
}

/// Returns the windows that something waits for.
pub(super) fn windows<'a>(context: &Context<'a>) -> IndexSet<&'a str> {
    let declared: IndexSet<_> = context.model.windows.values().map(|window| window.span).collect();
    let all = nodes(context.model).into_iter();
    let named = all.filter(|node| node.name.value == "window" && !declared.contains(&node.span));
    named.flat_map(Node::texts).map(|name| name.value).collect()
}
