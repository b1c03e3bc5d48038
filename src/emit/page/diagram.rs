//! The map as a Mermaid flow chart: environments as boxes, gates as diamonds.

use crate::plan::{Plan, Route, Trigger};

/// Draws every way in. Nodes have numbers for ids, since a name such as `end` means something to Mermaid.
pub(super) fn flow(plan: &Plan) -> String {
    let mut chart = String::from("```mermaid\nflowchart LR\n");
    for (index, environment) in plan.environments.iter().enumerate() {
        chart.push_str(&format!("    e{index}[\"{}\"]\n", environment.name));
    }
    let node = |name: &str| {
        plan.environments
            .iter()
            .position(|one| one.name == name)
            .map(|at| format!("e{at}"))
            .unwrap_or_default()
    };
    let mut branches: Vec<String> = Vec::new();
    for (index, route) in plan.routes.iter().enumerate() {
        let target = node(&route.to);
        let gate = (!route.chain.slots.is_empty()).then(|| format!("g{index}"));
        if let Some(gate) = &gate {
            chart.push_str(&format!("    {gate}{{\"{}\"}}\n", label(route)));
        }
        for trigger in &route.triggers {
            let (from, arrow) = match trigger {
                Trigger::From(name) => (node(name), "-->"),
                Trigger::Push(pattern) => {
                    (branch(&mut branches, &mut chart, &format!("push to {}", pattern.text)), "-->")
                }
                Trigger::Manual(pattern) => {
                    (branch(&mut branches, &mut chart, &format!("{} by hand", pattern.text)), "-.->")
                }
            };
            chart.push_str(&format!("    {from} {arrow} {}\n", gate.as_ref().unwrap_or(&target)));
        }
        if let Some(gate) = &gate {
            chart.push_str(&format!("    {gate} --> {target}\n"));
        }
    }
    chart + "```\n"
}

/// The node of a branch, drawn at its first use.
fn branch(branches: &mut Vec<String>, chart: &mut String, words: &str) -> String {
    let at = branches.iter().position(|known| known == words).unwrap_or_else(|| {
        branches.push(words.to_owned());
        chart.push_str(&format!("    b{}([\"{}\"])\n", branches.len() - 1, escaped(words)));
        branches.len() - 1
    });
    format!("b{at}")
}

/// One lock for one person, two for more.
fn label(route: &Route) -> String {
    let people = route.chain.slots.len();
    let locks = if people == 1 { "🔒" } else { "🔒🔒" };
    let lines: Vec<String> = match route.chain.lines().as_slice() {
        [(names, _)] => vec![names.join(" or ")],
        lines => lines.iter().map(|(names, count)| format!("{count} of {}", names.join(" or "))).collect(),
    };
    format!("{locks} {people}<br/>{}", lines.join("<br/>"))
}

/// Patterns hold no quotes; `*` and `#` would mean something to Mermaid.
fn escaped(text: &str) -> String {
    text.replace('#', "#35;").replace('*', "#42;")
}
