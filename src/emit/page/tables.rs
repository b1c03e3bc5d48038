//! The matrix, the approvals, the environments: from the map alone.

use indexmap::IndexSet;

use super::markdown::{code, link, table, text};
use crate::plan::{Environment, Guard, Plan, Route, Trigger};

/// More environments than this do not fit beside each other on a page.
const MOST_COLUMNS: usize = 16;

/// Which release may go where.
pub(super) fn matrix(plan: &Plan) -> String {
    if plan.promotions().next().is_none() {
        return String::new();
    }
    let names: Vec<&str> = plan.environments.iter().map(|one| one.name.as_str()).collect();
    if names.len() > MOST_COLUMNS {
        return lists(plan);
    }
    let drawn: IndexSet<(&str, &str)> =
        plan.promotions().flat_map(|route| route.sources().map(|from| (from, route.to.as_str()))).collect();
    let head: Vec<String> =
        std::iter::once("From ↓ to →".to_owned()).chain(names.iter().map(|name| code(name))).collect();
    let rows: Vec<Vec<String>> = names
        .iter()
        .map(|from| {
            let cell = |to: &&str| match (from == to, drawn.contains(&(*from, *to))) {
                (true, _) => "─".to_owned(),
                (false, true) => "✅".to_owned(),
                (false, false) => "❌".to_owned(),
            };
            std::iter::once(code(from)).chain(names.iter().map(cell)).collect()
        })
        .collect();
    table(&head, &rows) + "\n✅ may be promoted · ❌ is refused · ─ the same environment\n"
}

fn lists(plan: &Plan) -> String {
    let mut targets: indexmap::IndexMap<&str, Vec<String>> = indexmap::IndexMap::new();
    for route in plan.promotions() {
        for from in route.sources() {
            targets.entry(from).or_default().push(code(&route.to));
        }
    }
    let rows: Vec<Vec<String>> =
        targets.into_iter().map(|(from, to)| vec![code(from), to.join(", ")]).collect();
    table(&["From".to_owned(), "May be promoted to".to_owned()], &rows)
}

/// Who approves which way.
pub(super) fn approvals(plan: &Plan) -> String {
    let mut rows = Vec::new();
    for route in &plan.routes {
        for trigger in &route.triggers {
            let from = match trigger {
                Trigger::From(name) => code(name),
                Trigger::Push(pattern) => format!("push to {}", code(&pattern.text)),
                Trigger::Manual(pattern) => format!("{} by hand", code(&pattern.text)),
            };
            rows.push(vec![
                format!("{from} → {}", code(&route.to)),
                route.chain.slots.len().to_string(),
                people(route),
                asked(route),
            ]);
        }
    }
    let head = ["Way", "People", "Who", "Where GitHub asks, in this order"].map(str::to_owned);
    let mut body = table(&head, &rows);
    if plan.routes.iter().any(|route| !route.chain.slots.is_empty()) {
        body.push_str("\nWhoever starts a run does not count, and one person counts once.\n");
    }
    body
}

fn people(route: &Route) -> String {
    let names = |names: &[&str]| names.iter().map(|name| text(name)).collect::<Vec<_>>().join(", ");
    match route.chain.lines().as_slice() {
        [] if route.nobody_on_purpose => "nobody, on purpose".to_owned(),
        [] => "nobody".to_owned(),
        [(line, _)] => names(line),
        lines => lines
            .iter()
            .map(|(line, count)| format!("{count} of {}", names(line)))
            .collect::<Vec<_>>()
            .join("; "),
    }
}

fn asked(route: &Route) -> String {
    let mut environments: Vec<String> =
        route.chain.slots.iter().map(|slot| code(&slot.environment)).collect();
    if route.chain.guard == Guard::OnTop {
        environments.push(format!("{} (may be one of them again)", code(&route.to)));
    }
    if environments.is_empty() { "—".to_owned() } else { environments.join(", ") }
}

/// The environments, with the facts of `about` as columns.
pub(super) fn environments(plan: &Plan) -> String {
    let facts: IndexSet<&str> =
        plan.environments.iter().flat_map(|one| one.about.iter().map(|(key, _)| key.as_str())).collect();
    let mut head = ["Environment", "Kind", "Deployed", "Address"].map(str::to_owned).to_vec();
    head.extend(facts.iter().map(|key| text(&titled(key))));
    let rows: Vec<Vec<String>> = plan
        .environments
        .iter()
        .map(|one| {
            let urls: Vec<String> = one.urls.iter().map(|url| link(url)).collect();
            let mut row =
                vec![code(&one.name), one.kind.name().to_owned(), deployed(plan, one), urls.join(" ")];
            row.extend(facts.iter().map(|fact| {
                one.about
                    .iter()
                    .find(|(key, _)| key == fact)
                    .map(|(_, words)| text(words))
                    .unwrap_or_default()
            }));
            row
        })
        .collect();
    table(&head, &rows)
}

/// `change-frequency` as a heading.
fn titled(key: &str) -> String {
    let words = key.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn deployed(plan: &Plan, environment: &Environment) -> String {
    let mut ways: IndexSet<String> = IndexSet::new();
    for trigger in
        plan.routes.iter().filter(|route| route.to == environment.name).flat_map(|route| &route.triggers)
    {
        ways.insert(match trigger {
            Trigger::Push(pattern) => format!("by every push to {}", code(&pattern.text)),
            Trigger::Manual(_) => "by hand".to_owned(),
            Trigger::From(_) => "by promotion".to_owned(),
        });
    }
    let ways: Vec<String> = ways.into_iter().collect();
    if ways.is_empty() { "never".to_owned() } else { ways.join(", ") }
}
