//! The way from one environment to another: what starts it, who approves, and where GitHub asks.

use super::page::Page;
use crate::{
    model::{Arrow, Condition, Merge, Model, Origin},
    plan::people::{self, Chain, Guard, Person},
    source::Source,
};

/// Describes the arrows between two places; nothing if none is drawn. A branch is meant by its pattern, with or
/// without `push` or `manual` in front.
pub fn arrow(model: &Model, source: &Source, from: &str, to: &str) -> Option<String> {
    let arrangement = people::arrange(model);
    let drawn = model.arrows.iter().zip(&arrangement.chains);
    let meant = drawn.filter(|(arrow, _)| arrow.to.value == to && arrow.from.is_called(from));
    let merges = model.merges.iter().filter(|merge| merge.into.value == to && merge.starts_at(from));
    let pages = meant.map(|(arrow, chain)| describe(model, source, arrow, chain));
    let pages: Vec<String> = pages.chain(merges.map(|merge| describe_merge(source, merge))).collect();
    (!pages.is_empty()).then(|| pages.join("\n"))
}

fn describe(model: &Model, source: &Source, arrow: &Arrow, chain: &Chain) -> String {
    let mut page = Page::new(source);
    page.row(1, started(model, arrow), "");
    let asked = match chain.slots.len() {
        0 => "nobody is asked".to_owned(),
        1 => "one person approves".to_owned(),
        people => format!("{people} people approve, one after the other"),
    };
    let asked = if chain.slots.is_empty() { asked } else { format!("{asked}, where GitHub asks:") };
    page.row(1, asked, "");
    let lines = arrow.approvals.iter();
    let lines = lines.flat_map(|line| std::iter::repeat_n(line, line.approvals.count.value as usize));
    for (slot, line) in chain.slots.iter().zip(lines) {
        let gate = line.gate.as_ref().map(|gate| format!(", gate {gate}")).unwrap_or_default();
        let place = format!("{}{gate}", page.line(line.approvals.span));
        page.row(2, format!("{}: {}", slot.environment, names(&slot.reviewers)), place);
    }
    if chain.guard == Guard::OnTop {
        page.row(2, format!("{}, too: whoever approved already may answer", arrow.to.value), "");
    }
    conditions(&mut page, source, &arrow.conditions);
    if !chain.slots.is_empty() {
        page.row(1, "whoever starts it does not count, and one person counts once", "");
    }
    page.print(&arrow.words(), arrow.head)
}

/// What has to hold besides, as it is written.
fn conditions(page: &mut Page<'_>, source: &Source, conditions: &[Condition]) {
    let asks = |one: &&Condition| !matches!(one.node.name.value.as_str(), "automatic" | "about");
    for (index, condition) in conditions.iter().filter(asks).enumerate() {
        if index == 0 {
            page.row(1, "and this has to hold:", "");
        }
        let gate = condition.gate.as_ref().map(|gate| format!(", gate {gate}")).unwrap_or_default();
        let place = format!("{}{gate}", page.line(condition.node.head));
        page.row(2, source.slice(condition.node.head), place);
    }
}

/// A merge of branches: whose gate becomes the rules of the branch.
fn describe_merge(source: &Source, merge: &Merge) -> String {
    let mut page = Page::new(source);
    page.row(1, format!("a pull request to {} starts it", merge.into.value), "");
    page.row(1, if merge.approvals.is_empty() { "nobody is asked" } else { "reviews are asked for:" }, "");
    for line in &merge.approvals {
        let gate = line.gate.as_ref().map(|gate| format!(", gate {gate}")).unwrap_or_default();
        let place = format!("{}{gate}", page.line(line.approvals.span));
        page.row(2, source.slice(line.approvals.span), place);
    }
    conditions(&mut page, source, &merge.conditions);
    page.print(&merge.words(), merge.head)
}

fn started(model: &Model, arrow: &Arrow) -> String {
    let prefix = model.pipeline.file_prefix.as_ref().map_or("", |prefix| prefix.value.as_str());
    match &arrow.from {
        Origin::Push(pattern) => format!("every push to {} starts it", pattern.value),
        Origin::Manual(pattern) => {
            format!("a person starts {prefix}deploy.yml with a branch {}", pattern.value)
        }
        Origin::Tag(pattern) => format!("a push of a tag {} starts it", pattern.value),
        Origin::PullRequest(pattern) => {
            format!("a pull request to {} starts it, and every push to it", pattern.value)
        }
        Origin::Environment(_) if arrow.is_automatic() => {
            "starts by itself, as soon as the release is verified there".to_owned()
        }
        Origin::Environment(name) => {
            format!("a person starts {prefix}promote-release.yml with a release that runs in {}", name.value)
        }
    }
}

/// `@acme/leads or @ann`.
fn names(people: &[Person]) -> String {
    people.iter().map(|person| format!("@{}", person.handle)).collect::<Vec<_>>().join(" or ")
}
