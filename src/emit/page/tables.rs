//! Where GitHub waits and asks for approval, and the environments.

use indexmap::IndexSet;

use super::route;
use crate::{
    map::{self, Passage, Point},
    markdown::{code, link, table, text},
    plan::{Environment, Guard, Plan, Route, Slot, Trigger},
    syntax::duration,
};

/// Who approves which way, and where GitHub waits and asks.
pub(super) fn approvals(plan: &Plan) -> String {
    let waits = plan.routes.iter().any(|route| !route.chain.waiting.is_empty());
    let title = match waits {
        true => "Where GitHub waits and asks, in this order",
        false => "Where GitHub asks, in this order",
    };
    map::approvals(&plan.map, Some((title, &|passage| asked(plan, passage))))
}

fn asked(plan: &Plan, passage: &Passage) -> String {
    if passage.is_merge() {
        return super::merging::asked(plan, passage);
    }
    let Some(route) = route(plan, passage) else { return String::new() };
    let Route { chain, to, .. } = route;
    let mut environments = Vec::new();
    if !chain.waiting.is_empty() {
        let wait = duration::words(u64::from(route.conditions.wait_minutes) * 60_000);
        environments.push(format!("{} (waits {wait})", code(&chain.waiting)));
    }
    // A push has nobody who could say why.
    if !route.lifted.is_empty() && !matches!(passage.from, Point::Branch(_)) {
        let lifted = |slot: &Slot| format!("{} (only to lift windows and freezes)", code(&slot.environment));
        environments.extend(chain.lifting.iter().map(|one| lifted(&one.slot)));
    }
    environments.extend(chain.slots.iter().map(|slot| code(&slot.environment)));
    if chain.guard == Guard::OnTop {
        environments.push(format!("{} (may be one of them again)", code(to)));
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
            Trigger::Tag(pattern) => format!("by a tag like {}", code(&pattern.text)),
            Trigger::From(_) => "by promotion".to_owned(),
        });
    }
    let ways: Vec<String> = ways.into_iter().collect();
    if ways.is_empty() { "never".to_owned() } else { ways.join(", ") }
}
